import type { CompiledPolicy } from '../decide/index.js'
import { actingAnswer } from '../evidence/index.js'
import { type Acting, type Engagement, type Intent, isScalar, MINUTE } from '../model/index.js'
import { OTHER_PURPOSE } from './candidates.js'
import { badParts, joinParts, readerParts } from './contactParts.js'
import { type Caller, callersOf } from './contacts.js'
import { moveTo } from './moments.js'
import { type PutTogether, purposesOf, putTogether, type SceneSetup } from './putTogether.js'
import type { SolvedState } from './realise.js'
import { composeEngagement, SCENE, type ScenePart, type Situation } from './scene.js'

/**
 * Whether an engagement shows what an example is looked for. It decides the engagement for real, so
 * an example never rests on what the solver supposes.
 */
export type ShowsWanted = (situation: Situation) => boolean

/** More ways to put one state together than this are not tried. */
const MOST_TRIED = 600

/**
 * Looks for an engagement that shows what a state supposes, built from the specimens of the
 * evidence methods and tried with what is really decided; `null` where none of those that were
 * built does. It is as small as what shows it: no part of it can be left out.
 *
 * `null` is no proof that there is none: there may be more ways to put it together than are tried.
 */
export function buildExample(
  policies: readonly CompiledPolicy[],
  supposed: SupposedState,
  shows: ShowsWanted,
): Situation | null {
  let tried = 0
  for (const situation of candidatesFor(policies, supposed)) {
    tried += 1
    if (tried > MOST_TRIED) return null
    if (shows(situation)) return shrinkExample(situation, shows)
  }
  return null
}

/** A state, and what a proof for it may have been given for. */
export interface SupposedState {
  readonly state: SolvedState
  readonly purposes: readonly string[]
  /** Topics that the question tells apart: what is asked for besides is best none of them. */
  readonly spoken: ReadonlySet<string>
  readonly made: PutTogether
}

function* candidatesFor(
  policies: readonly CompiledPolicy[],
  { state, purposes, spoken, made }: SupposedState,
): Generator<Situation> {
  const [policy] = policies
  if (policy === undefined) return
  const { write, read } = state.assessment.trust
  for (const caller of callersFor(policies, state)) {
    // Who is capped by an agent is offered nothing, though they are trusted the same.
    const lowered = loweringsTo(policy, caller, write)
    const shop = { policies, policy, caller, purposes, made }
    for (const { part, trust } of putTogether(shop, state)) {
      const on = (...more: readonly ScenePart[]): Situation =>
        situationOf({ policies, spoken }, caller, more.reduce(joinParts, part), state)
      yield on()
      for (const more of lowered) yield on(more)
      if (trust.read === read) continue
      for (const more of readerParts) {
        yield on(more)
        for (const low of lowered) yield on(more, low)
      }
    }
  }
}

// Of what an agent may say of somebody, what holds them at the very rank of the state.
const loweringsTo = (policy: CompiledPolicy, caller: Caller, write: number): readonly ScenePart[] =>
  badParts(policy, caller)
    .filter(({ name }) => name.endsWith(`to ${write}`))
    .map(({ part }) => part)

function callersFor(policies: readonly CompiledPolicy[], { way }: SolvedState): readonly Caller[] {
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

function situationOf(
  { policies, spoken }: Pick<SupposedState, 'spoken'> & Pick<SceneSetup, 'policies'>,
  { contact }: Caller,
  part: ScenePart,
  {
    topics,
    isLinked,
    roles,
    isGlassBroken,
    context,
    amount,
    to,
    moment,
    assessment: { acting },
  }: SolvedState,
): Situation {
  const known = policies.flatMap(({ classes, actions }) => [...classes, ...actions])
  const others = known.map(({ name }) => name).filter((name) => !topics.includes(name))
  // Proof for what a route or a class is told by would open that: it is given for something else where there is such.
  const other = others.find((name) => !spoken.has(name)) ?? others[0] ?? OTHER_PURPOSE
  const asked = [...new Set([...topics, ...purposesOf(part)])].map((topic) =>
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
    ...amount,
  }
  // What was given for something else gets the name of a class or action that the policy has.
  const named: ScenePart = {
    ...part,
    evidence: (part.evidence ?? []).map((item) =>
      item['purpose'] === OTHER_PURPOSE ? { ...item, purpose: other } : item,
    ),
  }
  const parts = acting === undefined ? [named] : [named, tiesOf(acting)]
  const engagement = composeEngagement({ ...contact, ...(to !== undefined && { to }) }, parts, {
    ...(acting !== undefined && { subject: SCENE.subject }),
    ...(roles.length > 0 && { agent: { ...(isGlassBroken && { worker: 'WK01' }), roles } }),
    ...(isGlassBroken && breakingOf(policies)),
    ...(Object.keys(intent).length > 0 && { intent }),
    ...(Object.keys(context).length > 0 && { context: contextOf(context) }),
  })
  return moveTo({ engagement, at: SCENE.at }, moment)
}

// Somebody breaks the glass as the policy lets them, just now, with another person who may approve it.
function breakingOf(policies: readonly CompiledPolicy[]): Pick<Engagement, 'breakGlass'> {
  const [rule] = policies.flatMap(({ breakGlass }) => breakGlass ?? [])
  if (rule === undefined) return {}
  return {
    breakGlass: {
      reason: rule.reasons[0] ?? '',
      requestedBy: 'WK01',
      approvedBy: { worker: 'WK02', roles: rule.second.slice(0, 1) },
      at: new Date(SCENE.at).toISOString(),
    },
  }
}

// What the directory says of the customer, asked about something of theirs that nobody writes from.
const tiesOf = ({ as }: Acting): ScenePart => ({
  evidence: as.map((one) => actingAnswer({ phone: SCENE.otherPhone }, one, SCENE.at - MINUTE)),
})

const contextOf = (context: SolvedState['context']): Record<string, string | number | boolean> =>
  Object.fromEntries(
    Object.entries(context).flatMap(([fact, value]) => (isScalar(value) ? [[fact, value]] : [])),
  )

/**
 * Leaves out of an example whatever it shows the same without: items, claims, readers, what is asked for, facts.
 *
 * The first smaller one that still shows it is taken, and so on: what is left is smallest in that
 * nothing of it can be left out, not in that no other would be lighter.
 */
export function shrinkExample(situation: Situation, shows: ShowsWanted): Situation {
  const smaller = lessThan(situation).find((one) => shows(one))
  return smaller === undefined ? situation : shrinkExample(smaller, shows)
}

// Each thing that an engagement may do without, left out by itself: larger parts after single
// items, as an item that is left out mostly makes the part go too.
function lessThan({ engagement, at }: Situation): readonly Situation[] {
  const { evidence = [], intent, agent } = engagement
  const having = (change: Partial<Engagement>): Situation => ({
    engagement: { ...engagement, ...change },
    at,
  })
  const whole = (
    ['readers', 'subject', 'breakGlass', 'agent', 'claims', 'intent', 'context'] as const
  ).filter((key) => engagement[key] !== undefined)
  return [
    ...evidence.map((_, place) =>
      having({ evidence: evidence.filter((_other, at) => at !== place) }),
    ),
    ...whole.map((key) => {
      const { [key]: _, ...left } = engagement
      return { engagement: left, at }
    }),
    ...(agent?.roles ?? []).map((role) =>
      having({ agent: { ...agent, roles: (agent?.roles ?? []).filter((one) => one !== role) } }),
    ),
    ...(['classes', 'actions'] as const).flatMap((kind) => {
      const topics = intent?.[kind] ?? []
      return topics.map((topic) =>
        having({ intent: { ...intent, [kind]: topics.filter((one) => one !== topic) } }),
      )
    }),
  ]
}
