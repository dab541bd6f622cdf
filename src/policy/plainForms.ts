import { printDuration } from '../model/index.js'
import { DATE, DATE_FORM } from './calendar.js'
import { patternsAt } from './policyJsonSchema.js'
import type { PathSteps } from './readSource.js'
import { CURRENCY, NAME, THRESHOLD } from './words.js'

/** The form that a place should have, in plain words; nothing where there are none for it. */
interface PlainForm {
  readonly form?: string
}

/** Says a bound as one phrase, by what is counted; nothing where that has no plain name. */
export function boundOf(
  much: 'at most' | 'at least',
  bound: number | bigint,
  { origin }: { readonly origin: string },
): PlainForm {
  const counted = COUNTED[origin]
  return counted === undefined ? {} : { form: `${much} \`${bound}\`${counted}` }
}

const COUNTED: Readonly<Record<string, string>> = {
  array: ' of them',
  int: '',
  number: '',
  record: ' of them',
  string: ' characters',
}

/** Says what is meant at a place whose form has a plain name. */
export const plainFormAt = (steps: PathSteps): PlainForm => {
  const form = patternsAt(steps).flatMap((pattern) => PLAIN_FORMS.get(pattern) ?? [])[0]
  return form === undefined ? {} : { form }
}

const PLAIN_FORMS: ReadonlyMap<string, string> = new Map([
  [DATE.source, DATE_FORM],
  [CURRENCY.source, 'three capital letters, such as `EUR`'],
  [THRESHOLD.source, 'digits, with a point before decimals, such as `49.95`'],
  [NAME.source, 'small letters, digits and `_`'],
])

/** Suggests the name that a word would be: `Pay-bill` -> `pay_bill`. */
export function nameLike(word: string): { readonly suggestion?: string } {
  const suggestion = word.toLowerCase().replaceAll(/[^a-z0-9]+/g, '_')
  return suggestion !== word && NAME.test(suggestion) ? { suggestion } : {}
}

/** Suggests the length of time that a word would be, `1 day` -> `1d`, and says how one is written. */
export function durationLike(
  word: string | undefined,
): PlainForm & { readonly suggestion?: string } {
  const [, count, unit] = /^(\d{1,6})\s*([smhdw])[a-z]*\.?$/i.exec(word?.trim() ?? '') ?? []
  return {
    ...(count !== undefined &&
      unit !== undefined && { suggestion: `${count}${unit.toLowerCase()}` }),
    form: 'a duration such as `90s`, `15m`, `24h` or `30d`',
  }
}

/** Says the longest that a time may be. */
export const atMost = (longest: number): string => `at most \`${printDuration(longest)}\``
