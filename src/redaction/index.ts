export { compileRecordRules, type RedactedRecord } from './compileRecordRules.js'
export { emitRules } from './emitRules.js'
export { readRules } from './readRules.js'
export { recordFinder } from './recordFinder.js'
export { redactRecord } from './redactRecord.js'
export { type RedactedText, type RedactOptions, redactText } from './redactText.js'
export {
  type RedactedMessage,
  redactTranscript,
  type TranscriptMessage,
} from './redactTranscript.js'
export { type Finder, type Scan, type ScanOptions, type Span, scan } from './scan.js'
export {
  type EarlierSpan,
  EMPTY_TAIL,
  type MessageScan,
  scanMessage,
  type Tail,
} from './scanMessage.js'
export { warnOfRules } from './warnOfRules.js'
