import type { RedactionRule } from '../model/index.js'
import { compileRecordRules, type RedactedRecord } from './compileRecordRules.js'
import type { RedactOptions } from './redactText.js'

const DROP_IDENTIFIERS: RedactionRule = { target: 'text', identifier: 'default', action: 'drop' }

/**
 * Redacts one record: a field no rule names is withheld, and identifiers inside kept strings follow the text rules
 * (without any, they are dropped). For many records, compile the rules once.
 */
export function redactRecord(
  record: unknown,
  rules: readonly RedactionRule[],
  options: RedactOptions = {},
): RedactedRecord {
  const hasTexts = Array.isArray(rules) && rules.some((rule) => rule?.target === 'text')
  return compileRecordRules(
    hasTexts ? rules : [...(Array.isArray(rules) ? rules : []), DROP_IDENTIFIERS],
    options,
  )(record)
}
