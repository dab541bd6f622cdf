import { breakGlassSettings } from '../../decide/index.js'
import { AUDIENCES, REDACTION_ACTIONS, type RedactionAction } from '../../model/index.js'
import {
  type ActionDocument,
  type ClassDocument,
  editCondition,
  editCounters,
  editDates,
  editKnowledge,
  editLevel,
  editLevels,
  editOrder,
  editOwnMethod,
  editRungs,
  editSettings,
  editThreshold,
  editWords,
  type LevelWord,
  type PolicyDocument,
} from '../../policy/index.js'
import { riskSettings } from '../../trust/index.js'
import { dropEach, type Edit, type PathSteps } from './edit.js'
import { editPack } from './editPack.js'
import { editActionRepresentatives, editRepresentatives } from './editRepresentatives.js'
import { editOptional, editParts } from './editRequirement.js'
import { editRoutes } from './editRoutes.js'

/**
 * Gives every small change to a policy that a slip of the hand could make: to each requirement, rung, action, route,
 * condition, field, notice, training, redaction, risk setting, issuer, channel, pack, refusal and step-up method, one at
 * a time. Left alone is what decides nothing: names and citations.
 *
 * Mutation testing by single small changes (DeMillo, Lipton and Sayward 1978): whoever writes tests
 * that tell these apart mostly tells larger mistakes apart as well.
 */
export const editsOf = (document: PolicyDocument): readonly Edit[] => [
  ...Object.entries(document.classes).flatMap(([name, one]) => editClass(['classes', name], one)),
  ...Object.entries(document.actions ?? {}).flatMap(([name, one]) =>
    editAction(['actions', name], one),
  ),
  ...editRoutes(document.routes),
  ...editStepUp(document.stepUp ?? []),
  ...editSettings(riskSettings, ['risk'], document.risk ?? {}),
  ...editCounters(document.counters),
  // Without a line that is needed nothing compiles; what is left is each word out of several, and the time.
  ...editSettings(breakGlassSettings, ['break_glass'], document.break_glass ?? {}),
  // What a fact may be says what it is where it is not what is named.
  ...Object.entries(document.facts ?? {}).flatMap(([name, one]) =>
    one === 'boolean' || 'upTo' in one ? [] : dropEach(['facts', name], one),
  ),
  ...dropEach(['packs'], document.packs ?? []),
  ...(document.packs ?? []).flatMap((one, at) =>
    typeof one === 'string' ? [] : editPack(['packs', at], one),
  ),
  ...dropEach(['refuses'], document.refuses ?? []),
  ...(document.issuers ?? []).flatMap(({ acr, amr }, at) => [
    ...editLevels(['issuers', at, 'acr'], acr),
    ...editLevels(['issuers', at, 'amr'], amr),
  ]),
  ...Object.entries(document.knowledge ?? {}).flatMap(([name, one]) =>
    editKnowledge(['knowledge', name], one),
  ),
  ...Object.entries(document.methods ?? {}).flatMap(([name, one]) =>
    editOwnMethod(['methods', name], one),
  ),
  ...AUDIENCES.flatMap((audience) =>
    Object.entries(document.redact?.[audience] ?? {}).flatMap(([name, action]) =>
      editShown(['redact', audience, name], action),
    ),
  ),
  ...(document.channels ?? []).flatMap(({ grade, session }, at) => [
    ...editThreshold(['channels', at, 'grade'], grade),
    { operator: 'flip', path: ['channels', at, 'session'], value: session !== true },
  ]),
]

/**
 * Every change to one class: what each rung takes, when it is in force, who may act for the
 * customer, ceilings of channels, kinds, training and fields. A rung that is not written is not
 * mutated: it cannot be got wrong.
 */
const editClass = (path: PathSteps, one: ClassDocument): readonly Edit[] => [
  ...editOptional([...path, 'accept'], one.accept),
  ...editOptional([...path, 'confirm'], one.confirm),
  ...editOptional([...path, 'masked'], one.masked),
  ...editOptional([...path, 'full'], one.full),
  ...editDates(path, one),
  ...(['when', 'unless'] as const).flatMap((key) =>
    one[key] === undefined
      ? []
      : [...editCondition([...path, key], one[key]), { operator: 'drop', path: [...path, key] }],
  ),
  ...editRepresentatives([...path, 'representative'], one.representative),
  ...editOptional([...path, 'deliver_to_record'], one.deliver_to_record),
  ...Object.entries(one.channels ?? {}).flatMap(([name, ceiling]) => {
    const at = [...path, 'channels', name]
    const moves = editRungs(at, ceiling).filter(({ operator }) => operator === 'move')
    return [...moves, { operator: 'drop', path: at }]
  }),
  ...editWords([...path, 'kind'], one.kind),
  ...editWords([...path, 'agent'], one.agent),
  ...dropEach([...path, 'fields'], one.fields ?? []),
]

/**
 * Shows a kind of value a little more, a little less, or as everything else is shown.
 *
 * One step either way in the order of redaction actions is what a slip would write.
 */
const editShown = (path: PathSteps, action: RedactionAction): readonly Edit[] => {
  const place = REDACTION_ACTIONS.indexOf(action)
  const near = [REDACTION_ACTIONS[place + 1], REDACTION_ACTIONS[place - 1]].flatMap((value) =>
    value === undefined ? [] : [{ operator: 'move', path, value }],
  )
  return [...near, { operator: 'drop', path }]
}

/**
 * Every change to one action. It is a bare level, or a block; a level becomes a block to be denied.
 */
const editAction = (path: PathSteps, one: ActionDocument | LevelWord): readonly Edit[] =>
  typeof one === 'object'
    ? editWhole(path, one)
    : [...editLevel(path, one), { operator: 'flip', path, value: { write: one, denied: true } }]

/** Every change to an action that is written as a block; whether it is denied is turned round. */
const editWhole = (path: PathSteps, one: ActionDocument): readonly Edit[] => [
  ...editParts(path, one),
  ...editActionRepresentatives([...path, 'representative'], one.representative),
  ...editOptional([...path, 'deliver_to_record'], one.deliver_to_record),
  { operator: 'flip', path: [...path, 'denied'], value: one.denied !== true },
  ...editWords([...path, 'kind'], one.kind),
  ...editWords([...path, 'notify'], one.notify),
]

/**
 * A method may be missing, or be offered before a better one: the order is the business's
 * preference, and plans show it.
 */
const editStepUp = (methods: readonly string[]): readonly Edit[] => [
  ...dropEach(['stepUp'], methods),
  ...editOrder(['stepUp'], methods),
]
