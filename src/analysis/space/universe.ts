import type { Assessment, Support } from '../../model/assessment.js'
import type { Contact } from '../../model/contact.js'
import { DAY, type Instant, MINUTE, SECOND } from '../../model/instant.js'
import { type Rank, stronger } from '../../model/level.js'
import type { CompiledPolicy } from '../../policy/compiled.js'
import { assess } from '../../trust/index.js'
import { type Caller, callersOf } from './contacts.js'
import { attestations, factors } from './factors.js'
import { countKinds, type Kinds } from './kinds.js'
import {
  checkOf,
  codesToContact,
  codesToMailbox,
  type Ingredient,
  ingredientsOf,
} from './proofs.js'
import { risks as riskIngredients } from './risks.js'
import { compose, madeAgo, type Part, SCENE } from './scene.js'
import { type Setting, settingsOf } from './settings.js'
import { directoryOf } from './ties.js'

/** What adding something to an engagement adds to its assessment. */
export interface Effect {
  readonly supports: readonly Support[]
  readonly risks: readonly string[]
}

/** A proof, claim or risk, made a given time ago, with its effect under each set of trust settings. */
export interface Shape {
  readonly ingredient: Ingredient
  /** Milliseconds ago. */
  readonly age: number
  readonly effects: readonly Effect[]
  /** Whether its source can say for which payment it was. */
  readonly namesPayment: boolean
}

/** What is known of the contact itself, before anything else is proved. */
export interface World {
  readonly name: string
  readonly callers: readonly Caller[]
  readonly parts: (contact: Contact) => readonly Part[]
  /** Under each set of trust settings, what the conversation as a whole is held down to. */
  readonly caps: readonly Rank[]
  /** Two customers contradict each other. */
  readonly conflict: boolean
  readonly effects: readonly Effect[]
  /** Under each set of trust settings, whether the customer is known though the conversation is held down. */
  readonly isKnown: readonly boolean[]
  /** Under each set of trust settings, how sure we are of who reads at the contact's own end. */
  readonly endpoint: readonly Rank[]
  readonly session: boolean
  /** No channel is known: then nothing counts for anything. */
  readonly isNobody: boolean
  /** Proofs of the contact's own address. */
  readonly shapes: readonly Shape[]
}

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
  readonly kinds: Kinds
  /** The ages that are told apart, in milliseconds. */
  readonly ages: readonly number[]
}

/**
 * Ages between which the life of no proof ends: a code on a channel without a session lasts 10 minutes, a session's
 * proof 24 hours, a login 30 days. Between two of them only the age itself changes.
 */
export const LIFETIMES: readonly number[] = [SECOND, 10 * MINUTE, DAY, 30 * DAY]

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
  const ingredients = [...ingredientsOf(policies, vias), ...factors, ...attestations]
  const shapesOn = (
    session: boolean,
    list: readonly Ingredient[],
    at: readonly number[],
  ): readonly Shape[] => {
    const caller = callers.find((one) => one.session === session && one.query !== null)
    return caller === undefined ? [] : shapesOf(sides, caller.contact, [], list, at)
  }
  const kinds = [...new Set(callers.map(({ kind }) => kind))]
  const worlds = kinds.flatMap((kind) => {
    const same = callers.filter((caller) => caller.kind === kind)
    return same.slice(0, 1).flatMap((caller) => worldsOf(sides, caller, same, all, vias))
  })
  const shapes = {
    session: shapesOn(true, ingredients, all),
    message: shapesOn(false, ingredients, all),
  }
  const bad = {
    session: shapesOn(true, riskIngredients, [SECOND]),
    message: shapesOn(false, riskIngredients, [SECOND]),
  }
  const effects = [
    ...worlds,
    ...worlds.flatMap((world) => world.shapes),
    ...shapes.session,
    ...shapes.message,
  ]
  return {
    kinds: countKinds(
      effects.flatMap((one) =>
        one.effects.flatMap(({ supports }) =>
          supports.filter(({ categories }) => categories.length > 0),
        ),
      ),
    ),
    sides,
    sideOf: keys.map((key) => sideKeys.indexOf(key)),
    worlds,
    shapes,
    bad,
    ages: all,
  }
}

// Ways to send a code that differ in nothing but their names matter only where a requirement names one.
function viasOf(policies: readonly CompiledPolicy[]): readonly string[] {
  const rules = policies.flatMap(({ classes, actions }) => [
    ...classes.flatMap(({ rungs, deliver }) => [
      ...rungs,
      ...(deliver === undefined ? [] : [deliver]),
    ]),
    ...actions.flatMap((action) => [
      action,
      ...(action.deliver === undefined ? [] : [action.deliver]),
    ]),
  ])
  const named = rules.flatMap(({ requires }) => requires.flatMap(({ methods }) => methods ?? []))
  return ['sms', 'sna', ...['call', 'whatsapp'].filter((via) => named.includes(via))]
}

/** What assessment depends on of a policy. */
export const trustKey = ({ risk, issuers, channels, refuses }: CompiledPolicy): string =>
  JSON.stringify([risk, issuers, channels, refuses])

// The youngest age of each band: what is alive at any age of the band is alive at its youngest.
const agesOf = (ages: readonly number[]): readonly number[] =>
  [...new Set([...ages, ...LIFETIMES])].filter((age) => age >= SECOND).sort((a, b) => a - b)

function worldsOf(
  sides: readonly CompiledPolicy[],
  caller: Caller,
  callers: readonly Caller[],
  ages: readonly number[],
  vias: readonly string[],
): readonly World[] {
  const codes = caller.isPhone
    ? codesToContact(caller.contact.address, vias)
    : caller.isMailbox
      ? codesToMailbox(caller.contact.address)
      : []
  return settingsOf(caller).flatMap((setting): readonly World[] => {
    const parts = setting.parts(caller)
    const assessed = sides.map((side) => assess(compose(caller.contact, parts), SCENE.at, side))
    // Settings that refuse the evidence of a contradiction know of none.
    if (setting.conflict && assessed.some(({ trust }) => trust.resolution !== 'conflict')) return []
    return [
      {
        name: setting.name,
        callers,
        parts: (contact) => setting.parts(callerFor(callers, contact) ?? { ...caller, contact }),
        caps: assessed.map(({ risks }) =>
          setting.conflict ? 1 : HOLDS.some((risk) => risks.includes(risk)) ? setting.cap : 4,
        ),
        conflict: setting.conflict,
        effects: assessed.map(({ supports, risks }) => ({ supports, risks })),
        isKnown: assessed.map(({ trust }) => setting.cap < 4 && trust.resolution === 'unique'),
        endpoint: assessed.map(({ trust }, at) => {
          const probed = isOpen(setting) ? probe(sides[at], caller, parts) : 0
          return stronger(trust.read, probed)
        }),
        session: caller.session,
        isNobody: caller.query === null,
        shapes: isOpen(setting) ? shapesOf(sides, caller.contact, parts, codes, ages) : [],
      },
    ]
  })
}

// What an agent reports of a conversation holds down all of it.
const HOLDS = ['agent_flag', 'agent_lowered']

// Who reads at the contact's own end, once something else says which customer it is. On a channel with a session the
// something must be weak, because there it counts itself.
function probe(side: CompiledPolicy | undefined, caller: Caller, parts: readonly Part[]): Rank {
  if (side === undefined) return 0
  const tie = caller.session ? 'claimed' : 'onFile'
  const code = checkOf('sms', PROBED, madeAgo(SECOND))
  const known: Part = { evidence: [directoryOf({ phone: PROBED }, tie), code] }
  return assess(compose(caller.contact, [...parts, known]), SCENE.at, side).trust.read
}

const PROBED = '+14155550123'

const isOpen = ({ cap, conflict }: Setting): boolean => cap === 4 && !conflict

const callerFor = (callers: readonly Caller[], contact: Contact): Caller | undefined =>
  callers.find((one) => one.contact === contact)

/** Assesses each ingredient at the start of each life, and carries it over to the ages between. */
function shapesOf(
  sides: readonly CompiledPolicy[],
  contact: Contact,
  parts: readonly Part[],
  ingredients: readonly Ingredient[],
  ages: readonly number[],
): readonly Shape[] {
  const before = sides.map((side) => assess(compose(contact, parts), SCENE.at, side))
  const told = new Set<string>()
  const shapes = ingredients.flatMap((ingredient) => {
    const known: (readonly Effect[])[] = []
    for (const age of isTimeless(ingredient) ? LIFETIMES.slice(0, 1) : LIFETIMES) {
      const engagement = compose(contact, [...parts, ingredient.part(madeAgo(age))])
      const effects = sides.map((side, at) =>
        addedBy(assess(engagement, SCENE.at, side), before[at]),
      )
      // What is dead at one age is dead at every later one.
      if (effects.every(isNothing)) break
      known.push(effects)
    }
    return ages.flatMap((age): readonly Shape[] => {
      const effects = known[LIFETIMES.findLastIndex((start) => start <= age)]
      const isRepeated = isTimeless(ingredient) && age !== ages[0]
      if (effects === undefined || isRepeated) return []
      const aged = effects.map((effect) => agedTo(effect, SCENE.at - age))
      return [{ ingredient, age, effects: aged, namesPayment: namesPayment(ingredient) }]
    })
  })
  return shapes.filter((shape) => {
    const key = lookOf(shape)
    if (told.has(key)) return false
    told.add(key)
    return true
  })
}

// All that any question can see of a shape: those that look alike are one.
const lookOf = ({ effects, namesPayment }: Shape): string =>
  JSON.stringify([
    effects.map(({ supports, risks }) => [
      supports.map(({ path, node, causes, ...seen }) => [seen, causes.map(causeOf)]),
      risks,
    ]),
    namesPayment,
  ])

// Numbers and mailboxes of other names are as good as each other; accounts of one issuer are not apart.
const causeOf = (cause: string): string => /^(?:sim|mailbox|device):/.exec(cause)?.[0] ?? cause

// Only some sources say what a proof was for in so many words.
const namesPayment = ({ part }: Ingredient): boolean =>
  JSON.stringify(part({ ...madeAgo(SECOND), linked: true })) !==
  JSON.stringify(part(madeAgo(SECOND)))

// Claims, and what is bad about somebody else, are as old as the decision.
const isTimeless = ({ part }: Ingredient): boolean =>
  JSON.stringify(part(madeAgo(SECOND))) === JSON.stringify(part(madeAgo(DAY)))

const isNothing = ({ supports, risks }: Effect): boolean =>
  supports.length === 0 && risks.length === 0

// The platform asserts the address at every message, so that is the contact's own; all else was added.
const addedBy = (after: Assessment, before: Assessment | undefined): Effect => ({
  supports: after.supports.filter(({ method }) => method !== 'platform'),
  risks: after.risks.filter((risk) => before?.risks.includes(risk) !== true),
})

const agedTo = ({ supports, risks }: Effect, since: Instant): Effect => ({
  supports: supports.map((support) =>
    support.method === 'claim' ? support : { ...support, since },
  ),
  risks,
})
