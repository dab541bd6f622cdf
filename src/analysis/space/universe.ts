import type { CompiledPolicy } from '../../decide/index.js'
import { rulesOf, rulesOfAction } from './answers.js'
import { type Caller, callersOf } from './contacts.js'
import { attestations, factors } from './factors.js'
import { countKinds, type Kinds } from './kinds.js'
import { codesToContact, codesToMailbox, type Ingredient, ingredientsOf } from './proofs.js'
import { type Reader, readersOf } from './readers.js'
import { risks } from './risks.js'
import {
  assessOn,
  LIFETIMES,
  type Made,
  make,
  type RawShape,
  type Shape,
  shapesOf,
} from './shapes.js'
import { type Looker, startLooking } from './sight.js'
import { type World, worldsOf } from './worlds.js'

/** Everything that engagements are made of under some policies, each part assessed once. */
export interface Universe {
  /** The different sets of trust settings of the policies. */
  readonly sides: readonly CompiledPolicy[]
  /** Which of them each policy has. */
  readonly sideOf: readonly number[]
  readonly worlds: readonly World[]
  /** What does not concern the contact, on channels with a session and on those without. */
  readonly shapes: Readonly<Record<'session' | 'message', readonly Shape[]>>
  /** What is bad about somebody else, likewise. */
  readonly bad: Readonly<Record<'session' | 'message', readonly Shape[]>>
  /** Who else may read along, surest first. */
  readonly readers: readonly Reader[]
  readonly kinds: Kinds
  /** The ages that are told apart, in milliseconds. */
  readonly ages: readonly number[]
}

/** Assesses everything that engagements are made of, under one policy or several. */
export function buildUniverse(
  policies: readonly CompiledPolicy[],
  ages: readonly number[],
): Universe {
  const keys = policies.map(trustKey)
  const sides = policies.filter((_, at) => keys.indexOf(keys[at] ?? '') === at)
  const sideKeys = sides.map(trustKey)
  const callers = callersOf(policies)
  const all = agesOf(ages)
  const vias = viasOf(policies)
  const proofs = lightestFirst(
    [...ingredientsOf(policies, vias), ...factors, ...attestations].map(make),
  )
  const shapesOn = (session: boolean, list: readonly Made[], at: readonly number[]) => {
    const caller = callers.find((one) => one.session === session && one.query !== null)
    if (caller === undefined) return []
    const { contact } = caller
    return shapesOf({ sides, contact, parts: [], assessed: assessOn(sides, contact, []) }, list, at)
  }
  const known = [...new Set(callers.map(({ kind }) => kind))].flatMap((kind) => {
    const same = callers.filter((caller) => caller.kind === kind)
    return same
      .slice(0, 1)
      .flatMap((caller) => worldsOf(sides, caller, same, all, codesOf(caller, vias).map(make)))
  })
  const worlds = lightestFirst(known)
  const dangers = lightestFirst(risks.map(make))
  const session = shapesOn(true, proofs, all)
  const message = shapesOn(false, proofs, all)
  const effects = [...worlds, ...worlds.flatMap((world) => world.shapes), ...session, ...message]
  const kinds = countKinds(
    effects.flatMap((one) =>
      one.effects.flatMap(({ supports }) =>
        supports.filter(({ categories }) => categories.length > 0),
      ),
    ),
  )
  const looker = startLooking(kinds)
  return {
    kinds,
    readers: readersOf(sides),
    sides,
    sideOf: keys.map((key) => sideKeys.indexOf(key)),
    worlds: worlds.map(({ effects: seen, shapes, ...world }) => ({
      ...world,
      look: looker.at(seen),
      shapes: seeAll(looker, shapes),
    })),
    shapes: { session: seeAll(looker, session), message: seeAll(looker, message) },
    bad: {
      session: seeAll(looker, shapesOn(true, dangers, all.slice(0, 1))),
      message: seeAll(looker, shapesOn(false, dangers, all.slice(0, 1))),
    },
    ages: all,
  }
}

const codesOf = (caller: Caller, vias: readonly string[]): readonly Ingredient[] => {
  const { address } = caller.contact
  if (caller.isPhone) return codesToContact(address, vias)
  return caller.isMailbox ? codesToMailbox(address) : []
}

// Of those that look alike the first is kept.
const lightestFirst = <Weighed extends { readonly weight: number }>(
  list: readonly Weighed[],
): readonly Weighed[] => [...list].sort((a, b) => a.weight - b.weight)

const seeAll = (looker: Looker, shapes: readonly RawShape[]): readonly Shape[] =>
  shapes.map(({ effects, ...shape }) => ({
    ...shape,
    look: looker.atAdded(effects),
  }))

// Ways to send a code that differ in nothing but their names matter only where a requirement names one.
function viasOf(policies: readonly CompiledPolicy[]): readonly string[] {
  const rules = policies.flatMap(({ classes, actions }) => [
    ...classes.flatMap(rulesOf),
    ...actions.flatMap(rulesOfAction),
  ])
  const named = rules.flatMap(({ requires }) => requires.flatMap(({ methods }) => methods ?? []))
  return ['sms', 'sna', ...['call', 'whatsapp', 'rcs'].filter((via) => named.includes(via))]
}

/** What assessment depends on of a policy. */
export const trustKey = ({ risk, issuers, channels, refuses }: CompiledPolicy): string =>
  JSON.stringify([risk, issuers, channels, refuses])

// The youngest age of each band: what is alive at any age of the band is alive at its youngest.
const agesOf = (ages: readonly number[]): readonly number[] => {
  const [youngest = 0] = LIFETIMES
  return [...new Set([...ages, ...LIFETIMES])]
    .filter((age) => age >= youngest)
    .sort((a, b) => a - b)
}
