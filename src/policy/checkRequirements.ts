import { asksForProof, lookAtParts } from '../decide/index.js'
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
import type { Step } from './readSource.js'
import {
  asksAtLeast,
  blocksOf,
  checkRepresented,
  checkVerified,
  GIVEN_RUNGS,
} from './representatives.js'
import { kindOf } from './vocabulary.js'

/** Checks what rungs and actions take: each can be met, and a higher rung asks at least what a lower one asks. */
export function checkRequirements(
  document: PolicyDocument,
  names: DeclaredNames,
): readonly FormIssue[] {
  const plain = plainDocument(document)
  const { isRefused } = factsOf(document, names)
  const checkOne = (word: RequirementWord | undefined, at: readonly Step[]) =>
    checkRequirement(word, at, { names, isRefused })
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

/** Gives what requirements are checked against besides their own words. */
export const factsOf = ({ refuses = [] }: PolicyDocument, names: DeclaredNames): DocumentFacts => ({
  names,
  isRefused: (method) => refuses.includes(kindOf(method)),
})

/** What the document says elsewhere. */
export interface DocumentFacts {
  /** What the document declares. */
  readonly names: DeclaredNames
  /** Whether proofs by a method are refused as input. */
  isRefused(method: string): boolean
}

/** Checks what a rung, an action or a delivery takes: known words, and something that can be met. */
export function checkRequirement(
  word: RequirementWord | undefined,
  at: readonly Step[],
  { names, isRefused }: DocumentFacts,
): readonly FormIssue[] {
  if (typeof word !== 'object') return []
  const requirement = readRequirement(word, true)
  const isEmpty = word.write === undefined && word.read === undefined
  // What is denied needs no level: nobody reaches it.
  const isNever = 'denied' in word && word.denied === true
  return [
    ...checkConditions(word, at, names),
    ...(isEmpty && !isNever
      ? [wordIssue('requirement_without_level', at, undefined, ['write', 'read'])]
      : []),
    ...lookAtParts(requirement, (part, value) => [
      ...checkSetting(part, word, at, names),
      ...(part.isImpossible?.(value, isRefused)
        ? [wordIssue('requirement_impossible', [...at, part.word])]
        : []),
    ]).flat(),
    ...(asksForProof(requirement) && requirement.write < 2 && !isNever
      ? [wordIssue('requirement_conflict', at, undefined, ['write: recognized', 'write: verified'])]
      : []),
  ]
}

/** Checks the words and facts of what has to be so, and of what must not. */
const checkConditions = (
  word: Pick<WholeDocument, 'when' | 'unless'>,
  at: readonly Step[],
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
 * Checks that a higher rung asks at least what each lower one asks. Otherwise somebody
 * could be told all of a class and not be told a part of it.
 */
function checkLadder(
  dataClass: Pick<PolicyDocument['classes'][string], (typeof GIVEN_RUNGS)[number]>,
  at: readonly Step[],
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
