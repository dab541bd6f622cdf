import type { RedactionRule } from '../model/index.js'
import { compileRecordRules, type RedactedRecord } from './compileRecordRules.js'
import type { RedactOptions } from './redactText.js'

// A field that somebody opened to a reader was opened for what it is named after, and not for a
// card number typed into it.
const DROP_IDENTIFIERS: RedactionRule = { target: 'text', identifier: 'default', action: 'drop' }

/**
 * Redacts one record. A field that no rule names is withheld, and identifiers inside kept strings
 * follow the text rules (without any, they are dropped). For many records, compile the rules once
 * with `compileRecordRules`, which does not search at all without text rules.
 *
 * It never throws: if the rules cannot be read, the whole record is withheld (`unknown_rule`).
 *
 * @example
 * ```ts
 * redactRecord(
 *   { name: 'Ada Lovelace', note: 'mail ada@example.com', score: 3 },
 *   [
 *     { target: 'field', path: 'name', action: 'keep' },
 *     { target: 'field', path: 'note', action: 'keep', text: true },
 *   ],
 * )
 * // value: { name: 'Ada Lovelace', note: 'mail [email]' }, removed: ['note', '*']
 * ```
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
