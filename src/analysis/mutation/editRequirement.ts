import type { RequirementDocument, RequirementWord } from '../../policy/index.js'
import type { Edit, Step } from './edit.js'
import { editDuration, editLevel, editWords } from './editWords.js'

/** Changes to what a rung, an action or a delivery takes, each part by itself. */
export function editRequirement(
  path: readonly Step[],
  word: RequirementWord | undefined,
): readonly Edit[] {
  if (word === undefined) return []
  if (typeof word !== 'object') return editLevel(path, word)
  return editParts(path, word)
}

/** Changes to a requirement that may also be taken out as a whole. */
export const editOptional = (
  path: readonly Step[],
  word: RequirementWord | undefined,
): readonly Edit[] =>
  word === undefined ? [] : [...editRequirement(path, word), { operator: 'drop', path }]

/** Changes to the parts of a requirement that stand directly at a path. */
export function editParts(path: readonly Step[], parts: RequirementDocument): readonly Edit[] {
  const at = (key: keyof RequirementDocument): readonly Step[] => [...path, key]
  const drop = (key: keyof RequirementDocument): readonly Edit[] =>
    parts[key] === undefined || parts[key] === false ? [] : [{ operator: 'drop', path: at(key) }]
  return [
    ...editLevel(at('write'), parts.write),
    ...editLevel(at('read'), parts.read),
    ...editDuration(at('maxAge'), parts.maxAge),
    ...drop('maxAge'),
    ...drop('purpose'),
    ...drop('linked'),
    ...editWords(at('methods'), parts.methods),
    ...drop('categories'),
    ...drop('forbid_phishable_only'),
  ]
}
