/**
 * What a change of a policy's text means for people. `changed` is used if it can be looser or
 * stricter, so it counts as looser.
 */
export type Bearing = 'stricter' | 'looser' | 'changed'

/**
 * A difference between the texts of two compiled policies, outside what they disclose, allow and
 * route. It is compared as text, so it may change nothing that anybody sees.
 */
export interface TextChange {
  /** The part of the policy that differs. */
  readonly about:
    | 'field'
    | 'kind'
    | 'agent'
    | 'notice'
    | 'redaction'
    | 'identifier'
    | 'refusal'
    | 'issuer'
    | 'risk'
    | 'channel'
    | 'knowledge'
    | 'region'
    | 'role'
    | 'break_glass'
    | 'counter'
    | 'allow'
    | 'step_up'
    | 'offer'
    | 'route'
    | 'class'
    | 'action'
  /** Its name there. */
  readonly name: string
  /** What it means for people. */
  readonly change: Bearing
  /** What the old policy says; empty for nothing. */
  readonly before: string
  /** What the new policy says; empty for nothing. */
  readonly after: string
}

/** Writes a list of words. */
export const wordsOf = (words: readonly string[], none = 'none'): string =>
  words.length === 0 ? none : words.join(', ')

/** Says what is otherwise, if anything is: no change where both sides print the same. */
export const changeOfText = (
  about: TextChange['about'],
  name: string,
  bearing: Bearing,
  [before, after]: readonly [string, string],
): readonly TextChange[] =>
  before === after ? [] : [{ about, name, change: bearing, before, after }]

/**
 * Compares two lists whose order says nothing: more in it is stricter, or looser, or either.
 *
 * `more` says how a longer list bears. Less then bears the other way, and where words came and went
 * it is `changed`: nobody can say which of them weigh more.
 */
export function compareSets(
  about: TextChange['about'],
  name: string,
  lists: readonly [readonly string[], readonly string[]],
  more: Bearing,
): readonly TextChange[] {
  const [old, next] = lists.map((list) => [...list].sort())
  if (old === undefined || next === undefined) return []
  const isMore = old.every((word) => next.includes(word))
  const isLess = next.every((word) => old.includes(word))
  const other = more === 'stricter' ? 'looser' : more === 'looser' ? 'stricter' : 'changed'
  const bearing = isMore ? more : isLess ? other : 'changed'
  return changeOfText(about, name, bearing, [wordsOf(old), wordsOf(next)])
}

/** Compares two lists whose order says something. The same words in another order are `changed`. */
export function compareOrdered(
  about: TextChange['about'],
  name: string,
  [old, next]: readonly [readonly string[], readonly string[]],
  more: Bearing,
): readonly TextChange[] {
  const sets = compareSets(about, name, [old, next], more)
  return sets.length > 0
    ? sets.map((one) => ({ ...one, before: wordsOf(old), after: wordsOf(next) }))
    : changeOfText(about, name, 'changed', [wordsOf(old), wordsOf(next)])
}
