import type { CompiledPolicy } from '../decide/index.js'
import { type Engagement, type Intent, MINUTE } from '../model/index.js'
import { assess } from '../trust/index.js'
import { OTHER_PURPOSE } from './candidates.js'
import { badParts, contradictingParts, join, partsOfContact, readerParts } from './contactParts.js'
import { type Caller, callersOf } from './contacts.js'
import { partsOfProof } from './proofParts.js'
import { compose, type Part, SCENE, type Situation } from './scene.js'
import type { State } from './solve.js'

/** Whether an engagement shows what an example is looked for. */
export type Shows = (situation: Situation) => boolean

/** More ways to put one state together than this are not tried. */
const MOST_TRIED = 600

/**
 * Looks for an engagement that shows what a state supposes, built from the specimens of the evidence methods and tried
 * with what is really decided; `null` where none of those that were built does. It is as small as what shows it: no
 * part of it can be left out.
 */
export function buildExample(
  policies: readonly CompiledPolicy[],
  { state, purposes }: Supposed,
  shows: Shows,
): Situation | null {
  let tried = 0
  for (const situation of candidatesFor(policies, state, purposes)) {
    tried += 1
    if (tried > MOST_TRIED) return null
    if (shows(situation)) return shrink(situation, shows)
  }
  return null
}

/** A state, and what a proof for it may have been given for. */
export interface Supposed {
  readonly state: State
  readonly purposes: readonly string[]
}

function* candidatesFor(
  policies: readonly CompiledPolicy[],
  state: State,
  purposes: readonly string[],
): Generator<Situation> {
  const [policy] = policies
  if (policy === undefined) return
  const { write, read } = state.assessment.trust
  for (const caller of callersFor(policies, state)) {
    for (const part of partsFor(policies, caller, state, purposes)) {
      const situation = situationOf(policies, caller, part, state)
      const { trust } = assess(situation.engagement, situation.at, policy)
      if (trust.write < write || trust.read < read) continue
      yield situation
      const lowered = trust.write > write ? lowerings(policy, caller, write) : []
      for (const more of lowered) yield situationOf(policies, caller, join(part, more), state)
      if (trust.read === read) continue
      for (const more of readerParts) {
        yield situationOf(policies, caller, join(part, more), state)
        for (const low of lowered)
          yield situationOf(policies, caller, join(join(part, more), low), state)
      }
    }
  }
}

const lowerings = (policy: CompiledPolicy, caller: Caller, write: number): readonly Part[] =>
  badParts(policy, caller)
    .filter(({ name }) => name.endsWith(`to ${write}`))
    .map(({ part }) => part)

function callersFor(policies: readonly CompiledPolicy[], { way }: State): readonly Caller[] {
  const callers = callersOf(policies)
  const own = callers.filter(({ channel }) => channel === way.name)
  if (way.isKnown && own.length > 0) return own
  const name = way.name.replace(/ unread$/, '')
  const nobody = callers.filter(({ query }) => query === null)
  return nobody.map((caller) => ({
    ...caller,
    contact: { channel: way.words.includes('custom') ? 'custom' : name, address: UNREADABLE },
  }))
}

// An address of no channel.
const UNREADABLE = ''

/** Lists what may be put together to show a state on the side of one caller, the lightest first. */
function partsFor(
  policies: readonly CompiledPolicy[],
  caller: Caller,
  { assessment }: State,
  purposes: readonly string[],
): readonly Part[] {
  const [policy] = policies
  if (policy === undefined) return []
  const { supports, risks, trust } = assessment
  const isContradicted = trust.resolution === 'conflict'
  const contact = partsOfContact(policy, caller, tenuresOf(policies))
  const scene = { settings: policy, caller, purposes }
  const proofs = supports.map((support, place) => partsOfProof(scene, support, place))
  const bad = risks
    .filter((risk) => risk !== 'conflict')
    .map((risk) => partsOfRisk(policy, caller, risk))
  const against = isContradicted ? [contradictingParts(policy)] : []
  return [contact, ...proofs, ...bad, ...against]
    .reduce<readonly Part[]>(
      (made, list) =>
        made.flatMap((one) => list.map((other) => join(one, other))).slice(0, MOST_COMBINED),
      [{}],
    )
    .toSorted((a, b) => sizeOf(a) - sizeOf(b))
}

const MOST_COMBINED = 4_000

const sizeOf = ({ evidence = [], claims = {}, readers = [] }: Part): number =>
  evidence.length + Object.keys(claims).length + (readers?.length ?? 1)

/** Gives days of tenure between the windows that policies set, in which they may count a tie otherwise. */
export function tenuresOf(policies: readonly CompiledPolicy[]): readonly number[] {
  const windows = policies.flatMap(({ risk }) => [risk.quarantine, risk.reassignmentConfirmed])
  const distinct = [...new Set(windows)].sort((a, b) => a - b)
  return distinct.length < 3
    ? []
    : distinct.map((window) => Math.ceil(window / (24 * 60 * MINUTE)) + 1)
}

const known = new WeakMap<CompiledPolicy, Map<string, ReadonlyMap<string, readonly Part[]>>>()

/** Lists what raises a risk, by the risk that trust then sees of somebody on file who writes from there. */
function partsOfRisk(policy: CompiledPolicy, caller: Caller, risk: string): readonly Part[] {
  const byCaller = known.get(policy) ?? new Map<string, ReadonlyMap<string, readonly Part[]>>()
  known.set(policy, byCaller)
  const key = caller.kind
  const byRisk = byCaller.get(key) ?? indexRisks(policy, caller)
  byCaller.set(key, byRisk)
  return byRisk.get(risk) ?? []
}

function indexRisks(policy: CompiledPolicy, caller: Caller): ReadonlyMap<string, readonly Part[]> {
  const index = new Map<string, Part[]>()
  const contact = partsOfContact(policy, caller)
  const [onFile = {}] = contact.slice(1)
  const parts = [...contact, ...badParts(policy, caller).map(({ part }) => part)]
  for (const part of parts) {
    const engagement = compose(caller.contact, [onFile, part])
    for (const risk of assess(engagement, SCENE.at, policy).risks)
      index.set(risk, [...(index.get(risk) ?? []), part])
  }
  return index
}

function situationOf(
  policies: readonly CompiledPolicy[],
  { contact }: Caller,
  part: Part,
  { topics, isLinked, context }: State,
): Situation {
  const known = policies.flatMap(({ classes, actions }) => [...classes, ...actions])
  const other = known.find(({ name }) => !topics.includes(name))?.name ?? OTHER_PURPOSE
  const purposes = (part.evidence ?? []).flatMap((item) =>
    typeof item['purpose'] === 'string' ? [item['purpose']] : [],
  )
  const asked = [...new Set([...topics, ...purposes])].map((topic) =>
    topic === OTHER_PURPOSE ? other : topic,
  )
  const isAction = (topic: string): boolean =>
    policies.some(({ actions }) => actions.some(({ name }) => name === topic))
  const actions = asked.filter(isAction)
  const classes = asked.filter((topic) => !isAction(topic))
  const intent: Intent = {
    ...(classes.length > 0 && { classes }),
    ...(actions.length > 0 && { actions }),
    ...(isLinked && { amount: SCENE.amount, payee: SCENE.payee }),
  }
  const named: Part = {
    ...part,
    evidence: (part.evidence ?? []).map((item) =>
      item['purpose'] === OTHER_PURPOSE ? { ...item, purpose: other } : item,
    ),
  }
  return {
    engagement: compose(contact, [named], {
      ...(Object.keys(intent).length > 0 && { intent }),
      ...(Object.keys(context).length > 0 && { context: contextOf(context) }),
    }),
    at: SCENE.at,
  }
}

const contextOf = (context: State['context']): Record<string, string | number | boolean> =>
  Object.fromEntries(
    Object.entries(context).flatMap(([fact, value]) =>
      typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
        ? [[fact, value]]
        : [],
    ),
  )

/** Leaves out of an example whatever it shows the same without: items, claims, readers, what is asked for, facts. */
export function shrink(situation: Situation, shows: Shows): Situation {
  const smaller = lessThan(situation).find((one) => shows(one))
  return smaller === undefined ? situation : shrink(smaller, shows)
}

function lessThan({ engagement, at }: Situation): readonly Situation[] {
  const { evidence = [], readers: _, claims: __, intent, context: ___, ...bare } = engagement
  const without = (key: keyof Engagement): Situation => {
    const left = Object.entries(engagement).filter(([name]) => name !== key)
    return { engagement: { ...bare, ...Object.fromEntries(left) }, at }
  }
  const whole = (['readers', 'claims', 'intent', 'context'] as const).filter(
    (key) => engagement[key] !== undefined,
  )
  return [
    ...evidence.map((_item, place) => ({
      engagement: { ...engagement, evidence: evidence.filter((_other, at) => at !== place) },
      at,
    })),
    ...whole.map(without),
    ...(['classes', 'actions'] as const).flatMap((kind) => {
      const topics = intent?.[kind] ?? []
      return topics.map((topic) => ({
        engagement: {
          ...engagement,
          intent: { ...intent, [kind]: topics.filter((one) => one !== topic) },
        },
        at,
      }))
    }),
  ]
}
