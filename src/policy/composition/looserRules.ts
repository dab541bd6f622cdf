import {
  type ActionRule,
  asksAtLeastParts,
  type CompiledPolicy,
  type DataClass,
  mapParts,
  type Requirement,
  type Rule,
  type RungRule,
} from '../../decide/index.js'
import {
  AUDIENCES,
  type Audience,
  isRungAtLeast,
  REDACTION_ACTIONS,
  type RedactionAction,
} from '../../model/index.js'
import { UNNAMED } from '../buildRedaction.js'
import type { PathSteps } from '../readSource.js'
import { asksAtLeast } from '../representatives.js'

/** A place where a brand is looser than its base, or says what its base does not know. */
export interface Loosening {
  /**
   * What kind of difference it is: less is asked, something else is said, something is new, fields
   * that no class names are guarded less, or a field is named by a class that is looser than where
   * it was.
   */
  readonly code:
    | 'loosens_base'
    | 'differs_from_base'
    | 'adds_to_base'
    | 'unnamed_fields_looser'
    | 'field_of_laxer_class'
  /**
   * The place, in the words of a document; the name of what stands in a list in place of its
   * number.
   */
  readonly steps: PathSteps
  /** The part of the document that is added to. */
  readonly part?: string
}

/** Two compiled policies, the one of which stands on the other. */
export interface BaseAndBrand {
  /** What is stood on. */
  readonly base: CompiledPolicy
  /** What stands on it, and may not be looser. */
  readonly brand: CompiledPolicy
}

/** Less is asked at a place. */
export const asksLess = (steps: PathSteps): readonly Loosening[] => [
  { code: 'loosens_base', steps },
]

/** Says that something is left out that the base has; nothing where all of it is there. */
export const lacksAny = (
  old: readonly string[],
  next: readonly string[],
  steps: PathSteps,
): readonly Loosening[] => (old.every((word) => next.includes(word)) ? [] : asksLess(steps))

/**
 * Finds what an action takes less than its base. An action that is denied asks the most there is,
 * so nothing else of it is compared.
 */
export function looserAction(old: ActionRule, next: ActionRule): readonly Loosening[] {
  const at = ['actions', next.name]
  return [
    ...(old.denied && !next.denied ? asksLess([...at, 'denied']) : []),
    ...(next.denied ? [] : looserRule(old, next, at)),
    ...looserDelivery(old.deliver, next.deliver, at),
    ...lacksAny(old.notify, next.notify, [...at, 'notify']),
  ]
}

/**
 * Finds what a class gives for less than its base, and fields that it draws out of a stricter
 * class.
 *
 * A class may leave out a rung of its base, which gives less, but no field: a field that no class
 * names goes to the most sensitive class, and the base may have said more of it.
 */
export function looserClass(
  old: DataClass,
  next: DataClass,
  pair: BaseAndBrand,
): readonly Loosening[] {
  const at = ['classes', next.name]
  return [
    ...next.rungs.flatMap((rung) => {
      const held = heldBy(old, rung)
      return held.some((one) => looserRule(one, rung, []).length === 0)
        ? []
        : looserThanAny(held, rung, [...at, rung.rung])
    }),
    ...looserDelivery(old.deliver, next.deliver, at),
    ...lacksAny(old.agent, next.agent, [...at, 'agent']),
    ...lacksAny(old.fields, next.fields, [...at, 'fields']),
    ...drawnFields(old, next, pair),
  ]
}

// A rung of a brand may ask less than the same rung of its base as long as the base gives a higher
// rung for as much: whoever may be told all may be told a part.
const heldBy = ({ rungs }: DataClass, { rung }: RungRule): readonly RungRule[] =>
  rungs.filter((one) => isRungAtLeast(one.rung, rung))

/**
 * Tells where a rung is looser: beside the same rung of the base, or as a whole where the base has
 * none as high.
 */
const looserThanAny = (
  held: readonly RungRule[],
  rung: RungRule,
  at: PathSteps,
): readonly Loosening[] => {
  const [same] = held
  return same === undefined ? asksLess(at) : looserRule(same, rung, at)
}

/**
 * Tells whether whatever a class gives is given by another for as much, and hidden as much where it
 * is told. So a field may go from the one class to the other and is not guarded less.
 */
export function isClassAtLeast(
  next: DataClass,
  old: DataClass,
  { base, brand }: BaseAndBrand,
): boolean {
  const isShownLess = AUDIENCES.every((audience) => {
    const unnamed = unnamedClass(audience)
    const before = base.redact[audience].classes[old.name] ?? unnamed
    return !showsMore(brand.redact[audience].classes[next.name] ?? unnamed, before)
  })
  return (
    isShownLess &&
    next.rungs.every((rung) =>
      heldBy(old, rung).some((one) => looserRule(one, rung, []).length === 0),
    ) &&
    looserDelivery(old.deliver, next.deliver, []).length === 0
  )
}

/** What an audience is shown of a class that no line names. */
export const unnamedClass = (audience: Audience): RedactionAction =>
  UNNAMED[audience] === 'drop' ? 'drop' : 'keep'

/**
 * Tells whether an action shows more than another. `REDACTION_ACTIONS` lists them from the one that
 * shows least.
 */
export const showsMore = (action: RedactionAction, other: RedactionAction): boolean =>
  REDACTION_ACTIONS.indexOf(action) > REDACTION_ACTIONS.indexOf(other)

/** The class that holds what no class names; none where a policy has no classes. */
export const mostSensitive = ({ classes }: CompiledPolicy): DataClass | undefined =>
  classes.toSorted((a, b) => b.sensitivity - a.sensitivity)[0]

// A field that no class of the base names stands in its most sensitive class, until a brand's class
// names it and draws it out. That is allowed for a class that guards it as well.
function drawnFields(old: DataClass, next: DataClass, pair: BaseAndBrand): readonly Loosening[] {
  const named = pair.base.classes.flatMap(({ fields }) => fields)
  const most = mostSensitive(pair.base)
  if (most === undefined || isClassAtLeast(next, most, pair)) return []
  return next.fields.flatMap((field): readonly Loosening[] =>
    old.fields.includes(field) || named.some((pattern) => isWithin(field, pattern))
      ? []
      : [{ code: 'field_of_laxer_class', steps: ['classes', next.name, 'fields', field] }],
  )
}

/**
 * Tells whether every place that a path names is named by another.
 *
 * `address.city` is within `address.*` and `address.**`
 * `address.*`    is within `address.**`, and not within `address.city`
 */
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

/** The same for one step. `**` stands for any number of steps, so it is within no single one. */
const isStepWithin = (step: string | undefined, open: string): boolean =>
  step !== '**' && (open === '*' || open === step)

/** Finds what a delivery takes less. One that the base does not offer is new, and so looser. */
function looserDelivery(
  old: Rule | undefined,
  next: Rule | undefined,
  at: PathSteps,
): readonly Loosening[] {
  const place = [...at, 'deliver_to_record']
  if (next === undefined) return []
  return old === undefined ? asksLess(place) : looserRule(old, next, place)
}

/**
 * Finds what a rule asks less than its base does, and whom it gives more of another's.
 *
 * Each requirement of the base has to be asked by one of the rule's: those of packs stand beside
 * the policy's own, so the lists are compared and not their places.
 */
function looserRule(old: Rule, next: Rule, at: PathSteps): readonly Loosening[] {
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
      return mine === undefined ? asksLess(at) : looserParts(one, mine, at)
    }),
    ...(isMoreForOthers ? asksLess([...at, 'representative']) : []),
  ]
}

const isAsked = (asked: readonly Requirement[], one: Requirement): boolean =>
  asked.some((mine) => asksAtLeast(mine, one))

// Which part of a requirement asks less: all of them, each at its place. Where no single part does,
// the whole requirement is reported.
function looserParts(old: Requirement, next: Requirement, at: PathSteps): readonly Loosening[] {
  const levels = (['write', 'read'] as const).filter((level) => next[level] < old[level])
  const parts = mapParts(old, (part, _, name) =>
    asksAtLeastParts({ [name]: next[name] }, { [name]: old[name] }) ? undefined : part.word,
  )
  const looser = [...levels, ...parts]
  return looser.length === 0 ? asksLess(at) : looser.flatMap((word) => asksLess([...at, word]))
}
