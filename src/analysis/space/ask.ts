import type { ActionRule, CompiledPolicy, Condition, DataClass, Rule } from '../../decide/index.js'
import { fail, ok, type Result } from '../../model/index.js'
import { lensesOf, rulesOf, rulesOfAction } from './answers.js'
import type { Question } from './question.js'
import type { Universe } from './universe.js'
import type { Request } from './view.js'

/** What a question is about. Whatever it does not name is not looked at: that is what keeps the space small. */
export interface About {
  readonly classes: readonly string[]
  readonly actions: readonly string[]
  readonly conditions: readonly Condition[]
}

/** A question without its answer. */
export type Scope = Omit<Question, 'answer'>

/** More things asked for, or facts known, than can be told apart one by one. */
const MOST_TOPICS = 12
const MOST_REQUESTS = 4_096

/** Works out what has to be looked at to answer something about policies. Refuses with `too_many_states`. */
export function ask(
  policies: readonly CompiledPolicy[],
  universe: Universe,
  { classes, actions, conditions }: About,
): Result<Scope> {
  const named = [...classes, ...conditions.flatMap(({ discloses }) => Object.keys(discloses ?? {}))]
  const rules = policies.flatMap((policy, at): readonly Placed[] => {
    const side = universe.sideOf[at] ?? 0
    return [
      ...policy.classes
        .filter(({ name }) => named.includes(name))
        .flatMap((one) => rulesOf(one).map((rule) => ({ rule, name: one.name, side }))),
      ...policy.actions
        .filter(({ name }) => actions.includes(name))
        .flatMap((one) => rulesOfAction(one).map((rule) => ({ rule, name: one.name, side }))),
    ]
  })
  const requests = requestsOf(conditions, rules)
  if (requests === null) return fail('too_many_states')
  return ok({
    requests,
    lenses: (linked) => rules.flatMap(({ rule, name, side }) => lensesOf(rule, name, side, linked)),
    risks: riskClassesOf(conditions),
    resolution: conditions.some(({ resolution }) => resolution !== undefined),
    purposes: [...new Set(rules.map(({ name }) => name))],
    topics: topicsOf(conditions),
    channels: channelsOf(conditions),
  })
}

interface Placed {
  readonly rule: Rule
  readonly name: string
  readonly side: number
}

const topicsOf = (conditions: readonly Condition[]): readonly string[] => [
  ...new Set(conditions.flatMap(({ intent }) => intent ?? [])),
]

// Risks that every condition treats alike are one: any of them bad makes the same conditions hold.
function riskClassesOf(conditions: readonly Condition[]): readonly (readonly string[])[] {
  const lists = [...new Set(conditions.flatMap(({ risk }) => (risk === undefined ? [] : [risk])))]
  const classes = new Map<string, string[]>()
  for (const code of new Set(lists.flat())) {
    const marks = lists.map((list) => (list.includes(code) ? '1' : '0')).join('')
    classes.set(marks, [...(classes.get(marks) ?? []), code])
  }
  return [...classes.values()]
}

const channelsOf = (conditions: readonly Condition[]): readonly (readonly string[])[] => [
  ...new Set(conditions.flatMap(({ channel }) => (channel === undefined ? [] : [channel]))),
]

function requestsOf(
  conditions: readonly Condition[],
  rules: readonly Placed[],
): readonly Request[] | null {
  const topics = distinctTopics(conditions, rules)
  if (topics.length > MOST_TOPICS) return null
  const subsets = Array.from({ length: 2 ** topics.length }, (_, set) =>
    topics.filter((_topic, at) => (set & (1 << at)) !== 0),
  )
  const facts = factsOf(conditions)
  const links = rules.some(({ rule }) => rule.requires.some(({ linked }) => linked === true))
    ? [false, true]
    : [false]
  // Counted before they are built: each fact multiplies them.
  const known = [...facts.values()].reduce((count, values) => count * (1 + values.size), 1)
  if (subsets.length * known * links.length > MOST_REQUESTS) return null
  const contexts = contextsOf(facts)
  return subsets.flatMap((set) =>
    contexts.flatMap((context) => links.map((linked) => ({ topics: set, linked, context }))),
  )
}

// Topics that every condition treats alike, and that nothing is proved for, are as good as each other.
function distinctTopics(
  conditions: readonly Condition[],
  rules: readonly Placed[],
): readonly string[] {
  const lists = conditions.flatMap(({ intent }) => (intent === undefined ? [] : [intent]))
  const bound = rules
    .filter(({ rule }) =>
      rule.requires.some(({ purpose, linked }) => purpose === true || linked === true),
    )
    .map(({ name }) => name)
  const byMarks = new Map<string, string>()
  for (const topic of topicsOf(conditions)) {
    const marks = lists.map((list) => (list.includes(topic) ? '1' : '0')).join('')
    const key = bound.includes(topic) ? topic : marks
    if (!byMarks.has(key)) byMarks.set(key, topic)
  }
  return [...byMarks.values()]
}

type Facts = ReadonlyMap<string, ReadonlySet<string | number | boolean>>

function factsOf(conditions: readonly Condition[]): Facts {
  const facts = new Map<string, Set<string | number | boolean>>()
  for (const { context } of conditions) {
    for (const [fact, values] of Object.entries(context ?? {})) {
      const known = facts.get(fact) ?? new Set()
      for (const value of values) known.add(value)
      facts.set(fact, known)
    }
  }
  return facts
}

const contextsOf = (facts: Facts): readonly Request['context'][] =>
  [...facts].reduce<readonly Request['context'][]>(
    (contexts, [fact, values]) =>
      contexts.flatMap((context) => [
        context,
        ...[...values].map((value) => ({ ...context, [fact]: value })),
      ]),
    [{}],
  )

/** Finds classes and actions of a policy by name. */
export const classOf =
  (policy: CompiledPolicy) =>
  (name: string): DataClass | undefined =>
    policy.classes.find((one) => one.name === name)

/** Finds an action of a policy by name. */
export const actionOf = (policy: CompiledPolicy, name: string): ActionRule | undefined =>
  policy.actions.find((one) => one.name === name)
