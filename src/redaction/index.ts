export { subjectOf } from './asked.js'
export { compileRecordRules, type RedactedRecord } from './compileRecordRules.js'
export { emitRules } from './emitRules.js'
export { MOST_PLACES } from './pathTable.js'
export { hiddenIn, type NextMessage, type RedactedNext } from './readNext.js'
export { readRules } from './readRules.js'
export { recordFinder } from './recordFinder.js'
export { redactEdit } from './redactEdit.js'
export { type FormField, redactForm } from './redactForm.js'
export { redactMessage } from './redactMessage.js'
export { redactRecord } from './redactRecord.js'
export { type RedactedText, type RedactOptions, redactText } from './redactText.js'
export * from './redactTranscript.js'
export { followRules, type RulePath, rulesHere } from './rulePath.js'
export { type Finder, type Scan, type ScanOptions, type Span, scan } from './scan.js'
export {
  EMPTY_TAIL,
  isTail,
  type MessageScan,
  scanMessage,
  type Tail,
} from './scanMessage.js'
export type { EarlierSpan } from './splitValues.js'
export { warnOfRules } from './warnOfRules.js'
export type { FindingReasons, TellingWord } from './why.js'
