import { type Rank, weaker } from '../../model/level.js'
import { type Addition, distinct } from './close.js'
import type { Caller } from './contacts.js'
import type { Vector } from './focus.js'
import type { Question } from './question.js'
import { SCENE } from './scene.js'
import type { Scope } from './scope.js'
import type { Effect, Shape, Universe, World } from './universe.js'

/** How a channel is told of: by whom, in which world, and how many items of evidence that takes. */
export interface Told {
  readonly world: World
  readonly caller: Caller
  readonly held: number
}

/** Worlds in which everything that is looked at is the same. */
export interface Group {
  readonly world: World
  readonly base: Vector
  readonly additions: readonly Addition[]
  /** One caller for each channel that is told apart. */
  readonly channels: ReadonlyMap<string, Told>
}

/** Puts worlds together in which everything that is looked at is the same. */
export function groupWorlds(
  universe: Universe,
  question: Question,
  scope: Scope,
): readonly Group[] {
  const shared = new Map<string, readonly Addition[]>()
  const groups = new Map<string, Omit<Group, 'channels'> & { channels: Map<string, Told> }>()
  for (const world of universe.worlds.filter((one) => matters(one, question))) {
    const base = scope.focus.project(world.effects)
    const kind = `${world.isNobody} ${world.session} ${world.caps.join()} ${world.conflict}`
    const common = shared.get(kind) ?? distinct(commonTo(universe, question, scope, world))
    shared.set(kind, common)
    const own = world.shapes.flatMap((shape) => vary(scope, world, shape))
    const additions = distinct([...own, ...common])
    const ownKey = distinct(own).map(({ vector }) => vector.join())
    const key = [kind, world.endpoint.join(), base.join(), ...ownKey.sort()].join(' ')
    const group = groups.get(key) ?? { world, base, additions, channels: new Map() }
    groups.set(key, group)
    for (const caller of world.callers) {
      const channel = question.channelKey(caller.channel)
      if (group.channels.has(channel)) continue
      const held = world.parts(caller.contact).flatMap(({ evidence }) => evidence ?? []).length
      group.channels.set(channel, { world, caller, held })
    }
  }
  return [...groups.values()]
}

// What holds down a whole conversation opens nothing that something else does not: it matters to those who name it.
const matters = ({ caps, effects }: World, { risks, resolution }: Question): boolean =>
  caps.every((cap) => cap === 4) ||
  resolution ||
  effects.some((effect) => effect.risks.some((risk) => isNamed(risks, risk)))

const commonTo = (
  universe: Universe,
  question: Question,
  scope: Scope,
  world: World,
): readonly Addition[] =>
  (world.isNobody
    ? []
    : shapesIn(universe, question, world.session ? 'session' : 'message')
  ).flatMap((shape) => vary(scope, world, shape))

const shapesIn = (universe: Universe, question: Question, on: 'session' | 'message') => [
  ...universe.shapes[on],
  ...universe.bad[on].filter(({ effects }) => isLookedAt(effects, question)),
]

// What is bad about a bystander only matters to a question that names it.
const isLookedAt = (effects: readonly Effect[], { risks, resolution }: Question): boolean =>
  effects.some((effect) =>
    effect.risks.some((risk) => isNamed(risks, risk) || (resolution && risk === 'ambiguous')),
  )

function vary(scope: Scope, world: World, shape: Shape): readonly Addition[] {
  const isClaim = shape.effects.every(({ supports }) =>
    supports.every(({ method }) => method === 'claim'),
  )
  return scope.variants.flatMap(([purpose, linked]): readonly Addition[] => {
    if ((isClaim && purpose !== null) || (linked && !shape.namesPayment)) return []
    const effects = shape.effects.map((effect, side) =>
      boundTo(effect, purpose, linked, world.caps[side] ?? 4, world.conflict),
    )
    return [{ shape, purpose, linked, vector: scope.focus.project(effects) }]
  })
}

// As the trust room holds it down: everything is capped, and what could reach 3 no longer corroborates.
const boundTo = (
  { supports, risks }: Effect,
  purpose: string | null,
  linked: boolean,
  cap: Rank,
  conflict: boolean,
): Effect => ({
  supports: supports.map((support) => ({
    ...support,
    purpose,
    ...(linked && PAYMENT),
    ...(conflict && { customer: null }),
    ...(cap < 4 && { grade: weaker(cap, support.grade) }),
    ...(cap < 4 && support.grade >= 3 && { alone: true as const }),
  })),
  risks,
})

const PAYMENT = { amount: SCENE.amount, payee: SCENE.payee }

const isNamed = (risks: Question['risks'], risk: string): boolean =>
  risks.some((alike) => alike.includes(risk))
