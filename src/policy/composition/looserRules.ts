import {
  type ActionRule,
  asksAtLeastParts,
  type CompiledPolicy,
  type DataClass,
  lookAtParts,
  type Requirement,
  type Rule,
  type RungRule,
} from '../../decide/index.js'
import { AUDIENCES, REDACTION_ACTIONS, RUNGS } from '../../model/index.js'
import { UNNAMED } from '../buildRedaction.js'
import type { Step } from '../readSource.js'
import { asksAtLeast } from '../representatives.js'

/** A place where a brand is laxer than its base, or says what its base does not know. */
export interface Loosening {
  readonly code:
    | 'loosens_base'
    | 'differs_from_base'
    | 'adds_to_base'
    | 'unnamed_fields_looser'
    | 'field_of_laxer_class'
  readonly steps: readonly Step[]
  /** The part of the document that is added to. */
  readonly part?: string
}

/** Two compiled policies, the one of which stands on the other. */
export interface Pair {
  readonly base: CompiledPolicy
  readonly brand: CompiledPolicy
}

const loose = (steps: readonly Step[]): readonly Loosening[] => [{ code: 'loosens_base', steps }]

/** Finds what an action takes less than its base. */
export function looserAction(old: ActionRule, next: ActionRule): readonly Loosening[] {
  const at = ['actions', next.name]
  return [
    ...(old.denied && !next.denied ? loose([...at, 'denied']) : []),
    ...(next.denied ? [] : looserRule(old, next, at)),
    ...looserDelivery(old.deliver, next.deliver, at),
    ...(old.notify.every((word) => next.notify.includes(word)) ? [] : loose([...at, 'notify'])),
  ]
}

/** Finds what a class gives for less than its base, and fields that it draws out of a stricter class. */
export function looserClass(old: DataClass, next: DataClass, pair: Pair): readonly Loosening[] {
  const at = ['classes', next.name]
  return [
    ...next.rungs.flatMap((rung) => {
      const held = heldBy(old, rung)
      return held.some((one) => looserRule(one, rung, []).length === 0)
        ? []
        : looserThanAny(held, rung, [...at, rung.rung])
    }),
    ...looserDelivery(old.deliver, next.deliver, at),
    ...(old.agent.every((word) => next.agent.includes(word)) ? [] : loose([...at, 'agent'])),
    ...(old.fields.every((field) => next.fields.includes(field)) ? [] : loose([...at, 'fields'])),
    ...drawnFields(old, next, pair),
  ]
}

// Whoever is given a rung may have been given a higher one for as much.
const heldBy = ({ rungs }: DataClass, { rung }: RungRule): readonly RungRule[] =>
  rungs.filter((one) => RUNGS.indexOf(one.rung) >= RUNGS.indexOf(rung))

const looserThanAny = (
  held: readonly RungRule[],
  rung: RungRule,
  at: readonly Step[],
): readonly Loosening[] => {
  const [same] = held
  return same === undefined ? loose(at) : looserRule(same, rung, at)
}

/** Tells whether whatever a class gives is given by another for as much, and hidden as much where it is told. */
export function isClassAtLeast(next: DataClass, old: DataClass, { base, brand }: Pair): boolean {
  const isShownLess = AUDIENCES.every((audience) => {
    const unnamed = UNNAMED[audience] === 'drop' ? 'drop' : 'keep'
    const [after, before] = [
      brand.redact[audience].classes[next.name] ?? unnamed,
      base.redact[audience].classes[old.name] ?? unnamed,
    ]
    return REDACTION_ACTIONS.indexOf(after) <= REDACTION_ACTIONS.indexOf(before)
  })
  return (
    isShownLess &&
    next.rungs.every((rung) =>
      heldBy(old, rung).some((one) => looserRule(one, rung, []).length === 0),
    ) &&
    looserDelivery(old.deliver, next.deliver, []).length === 0
  )
}

// A field that no class of the base names stands in its most sensitive class, until another draws it out.
function drawnFields(old: DataClass, next: DataClass, pair: Pair): readonly Loosening[] {
  const named = pair.base.classes.flatMap(({ fields }) => fields)
  const most = pair.base.classes.toSorted((a, b) => b.sensitivity - a.sensitivity)[0]
  if (most === undefined || isClassAtLeast(next, most, pair)) return []
  return next.fields.flatMap((field): readonly Loosening[] =>
    old.fields.includes(field) || named.some((pattern) => isWithin(field, pattern))
      ? []
      : [{ code: 'field_of_laxer_class', steps: ['classes', next.name, 'fields', field] }],
  )
}

/** Tells whether every place that a path names is named by another. */
function isWithin(path: string, pattern: string): boolean {
  const [steps, open] = [path.split('.'), pattern.split('.')]
  if (open.at(-1) === '**')
    return (
      open.length <= steps.length &&
      open.slice(0, -1).every((step, at) => isStepWithin(steps[at], step))
    )
  return (
    steps.length === open.length &&
    steps.at(-1) !== '**' &&
    open.every((step, at) => isStepWithin(steps[at], step))
  )
}

const isStepWithin = (step: string | undefined, open: string): boolean =>
  step !== '**' && (open === '*' || open === step)

function looserDelivery(
  old: Rule | undefined,
  next: Rule | undefined,
  at: readonly Step[],
): readonly Loosening[] {
  const place = [...at, 'deliver_to_record']
  if (next === undefined) return []
  return old === undefined ? loose(place) : looserRule(old, next, place)
}

/** Finds what a rule asks less than its base does, and whom it gives more of another's. */
function looserRule(old: Rule, next: Rule, at: readonly Step[]): readonly Loosening[] {
  const lacking = old.requires.filter((one) => !isAsked(next.requires, one))
  const isMoreForOthers = (next.representatives ?? []).some(({ as, requires }) =>
    as.some(
      (relation) =>
        !(old.representatives ?? []).some(
          (known) =>
            known.as.includes(relation) && known.requires.every((one) => isAsked(requires, one)),
        ),
    ),
  )
  return [
    ...lacking.flatMap((one) => {
      const [mine] = next.requires
      return mine === undefined ? loose(at) : looserParts(one, mine, at)
    }),
    ...(isMoreForOthers ? loose([...at, 'representative']) : []),
  ]
}

const isAsked = (asked: readonly Requirement[], one: Requirement): boolean =>
  asked.some((mine) => asksAtLeast(mine, one))

// Which part of a requirement asks less: all of them, each at its place.
function looserParts(
  old: Requirement,
  next: Requirement,
  at: readonly Step[],
): readonly Loosening[] {
  const levels = (['write', 'read'] as const).filter((level) => next[level] < old[level])
  const parts = lookAtParts(old, (part, _, name) =>
    asksAtLeastParts({ [name]: next[name] }, { [name]: old[name] }) ? undefined : part.word,
  )
  const looser = [...levels, ...parts]
  return looser.length === 0 ? loose(at) : looser.flatMap((word) => loose([...at, word]))
}
