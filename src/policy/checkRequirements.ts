import { asksForProof, mapParts } from '../decide/index.js'
import { GIVEN_RUNGS } from '../model/index.js'
import { buildRefusals, OWN_REFUSAL } from './buildRefusals.js'
import { checkConditionFacts } from './checkFacts.js'
import { checkConditionWords, checkSetting, type DeclaredNames } from './checkWords.js'
import {
  actionsOf,
  type PolicyDocument,
  type RequirementWord,
  type WholeDocument,
} from './document.js'
import { type FormIssue, wordIssue } from './formIssues.js'
import { plainDocument } from './plainConditions.js'
import { readRequirement } from './readRequirement.js'
import type { PathSteps } from './readSource.js'
import { asksAtLeast, blocksOf, checkRepresented, checkVerified } from './representatives.js'
import { kindsOfMethod } from './vocabulary.js'

/**
 * Checks what rungs and actions take: each can be met, and a higher rung asks at least what a lower
 * one asks.
 *
 * Rungs are compared as they are compiled, with what their class asks as a whole, and told where
 * they were written: so the ladder is read from the plain document and words from the document
 * itself.
 */
export function checkRequirements(
  document: PolicyDocument,
  names: DeclaredNames,
): readonly FormIssue[] {
  const plain = plainDocument(document)
  const facts = factsOf(document, names)
  const checkOne = (word: RequirementWord | undefined, at: PathSteps) =>
    checkRequirement(word, at, facts)
  return [
    ...Object.entries(document.classes).flatMap(([name, dataClass]) => {
      const at = ['classes', name]
      return [
        ...GIVEN_RUNGS.flatMap((rung) => checkOne(dataClass[rung], [...at, rung])),
        ...checkOne(dataClass.deliver_to_record, [...at, 'deliver_to_record']),
        ...checkConditions(dataClass, at, names),
        ...checkLadder(plain.classes[name] ?? {}, at),
        ...checkRepresented(dataClass, at),
        ...blocksOf(dataClass.representative).flatMap(([block, steps], index) => {
          const path = [...at, 'representative', ...steps]
          const own = GIVEN_RUNGS.flatMap((rung) => checkOne(block[rung], [...path, rung]))
          const [plainBlock = block] = blocksOf(plain.classes[name]?.representative)[index] ?? []
          return [...own, ...checkLadder(plainBlock, path)]
        }),
      ]
    }),
    ...Object.entries(actionsOf(document)).flatMap(([name, action]) => {
      const at = ['actions', name]
      const needsWrite = action.denied !== true && action.write === undefined
      return [
        ...(needsWrite ? [wordIssue('requirement_without_level', at, name, ['write'])] : []),
        ...(needsWrite ? [] : checkOne(action, at)),
        ...checkOne(action.deliver_to_record, [...at, 'deliver_to_record']),
        ...blocksOf(action.representative).flatMap(([block, steps]) => {
          const path = [...at, 'representative', ...steps]
          return [...checkOne(block, path), ...checkVerified(block, path, false)]
        }),
      ]
    }),
  ]
}

/**
 * Gives what requirements are checked against besides their own words. A method is refused where
 * its kinds of evidence are: `refuses: [verify_check]` leaves no way to meet `methods: [sms]`.
 */
export function factsOf(document: PolicyDocument, names: DeclaredNames): DocumentFacts {
  const refusals = buildRefusals(document)
  return {
    names,
    refusedBy: (method) => {
      const kinds = kindsOfMethod(method)
      const rules = kinds.map((kind) => refusals.filter((one) => one.kind === kind))
      // What comes in two kinds is refused where both are.
      return rules.some((found) => found.length === 0) ? [] : rules.flat().map(({ rule }) => rule)
    },
  }
}

/** What the document says elsewhere. */
export interface DocumentFacts {
  readonly names: DeclaredNames
  /** The rules that refuse proofs by a method as input, the document's own or of packs; none where they are taken. */
  refusedBy(method: string): readonly string[]
}

/**
 * Checks what a rung, an action or a delivery takes: known words, and something that can be met.
 *
 * Codes: `requirement_without_level` where no level is named, `requirement_impossible` where
 * nothing could meet a part, with the rules of packs that refuse its proofs, `requirement_conflict`
 * where a proof is asked for at a level that needs none.
 */
export function checkRequirement(
  word: RequirementWord | undefined,
  at: PathSteps,
  facts: DocumentFacts,
): readonly FormIssue[] {
  // A level alone can be met, and is no word of a list.
  if (typeof word !== 'object') return []
  const { names } = facts
  const requirement = readRequirement(word, true)
  const isEmpty = word.write === undefined && word.read === undefined
  // What is denied needs no level: nobody reaches it.
  const isNever = 'denied' in word && word.denied === true
  return [
    ...checkConditions(word, at, names),
    ...(isEmpty && !isNever
      ? [wordIssue('requirement_without_level', at, undefined, ['write', 'read'])]
      : []),
    ...mapParts(requirement, (part, value) => [
      ...checkSetting(part, word, at, names),
      ...checkPossible(part.word, (isRefused) => part.isImpossible?.(value, isRefused), at, facts),
    ]).flat(),
    ...(asksForProof(requirement) && requirement.write < 2 && !isNever
      ? [wordIssue('requirement_conflict', at, undefined, ['write: recognized', 'write: verified'])]
      : []),
  ]
}

/** Checks that a part can be met, and names the packs whose refusals are why it cannot. */
function checkPossible(
  word: string,
  isImpossible: (isRefused: (method: string) => boolean) => boolean | undefined,
  at: PathSteps,
  { refusedBy }: DocumentFacts,
): readonly FormIssue[] {
  const rules = new Set<string>()
  const isRefused = (method: string): boolean => {
    const found = refusedBy(method)
    for (const rule of found) if (rule !== OWN_REFUSAL) rules.add(rule)
    return found.length > 0
  }
  if (isImpossible(isRefused) !== true) return []
  const issue = wordIssue('requirement_impossible', [...at, word])
  return [rules.size === 0 ? issue : { ...issue, by: [...rules].sort().join(', ') }]
}

/** Checks the words and facts of what has to be so (`when`), and of what must not (`unless`). */
const checkConditions = (
  word: Pick<WholeDocument, 'when' | 'unless'>,
  at: PathSteps,
  names: DeclaredNames,
): readonly FormIssue[] =>
  (['when', 'unless'] as const).flatMap((key) => [
    ...checkConditionWords(word[key] ?? {}, [...at, key], names),
    ...checkConditionFacts(word[key] ?? {}, [...at, key], {
      names,
      isStrict: true,
      ...(key === 'unless' && word.unless !== undefined && { isOpposed: true }),
    }),
  ])

/**
 * Checks that a higher rung asks at least what each lower one asks. Otherwise somebody could be
 * told all of a class and not be told a part of it. The issue (`rung_weaker_than_lower`) names the
 * first lower rung that asks more.
 */
function checkLadder(
  dataClass: Pick<PolicyDocument['classes'][string], (typeof GIVEN_RUNGS)[number]>,
  at: PathSteps,
): readonly FormIssue[] {
  const rungs = GIVEN_RUNGS.flatMap((rung) => {
    const word = dataClass[rung]
    return word === undefined ? [] : [{ rung, requirement: readRequirement(word, true) }]
  })
  return rungs.flatMap(({ rung, requirement }, index) => {
    const below = rungs
      .slice(0, index)
      .find((lower) => !asksAtLeast(requirement, lower.requirement))
    return below === undefined
      ? []
      : [{ ...wordIssue('rung_weaker_than_lower', [...at, rung], rung), by: below.rung }]
  })
}
