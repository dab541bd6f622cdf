import { breakGlassSettings, CODE, LONGEST_OPEN } from '../decide/index.js'
import { readDuration } from '../model/index.js'
import { checkSetting, type DeclaredNames, placedWords } from './checkWords.js'
import type { PolicyDocument } from './document.js'
import { type FormIssue, formIssue, wordIssue } from './formIssues.js'
import { atMost } from './plainForms.js'

/**
 * Checks how the glass may be broken: with all that it needs, by known words, for a time that ends.
 *
 * Codes: `missing` for a part that is needed, `invalid_name` for a reason that is no code,
 * `open_too_long` for no time at all or for more than a day, and those of words that are not known.
 */
export function checkBreakGlass(
  { break_glass: document }: PolicyDocument,
  names: DeclaredNames,
): readonly FormIssue[] {
  if (document === undefined) return []
  const at = ['break_glass']
  const given: Readonly<Record<string, unknown>> = { ...document }
  const span = readDuration(document.for ?? '')
  return [
    ...Object.values(breakGlassSettings).flatMap((setting) => [
      ...(setting.isNeeded && given[setting.word] === undefined
        ? [wordIssue('missing', [...at, setting.word])]
        : []),
      ...checkSetting(setting, document, at, names),
    ]),
    // The reason that an agent gives is written into every log, so it is a code and never a sentence about somebody.
    ...placedWords(document.reasons, [...at, 'reasons']).flatMap(({ word, steps }) =>
      CODE.test(word) ? [] : [wordIssue('invalid_name', steps, word)],
    ),
    ...(span !== null && (span === 0 || span > LONGEST_OPEN)
      ? [formIssue('open_too_long', [...at, 'for'], document.for, atMost(LONGEST_OPEN))]
      : []),
  ]
}
