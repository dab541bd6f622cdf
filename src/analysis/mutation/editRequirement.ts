import { requirementParts } from '../../decide/index.js'
import {
  editCondition,
  editLevel,
  editSettings,
  type RequirementDocument,
  type RequirementWord,
} from '../../policy/index.js'
import type { Edit, PathSteps } from './edit.js'

/**
 * Changes to what a rung, an action or a delivery takes, each part by itself.
 *
 * A word such as `verified` is a level; a block has parts. A path that ends at the word is where
 * the level stands.
 */
export function editRequirement(
  path: PathSteps,
  word: RequirementWord | undefined,
): readonly Edit[] {
  if (word === undefined) return []
  if (typeof word !== 'object') return editLevel(path, word)
  return editParts(path, word)
}

/** Changes to a requirement that may also be removed as a whole. */
export const editOptional = (
  path: PathSteps,
  word: RequirementWord | undefined,
): readonly Edit[] =>
  word === undefined ? [] : [...editRequirement(path, word), { operator: 'drop', path }]

/**
 * Changes to the levels and parts of a requirement that stand directly at a path. What each part
 * may become stands in its own descriptor, so that a part which is added is mutated as well.
 */
export const editParts = (path: PathSteps, parts: RequirementDocument): readonly Edit[] => [
  ...editLevel([...path, 'write'], parts.write),
  ...editLevel([...path, 'read'], parts.read),
  ...editSettings(requirementParts, path, parts),
  ...(parts.unless === undefined
    ? []
    : [
        ...editCondition([...path, 'unless'], parts.unless),
        { operator: 'drop', path: [...path, 'unless'] },
      ]),
]
