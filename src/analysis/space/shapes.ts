import type { CompiledPolicy } from '../../decide/index.js'
import {
  type Assessment,
  type Contact,
  DAY,
  MINUTE,
  SECOND,
  type Support,
} from '../../model/index.js'
import { assess } from '../../trust/index.js'
import type { Ingredient } from './proofs.js'
import { compose, madeAgo, type Part, SCENE, weightOf } from './scene.js'
import type { Effect, Look } from './sight.js'

/** A proof, claim or risk, made a given time ago, with what can be seen of it under each set of trust settings. */
export interface Shape {
  readonly ingredient: Ingredient
  /** Milliseconds ago. */
  readonly age: number
  /** How much there is to read in it. */
  readonly weight: number
  readonly look: Look
}

/** A shape with its effects, before it is known what can be seen of them. */
export type RawShape = Omit<Shape, 'look'> & {
  readonly effects: readonly Effect[]
}

/**
 * Ages between which the life of no proof ends: a code on a channel without a session lasts 10 minutes, a session's
 * proof 24 hours, a login 30 days. Between two of them only the age itself changes.
 */
export const LIFETIMES: readonly number[] = [SECOND, 10 * MINUTE, DAY, 30 * DAY]

/** An ingredient made at the start of each life. */
export interface Made {
  readonly ingredient: Ingredient
  readonly parts: readonly Part[]
  readonly weight: number
}

const made = new WeakMap<Ingredient, Made>()

/**
 * Makes an ingredient at the start of each life, at once for every channel and policy. It names the payment of the
 * scene wherever its source can: whether that is believed is for the evidence room to say.
 */
export function make(ingredient: Ingredient): Made {
  const before = made.get(ingredient)
  if (before !== undefined) return before
  const [young, ...older] = LIFETIMES.map((age) =>
    ingredient.part({ ...madeAgo(age), linked: true }),
  )
  // Claims, and what is bad about somebody else, are as old as the decision.
  const isTimeless = JSON.stringify(older[0]) === JSON.stringify(young)
  const lives = [young, ...(isTimeless ? [] : older)].flatMap((part) => part ?? [])
  const now = { ingredient, parts: lives, weight: weightOf(lives.slice(0, 1)) }
  made.set(ingredient, now)
  return now
}

/** Assesses what may be known of a contact by itself, on each side. */
export const assessOn = (
  sides: readonly CompiledPolicy[],
  contact: Contact,
  parts: readonly Part[],
): readonly Assessment[] => {
  const engagement = compose(contact, parts)
  return sides.map((side) => assess(engagement, SCENE.at, side))
}

/** What ingredients are added to: a contact with its parts, as they were assessed on each side. */
export interface Ground {
  readonly sides: readonly CompiledPolicy[]
  readonly contact: Contact
  readonly parts: readonly Part[]
  readonly assessed: readonly Assessment[]
}

/** Assesses each ingredient at the start of each life, and carries it over to the ages between. */
export function shapesOf(
  { sides, contact, parts, assessed }: Ground,
  ingredients: readonly Made[],
  ages: readonly number[],
): readonly RawShape[] {
  const told = new Set<string>()
  const oldest = lifeAt(ages.at(-1) ?? 0)
  return ingredients.flatMap(({ ingredient, parts: lives, weight }) => {
    const known: (readonly Effect[])[] = []
    for (const life of lives.slice(0, oldest + 1)) {
      const after = assessOn(sides, contact, [...parts, life])
      const effects = after.map((one, at) => addedBy(one, assessed[at]))
      // What is dead at one age is dead at every later one.
      if (effects.every(isNothing)) break
      known.push(effects)
    }
    const looks = known.map(lookOf)
    return (lives.length === 1 ? ages.slice(0, 1) : ages).flatMap((age): readonly RawShape[] => {
      const effects = known[lifeAt(age)]
      const key = `${age} ${looks[lifeAt(age)]}`
      if (effects === undefined || told.has(key)) return []
      told.add(key)
      return [{ ingredient, age, weight, effects }]
    })
  })
}

const lifeAt = (age: number): number => LIFETIMES.findLastIndex((start) => start <= age)

// All that any question can see of effects: those that look alike are one.
const lookOf = (effects: readonly Effect[]): string =>
  JSON.stringify(effects.map(({ supports, risks }) => [supports.map(seenOf), risks]))

const seenOf = (support: Support): readonly unknown[] => [
  support.customer,
  support.grade,
  support.method,
  support.via,
  support.categories,
  support.causes.map(causeOf),
  support.phishable,
  support.alone,
  support.amount,
  support.payee,
  support.method === 'claim' ? support.since : null,
]

// Numbers and mailboxes of other names are as good as each other; accounts of one issuer are not apart.
const causeOf = (cause: string): string => /^(?:sim|mailbox|device):/.exec(cause)?.[0] ?? cause

const isNothing = ({ supports, risks }: Effect): boolean =>
  supports.length === 0 && risks.length === 0

// The platform asserts the address at every message, so that is the contact's own; all else was added.
const addedBy = (after: Assessment, before: Assessment | undefined): Effect => ({
  supports: after.supports.filter(({ method }) => method !== 'platform'),
  risks: after.risks.filter((risk) => before?.risks.includes(risk) !== true),
})
