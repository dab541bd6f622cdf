import { asksAtLeastParts, type RepresentativeRule, type Requirement } from '../decide/index.js'
import { GIVEN_RUNGS, isRungAtLeast, type Rung, sorted } from '../model/index.js'
import type {
  ActionDocument,
  ClassDocument,
  ClassRepresentative,
  RequirementWord,
} from './document.js'
import { type FormIssue, wordIssue } from './formIssues.js'
import { isList } from './levelWords.js'
import { asList, readRequirement } from './readRequirement.js'
import type { PathSteps } from './readSource.js'

/**
 * Gives the blocks of one or several, each with its place below the key: none for one that stands
 * alone, `[0]` for the first of a list.
 */
export const blocksOf = <Block extends object>(
  blocks: Block | readonly Block[] | undefined,
): readonly (readonly [Block, PathSteps])[] => {
  if (blocks === undefined) return []
  return isList(blocks) ? blocks.map((block, at) => [block, [at]] as const) : [[blocks, []]]
}

/**
 * Tells whether whatever meets the one requirement meets the other: both levels, and each part of
 * the table by its own rule.
 */
export const asksAtLeast = (higher: Requirement, lower: Requirement): boolean =>
  higher.write >= lower.write && higher.read >= lower.read && asksAtLeastParts(higher, lower)

/**
 * Builds who may have a rung for another: whoever may have it, or a higher one, by some block. For
 * whom nobody is named, the key is absent.
 */
export const buildRungRepresentatives = (
  { representative }: ClassDocument,
  rung: Exclude<Rung, 'none'>,
): { readonly representatives?: readonly RepresentativeRule[] } =>
  orNone(
    blocksOf(representative).flatMap(([block]) => {
      const word = lowestFrom(block, rung)
      return word === undefined ? [] : [buildOne(block, word, true)]
    }),
  )

/**
 * Builds who may have an action done for another. The block is a requirement itself, with `as`
 * beside it.
 */
export const buildActionRepresentatives = ({
  representative,
}: ActionDocument): { readonly representatives?: readonly RepresentativeRule[] } =>
  orNone(blocksOf(representative).map(([block]) => buildOne(block, block, false)))

/**
 * Gives what was built, or nothing where there is none, so that a policy without any keeps
 * its digest. What another block gives for less is left out and the order is one for all,
 * so that a policy that was printed and compiled again is the same.
 */
function orNone(all: readonly RepresentativeRule[]) {
  const representatives = all
    .filter((one, at) => !all.some((other, place) => isNeedless(one, other, place < at)))
    .toSorted((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1))
  return representatives.length === 0 ? {} : { representatives }
}

/**
 * Tells whether another block gives the same to the same people and asks no more. Where two ask the
 * same, the first one stays.
 */
function isNeedless(
  one: RepresentativeRule,
  other: RepresentativeRule,
  isBefore: boolean,
): boolean {
  if (one === other || one.as.join() !== other.as.join()) return false
  return isAbove(one, other) && (isBefore || !isAbove(other, one))
}

const isAbove = (one: RepresentativeRule, other: RepresentativeRule): boolean =>
  one.requires.every((higher) => other.requires.every((lower) => asksAtLeast(higher, lower)))

/** Builds one block: as what they act, and what that takes. */
const buildOne = (
  { as }: Pick<ClassRepresentative, 'as'>,
  word: RequirementWord,
  shows: boolean,
): RepresentativeRule => ({
  as: sorted(asList(as)),
  requires: [readRequirement(word, shows)],
})

/**
 * Finds what a block asks for a rung: its own requirement, or that of the next higher rung
 * that it names.
 */
const lowestFrom = (block: ClassRepresentative, rung: Rung): RequirementWord | undefined => {
  const open = GIVEN_RUNGS.find((one) => isRungAtLeast(one, rung) && block[one] !== undefined)
  return open === undefined ? undefined : block[open]
}

/**
 * Checks that somebody who acts for another is verified, and is given no rung that the class itself
 * has not.
 *
 * Codes: `requirement_without_level` for a block that gives nothing,
 * `representative_exceeds_subject`, `representative_not_verified`.
 */
export function checkRepresented(
  { representative, ...own }: ClassDocument,
  at: PathSteps,
): readonly FormIssue[] {
  return blocksOf(representative).flatMap(([block, steps]) => {
    const path = [...at, 'representative', ...steps]
    const given = GIVEN_RUNGS.filter((rung) => block[rung] !== undefined)
    if (given.length === 0)
      return [wordIssue('requirement_without_level', path, undefined, [...GIVEN_RUNGS])]
    return given.flatMap((rung) => [
      ...(own[rung] === undefined
        ? [wordIssue('representative_exceeds_subject', [...path, rung], rung)]
        : []),
      ...checkVerified(block[rung], [...path, rung], true),
    ])
  })
}

/**
 * Refuses what is given to somebody who acts for another before it is sure who they are: below
 * `verified` a name in a directory is anybody's.
 */
export const checkVerified = (
  word: RequirementWord | undefined,
  at: PathSteps,
  shows: boolean,
): readonly FormIssue[] =>
  word !== undefined && readRequirement(word, shows).write < 3
    ? [wordIssue('representative_not_verified', at, undefined, ['verified', 'strong'])]
    : []
