import type { Rank } from '../../model/index.js'
import { type Addition, close, type Reached } from './close.js'
import type { Caller } from './contacts.js'
import type { Aim, Hold } from './lens.js'
import type { Question } from './question.js'
import { ANY, type Scope } from './scope.js'
import type { Shape } from './shapes.js'
import type { Look } from './sight.js'
import type { Universe } from './universe.js'
import type { World } from './worlds.js'

/** How a channel is told of: by whom, and in which world. */
export interface Told {
  readonly world: World
  readonly caller: Caller
}

/** Worlds in which everything that is looked at is the same. */
export interface Group {
  readonly world: World
  /** What is seen of the world itself. */
  readonly base: number
  /** Proofs of the contact's own address. */
  readonly own: readonly Addition[]
  /** Everything that can be made of what does not concern the contact. */
  readonly common: readonly Reached[]
  /** Equal where the base, the proofs and what can be made of the rest are. */
  readonly made: string
  /** One caller for each channel that is told apart. */
  readonly channels: ReadonlyMap<string, Told>
}

/** Puts worlds together in which everything that is looked at is the same. */
export function groupWorlds(
  universe: Universe,
  question: Question,
  scope: Scope,
  most: number,
): readonly Group[] {
  const { focus } = scope
  const channelKey = alike(question.channels)
  const kinds = new Map<string, Kind>()
  const groups = new Map<string, Group & { channels: Map<string, Told> }>()
  for (const world of universe.worlds) {
    if (!matters(world, question)) continue
    const key = `${world.isNobody} ${world.session} ${world.caps.join()} ${world.conflict}`
    const kind = kinds.get(key) ?? kindOf(universe, question, scope, world, most)
    kinds.set(key, kind)
    const base = focus.see(world.look, { age: 0, aim: ANY, holds: [] })
    const own = distinct(world.shapes, kind.vary)
    const seen = own.map((addition) => addition.seen).sort()
    const made = `${key} ${base} ${seen.join()}`
    const place = `${made} ${world.endpoint.join()}`
    const { common } = kind
    const group = groups.get(place) ?? { world, base, own, common, made, channels: new Map() }
    groups.set(place, group)
    for (const caller of world.callers) {
      const channel = channelKey(caller.channel)
      if (!group.channels.has(channel)) group.channels.set(channel, { world, caller })
    }
  }
  return [...groups.values()]
}

/** Worlds in which the same holds down whatever is added, and the same can be added. */
interface Kind {
  readonly common: readonly Reached[]
  vary(shape: Shape): Seen
}

function kindOf(
  universe: Universe,
  question: Question,
  scope: Scope,
  world: World,
  most: number,
): Kind {
  const vary = varyUnder(
    scope,
    world.caps.map((cap) => ({ cap, conflict: world.conflict })),
  )
  const shapes = world.isNobody
    ? []
    : shapesIn(universe, question, world.session ? 'session' : 'message')
  const additions = distinct(shapes, vary)
  return { vary, common: close(scope.focus, 0, additions, most) }
}

// What holds down a whole conversation opens nothing that something else does not: it matters to those who name it.
const matters = ({ caps, look }: World, { risks, resolution }: Question): boolean =>
  caps.every((cap: Rank) => cap === 4) ||
  resolution ||
  look.risks.some((list) => list.some((risk) => isNamed(risks, risk)))

const shapesIn = (universe: Universe, question: Question, on: 'session' | 'message') => [
  ...universe.shapes[on],
  ...universe.bad[on].filter(({ look }) => isLookedAt(look, question)),
]

// What is bad about a bystander only matters to a question that names it.
const isLookedAt = (look: Look, { risks, resolution }: Question): boolean =>
  look.risks.some((list) =>
    list.some((risk) => isNamed(risks, risk) || (resolution && risk === 'ambiguous')),
  )

/** What is seen of a shape, gathered for each aim. */
type Seen = readonly (Aim & { readonly seen: number })[]

// Shapes that look alike at ages that nothing tells apart are seen alike.
function varyUnder({ focus, aims }: Scope, holds: readonly Hold[]): (shape: Shape) => Seen {
  const known = new Map<number, Seen>()
  const plain = new Map<number, number>()
  return ({ look, age }) => {
    const key = look.id * BANDS + focus.ageBand(age)
    const before = known.get(key)
    if (before !== undefined) return before
    const all: (Aim & { readonly seen: number })[] = []
    for (const { purpose, linked } of aims) {
      if ((purpose !== null && look.isClaim) || (linked && !look.namesPayment)) continue
      const seen = focus.see(look, { age, aim: { purpose, linked }, holds }, plain.get(look.id))
      plain.set(look.id, seen)
      all.push({ purpose, linked, seen })
    }
    known.set(key, all)
    return all
  }
}

// More than there are ages in any policy that has fewer states than are looked at.
const BANDS = 2 ** 20

/** Leaves out additions of which nothing is seen, and all but the first of those that are seen alike. */
function distinct(shapes: readonly Shape[], vary: (shape: Shape) => Seen): readonly Addition[] {
  const first = new Map<number, Addition>()
  const told = new Set<Seen>()
  for (const shape of shapes) {
    const all = vary(shape)
    if (told.has(all)) continue
    told.add(all)
    for (const { purpose, linked, seen } of all) {
      if (seen !== 0 && !first.has(seen)) first.set(seen, { shape, purpose, linked, seen })
    }
  }
  return [...first.values()]
}

// Channels on the same lists go by the name of the first of them.
function alike(lists: Question['channels']): (channel: string) => string {
  if (lists === null) return (channel) => channel
  const first = new Map<string, string>()
  return (channel) => {
    const marks = lists.map((list) => (list.includes(channel) ? '1' : '0')).join('')
    const known = first.get(marks) ?? channel
    first.set(marks, known)
    return known
  }
}

const isNamed = (risks: Question['risks'], risk: string): boolean =>
  risks.some((alike) => alike.includes(risk))
