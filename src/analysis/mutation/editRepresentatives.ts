import { GIVEN_RUNGS, RELATIONS } from '../../model/index.js'
import {
  type ActionDocument,
  asList,
  blocksOf,
  type ClassDocument,
  type ClassRepresentative,
} from '../../policy/index.js'
import type { Edit, PathSteps } from './edit.js'
import { editOptional, editParts } from './editRequirement.js'

/**
 * Changes to what somebody gets of a class who acts for another: each rung, each relation, and the
 * whole. Each is what a slip would do: somebody else may act for the customer, or gets more than
 * was meant.
 */
export const editRepresentatives = (
  path: PathSteps,
  blocks: ClassDocument['representative'],
): readonly Edit[] =>
  blocksOf(blocks).flatMap(([block, steps]) => {
    const at = [...path, ...steps]
    return [
      ...GIVEN_RUNGS.flatMap((rung) => editOptional([...at, rung], block[rung])),
      ...editRelations(at, block),
      { operator: 'drop', path: at },
    ]
  })

/** The same of an action, whose block is a requirement itself and has no rungs. */
export const editActionRepresentatives = (
  path: PathSteps,
  blocks: ActionDocument['representative'],
): readonly Edit[] =>
  blocksOf(blocks).flatMap(([block, steps]) => {
    const at = [...path, ...steps]
    return [...editParts(at, block), ...editRelations(at, block), { operator: 'drop', path: at }]
  })

/**
 * Leaves out each relation where there are several, and adds each that is not named. Somebody else
 * may act, or somebody who should may not.
 */
function editRelations(path: PathSteps, { as }: Pick<ClassRepresentative, 'as'>): readonly Edit[] {
  const named = asList(as)
  const at = [...path, 'as']
  const without = (one: string): readonly string[] => named.filter((other) => other !== one)
  return [
    // Without its only relation a block would not compile, and taking out the block says the same.
    ...(named.length < 2
      ? []
      : named.map((one) => ({ operator: 'drop', path: at, value: without(one) }))),
    ...RELATIONS.flatMap((one) =>
      named.includes(one) ? [] : [{ operator: 'add', path: at, value: [...named, one] }],
    ),
  ]
}
