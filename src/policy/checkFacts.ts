import type { FactDeclaration } from '../decide/index.js'
import {
  type ConditionWord,
  type FactWord,
  isRecord,
  isSaidName,
  readAmount,
  readDecimal,
} from '../model/index.js'
import { checkWord, type DeclaredNames } from './checkWords.js'
import type { FactDocument, PolicyDocument } from './document.js'
import { factsDeclared } from './documentWords.js'
import { type FormIssue, wordIssue } from './formIssues.js'
import { asList } from './levelWords.js'
import { otherThan } from './opposites.js'
import type { PathSteps } from './readSource.js'

/**
 * Checks the facts that a document declares: none is a claim by its name (`claim_in_condition`). A
 * fact is what the business knows; what a customer typed into a form is not, however it is called.
 * Nor has a threshold more decimals than its currency has (`too_many_decimals`).
 */
export const checkFacts = ({ facts = {} }: PolicyDocument): readonly FormIssue[] =>
  Object.entries(facts).flatMap(([name, fact]) => [
    ...(isSaidName(name) ? [wordIssue('claim_in_condition', ['facts', name], name)] : []),
    ...checkThresholds(name, fact),
  ])

function checkThresholds(name: string, fact: FactDocument): readonly FormIssue[] {
  if (typeof fact === 'string' || !('upTo' in fact)) return []
  const { currency, upTo } = fact
  return upTo.flatMap((threshold, index) =>
    currency === undefined || readAmount(threshold, currency) !== null
      ? []
      : [wordIssue('too_many_decimals', ['facts', name, 'upTo', index], String(threshold))],
  )
}

/**
 * Where a condition stands: what is declared there, and whether a fact that is not declared may
 * stand in it.
 */
export interface FactPlace {
  readonly names: DeclaredNames
  /** Whether only declared facts may be named. */
  readonly isStrict: boolean
  /** Whether it is turned round: then something else has to be left that is known. */
  readonly isOpposed?: true
}

/**
 * Checks that a condition names declared facts, and of each what it may be. A condition may hold
 * conditions, so it goes down into `any`, `all` and `not`.
 *
 * Under `not` it is strict: turning a fact round gives its other values, and those are known only
 * where they are declared.
 */
export function checkConditionFacts(
  when: ConditionWord,
  at: PathSteps,
  place: FactPlace,
): readonly FormIssue[] {
  const { names, isStrict, isOpposed } = place
  const inner = (['any', 'all'] as const).flatMap((key) =>
    (when[key] ?? []).flatMap((one, index) => checkConditionFacts(one, [...at, key, index], place)),
  )
  const { context = {}, ...others } = when
  // The opposite of nothing would be what never holds.
  const isEmpty =
    isOpposed === true && Object.keys(others).length + Object.keys(context).length === 0
  return [
    ...(isEmpty ? [wordIssue('missing', at)] : []),
    ...Object.entries(context).flatMap(([name, words]) => {
      const steps = [...at, 'context', name]
      if (isSaidName(name)) return [wordIssue('claim_in_condition', steps, name)]
      const declared = names.declared[name]
      if (declared !== undefined) return checkTests(words, steps, declared, isOpposed === true)
      // A fact whose declaration has the wrong form was told of there.
      if (!isStrict || names.facts.includes(name)) return []
      return [wordIssue('unknown_fact', steps, name, names.facts)]
    }),
    ...inner,
    ...(when.not === undefined
      ? []
      : checkConditionFacts(when.not, [...at, 'not'], { names, isStrict: true, isOpposed: true })),
  ]
}

/**
 * Checks what a condition asks of one fact; turned round, something of what was declared has to be
 * left. `not: { context: { vip: [true, false] } }` leaves nothing (`requirement_impossible`).
 */
function checkTests(
  words: FactWord | readonly FactWord[],
  at: PathSteps,
  declared: FactDeclaration,
  isOpposed: boolean,
): readonly FormIssue[] {
  const isOne = !Array.isArray(words)
  const found = asList(words).flatMap((word, index) =>
    checkTest(word, isOne ? at : [...at, index], declared),
  )
  if (found.length > 0 || !isOpposed) return found
  const tests = factsDeclared({ fact: words })['fact'] ?? []
  return otherThan(tests, declared).length > 0 ? [] : [wordIssue('requirement_impossible', at)]
}

/**
 * Checks one test of a fact against its declaration: a value is one of those declared, a range
 * names thresholds that are declared, in the currency that is declared. Where values are declared a
 * range says nothing, and the other way round.
 *
 * Thresholds that are not declared are refused (`unknown_threshold`), because a policy has finitely
 * many states only while it is known between which amounts it can tell.
 */
function checkTest(
  word: FactWord,
  at: PathSteps,
  { values, upTo = [], currency }: FactDeclaration,
): readonly FormIssue[] {
  if (values !== undefined) {
    if (isRecord(word)) return [wordIssue('wrong_type', at)]
    if (values.some((value) => value === word)) return []
    // The same letters of another type: `'true'` is text, and never `true`.
    const meant = values.find((value) => String(value) === String(word))
    const allowed = values.map(String)
    return meant === undefined
      ? [wordIssue('unknown_fact_value', at, String(word), allowed)]
      : [
          {
            ...wordIssue('unknown_fact_value', at, JSON.stringify(word), allowed),
            suggestion: JSON.stringify(meant),
          },
        ]
  }
  if (!isRecord(word)) return [wordIssue('wrong_type', at, String(word))]
  const { above, upTo: most, currency: own } = word
  return [
    ...(above === undefined && most === undefined
      ? [wordIssue('missing', at, undefined, ['above', 'upTo'])]
      : []),
    ...(['above', 'upTo'] as const).flatMap((key) => {
      const threshold = word[key]
      if (threshold === undefined) return []
      const written = readDecimal(threshold) ?? String(threshold)
      return checkWord(written, [...at, key], 'unknown_threshold', upTo)
    }),
    ...(own === undefined
      ? []
      : checkWord(
          own,
          [...at, 'currency'],
          'unknown_word',
          currency === undefined ? [] : [currency],
        )),
  ]
}
