import { REDACTION_ACTIONS, type RedactionAction } from '../../model/index.js'
import {
  ASKING_PARTS,
  editSettings,
  editWords,
  type PackDocument,
  type RequirementWord,
} from '../../policy/index.js'
import { riskSettings } from '../../trust/index.js'
import type { Edit, PathSteps } from './edit.js'
import { editRequirement } from './editRequirement.js'

/**
 * Gives every small change to a pack of the business's own: to what each rule asks, of what and of
 * whom, and each rule removed. A pack of ours is left alone: its rules are tested where they are
 * made.
 */
export const editPack = (path: PathSteps, pack: PackDocument): readonly Edit[] => [
  ...ASKING_PARTS.flatMap((part) =>
    Object.entries<AskingRule>(pack[part] ?? {}).flatMap(([name, { kinds, requires }]) => {
      const at = [...path, part, name]
      return [
        ...(requires === 'never' ? [] : editRequirement([...at, 'requires'], requires)),
        ...severalWords([...at, 'kinds'], kinds),
        { operator: 'drop', path: at },
      ]
    }),
  ),
  ...Object.entries(pack.redact ?? {}).flatMap(([name, rule]) => {
    const at = [...path, 'redact', name]
    return [
      ...editMost([...at, 'at_most'], rule.at_most),
      ...severalWords([...at, 'audiences'], rule.audiences),
      ...severalWords([...at, 'identifiers'], rule.identifiers),
      ...severalWords([...at, 'kinds'], rule.kinds),
      { operator: 'drop', path: at },
    ]
  }),
  ...dropMembers([...path, 'refuses'], pack.refuses),
  ...dropMembers([...path, 'training'], pack.training),
  ...editSettings(riskSettings, [...path, 'risk'], pack.risk ?? {}),
]

interface AskingRule {
  readonly kinds: string | readonly string[]
  readonly requires: RequirementWord | 'never'
}

/**
 * Leaves out one word of several. A rule without its only word would not compile, so one word alone
 * is left to what takes out the rule.
 */
const severalWords = (
  path: PathSteps,
  words: string | readonly string[] | undefined,
): readonly Edit[] =>
  words === undefined || typeof words === 'string' || words.length < 2
    ? []
    : editWords(path, words).filter(({ operator }) => operator === 'narrow')

/**
 * One step up or down in what a pack lets be shown. `keep` would limit nothing, which a pack may
 * not say.
 */
const editMost = (path: PathSteps, action: RedactionAction): readonly Edit[] => {
  const place = REDACTION_ACTIONS.indexOf(action)
  return [REDACTION_ACTIONS[place + 1], REDACTION_ACTIONS[place - 1]].flatMap((value) =>
    value === undefined || value === 'keep' ? [] : [{ operator: 'move', path, value }],
  )
}

const dropMembers = (path: PathSteps, members: object = {}): readonly Edit[] =>
  Object.keys(members).map((name) => ({ operator: 'drop', path: [...path, name] }))
