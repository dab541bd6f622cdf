export { buildCondition, buildPolicy } from './buildPolicy.js'
export { UNNAMED } from './buildRedaction.js'
export { momentOf } from './calendar.js'
export { datesIn, type PlacedDate } from './checkDates.js'
export { compilePolicy } from './compilePolicy.js'
export { filesNamedBy } from './composition/filesNamedBy.js'
export { editCounters } from './counters.js'
export { decisionSchema } from './decisionJsonSchema.js'
export type {
  ActionDocument,
  ClassDocument,
  ClassRepresentative,
  ConditionDocument,
  GivenDocument,
  Invariant,
  LevelWord,
  PolicyDocument,
  PolicyTest,
  RequirementDocument,
  RequirementWord,
  RiskDocument,
  RouteDocument,
} from './document.js'
export { actionsOf, CLASS_RULES, definePolicy } from './document.js'
export { editCondition, editSettings } from './documentForms.js'
export {
  type Edit,
  editDates,
  editDuration,
  editLevel,
  editLevels,
  editOrder,
  editRungs,
  editThreshold,
  editWords,
} from './edits.js'
export { engagementSchema } from './engagementJsonSchema.js'
export { camelOf } from './evidenceJsonSchema.js'
export type { ExtendingDocument } from './extendingDocument.js'
export { jsonSchemas } from './jsonSchemas.js'
export { editKnowledge } from './knowledge.js'
export { asList, rankOfWord } from './levelWords.js'
export { type MigratedDocument, migrateDocument } from './migrateDocument.js'
export { editOwnMethod } from './ownMethods.js'
export { ASKING_PARTS, PARTS_OF_KINDS, type PackDocument } from './ownPacks/packDocument.js'
export { ownPacksOf, packsOf } from './ownPacks/readPack.js'
export { packs } from './packs/index.js'
export * from './parseDocument.js'
export { plainCondition } from './plainConditions.js'
export { printPolicy } from './printPolicy.js'
export { readRequirement } from './readRequirement.js'
export { type PathStep, type PathSteps, readEachOnce, type SourceReader } from './readSource.js'
export { asksAtLeast, blocksOf } from './representatives.js'
export { FORMS } from './typeForms.js'
export { valueAt } from './valueAt.js'
export {
  ACTION_KINDS,
  CLASS_KINDS,
  PROOF_KINDS,
  REFUSABLE,
  RISK_NAMES,
} from './vocabulary.js'
