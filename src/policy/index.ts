export { compilePolicy } from './compilePolicy.js'
export type {
  ActionDocument,
  ClassDocument,
  Invariant,
  PolicyDocument,
  PolicyTest,
  RouteDocument,
} from './document.js'
export { definePolicy } from './document.js'
export { type Located, type ParsedDocument, parseDocument } from './parseDocument.js'
export { printPolicy } from './printPolicy.js'
