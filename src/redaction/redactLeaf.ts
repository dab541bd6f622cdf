import { HIDDEN } from '../identifiers/index.js'
import type { RedactionAction } from '../model/redaction.js'
import { applyTextRules, type RedactOptions } from './redactText.js'
import { find } from './scan.js'
import { stricter, type TextRules } from './textRules.js'
import { WITHHELD, writeFieldMark, writeMark } from './writeMark.js'

const NONE: ReadonlySet<string> = new Set()

/**
 * Redacts one value of a record by the action on its field and the text rules.
 *
 * A kept value that is one ordinary identifier and nothing else (a phone number in a phone field) follows its
 * field, unless a text rule names that identifier; anything else found in it follows the text rules.
 */
export function redactLeaf(
  text: string,
  action: RedactionAction,
  path: string,
  texts: TextRules | null,
  options: RedactOptions,
): string {
  if (action === 'keep' && texts === null) return text
  const { findings, complete } = find(text, options, NONE)
  if (!complete) return WITHHELD
  const [only] = findings
  const isWhole = only !== undefined && only.start === 0 && only.end === text.length
  const named = only === undefined ? undefined : texts?.named.get(only.type)
  if (action === 'keep') {
    if (texts === null || only === undefined) return text
    if (isWhole && named === undefined && only.candidate?.identifier.fieldDecides === true)
      return text
    return applyTextRules(text, texts, options).text
  }
  if (only === undefined || !isWhole) {
    return only === undefined ? writeFieldMark(path, text, action, options) : HIDDEN
  }
  return writeMark(only, texts === null ? action : stricter(action, named ?? action), options)
}
