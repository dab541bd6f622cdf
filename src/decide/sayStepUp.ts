import { levelOf, type Rank, type StepUp, stronger } from '../model/index.js'
import { channelMovedTo, type PlanStart } from './assumeProofs.js'
import type { Requirement } from './compiled.js'
import { writeFloor } from './floors.js'
import { ageOf, isBoundTo } from './requirement/parts.js'
import type { StepUpMethod } from './stepUpMethods.js'

/** A step that a set of methods opens: all that it takes, and what is insufficient for it now. */
export interface OpenedStep {
  readonly name: string
  readonly isAction: boolean
  readonly requires: readonly Requirement[]
  readonly insufficient: readonly string[]
}

/**
 * Says a set of methods as RFC 9470 names it: what is insufficient now, the class of authentication wanted (`acr`),
 * and how fresh in seconds (`maxAge`).
 *
 * Frozen, because the plan is remembered and given to several.
 */
export function sayStepUp(
  methods: readonly StepUpMethod[],
  opened: readonly OpenedStep[],
  base: PlanStart,
  isOfKind: boolean,
): StepUp {
  // Several things may be opened at once: the strictest level and the shortest age of them are enough for all.
  const requires = opened.flatMap((one) => one.requires)
  const ages = requires.flatMap((one) => ageOf(one) ?? [])
  const logins = methods.find((method) => method.logins !== undefined)?.logins
  const channel = channelMovedTo(methods)
  // In a session, and on a channel gone to, reading is as sure as this proof.
  const isReader = channel !== undefined || base.session
  const known = channel === undefined ? base.trust.read : 0
  const rankFor = ({ write, read }: Requirement): Rank =>
    stronger(writeFloor(write, read), isReader && read > known ? read : 0)
  // Where the proof is given for one message or one action, what opens an action has to say which.
  const isNamed = !base.session && channel === undefined
  // Whoever sends the code says there what it is for (ASVS 5.0 6.6.2; PSD2 RTS Art 5 of a payment).
  const purposes = opened.filter(
    ({ isAction, requires: wanted }) => (isAction && isNamed) || wanted.some(isBoundTo),
  )
  return Object.freeze({
    methods: Object.freeze(methods.map(({ name }) => name)),
    opens: Object.freeze(opened.map(({ name }) => name)),
    ...(purposes.length === 0 ? {} : { purposes: Object.freeze(purposes.map(({ name }) => name)) }),
    // What is worth less than a factor is of no kind.
    acr: levelOf(requires.map(rankFor).reduce<Rank>(stronger, isOfKind ? 3 : 0)),
    ...(logins !== undefined && isOfKind && { logins }),
    ...(ages.length === 0 ? {} : { maxAge: Math.floor(Math.min(...ages) / 1_000) }),
    insufficient: Object.freeze([...new Set(opened.flatMap((one) => one.insufficient))]),
    ...(channel === undefined ? {} : { channel }),
  })
}
