import {
  type Decision,
  type Engagement,
  failAll,
  type Issue,
  ok,
  type Result,
} from '../../model/index.js'
import { channelDecided, nameBottleneck } from './describeDecision.js'

/**
 * What of a decision may be reported on: bands and names of the policy, never who or what number.
 */
export const INSIGHTS_FACTS = [
  'level',
  'rank',
  'read',
  'resolution',
  'route',
  'channel',
  'bottleneck',
  'step_up_offered',
  'policy',
  'version',
] as const

/** A fact that may be reported on. */
type InsightsFact = (typeof INSIGHTS_FACTS)[number]

/**
 * Which Flex Insights key shows which fact, such as `{ conversations: { conversation_attribute_1:
 * 'level' } }`.
 */
export interface InsightsMapping {
  /** By key of `conversations`. */
  readonly conversations?: Readonly<Record<string, InsightsFact>>
  /** By key of `customers`. */
  readonly customers?: Readonly<Record<string, InsightsFact>>
}

/** Attributes for Flex Insights, to be merged into a task's. */
export interface InsightsAttributes {
  readonly conversations: Readonly<Record<string, string | number>>
  readonly customers: Readonly<Record<string, string | number>>
}

/** `numbered('customer_label', 2)` -> `customer_label_1`, `customer_label_2`. */
const numbered = (name: string, count: number): readonly string[] =>
  Array.from({ length: count }, (_, index) => `${name}_${index + 1}`)

/**
 * The keys a mapping may fill: those that Flex Insights keeps for reporting even under its HIPAA
 * rules and that it does not compute itself. Phone, e-mail, external id and external contact are
 * not among them (https://www.twilio.com/docs/flex/end-user-guide/insights, HIPAA for Flex Insights
 * Historical Reporting).
 */
export const INSIGHTS_KEYS: {
  readonly conversations: readonly string[]
  readonly customers: readonly string[]
} = {
  conversations: [
    ...numbered('conversation_attribute', 10),
    ...numbered('conversation_label', 10),
    ...numbered('conversation_measure', 10),
    'campaign',
    'case',
    'initiative',
    'kind',
  ],
  customers: [
    ...numbered('customer_attribute', 3),
    ...numbered('customer_label', 3),
    'category',
    'market_segment',
    'type',
  ],
}

/** Facts that a measure can add up. */
const NUMBERS: ReadonlySet<string> = new Set(['rank', 'read', 'version'])

/**
 * Writes the facts of a decision under the Flex Insights keys of a mapping. Issues name the place
 * of a key outside the allow-list (`not_allowed`), a fact that does not exist (`unknown_fact`) and
 * text under a measure (`not_a_number`).
 *
 * @example
 * ```ts
 * const insights = toInsights(engagement, decision, {
 *   conversations: { conversation_attribute_1: 'level', conversation_measure_1: 'rank' },
 * })
 * ```
 */
export function toInsights(
  engagement: Engagement,
  decision: Decision,
  mapping: InsightsMapping,
): Result<InsightsAttributes> {
  const issues = [
    ...check('conversations', mapping.conversations ?? {}),
    ...check('customers', mapping.customers ?? {}),
  ]
  if (issues.length > 0) return failAll(issues)
  const fill = (facts: Readonly<Record<string, InsightsFact>>) =>
    Object.fromEntries(
      Object.entries(facts).map(([key, fact]) => [key, tellFact(fact, engagement, decision)]),
    )
  return ok({
    conversations: fill(mapping.conversations ?? {}),
    customers: fill(mapping.customers ?? {}),
  })
}

const check = (
  group: 'conversations' | 'customers',
  facts: Readonly<Record<string, InsightsFact>>,
): readonly Issue[] =>
  Object.entries(facts).flatMap(([key, fact]) => {
    const path = `/${group}/${key}`
    if (!INSIGHTS_KEYS[group].includes(key)) {
      return [{ code: 'not_allowed', path, allowed: INSIGHTS_KEYS[group] }]
    }
    if (!INSIGHTS_FACTS.includes(fact))
      return [{ code: 'unknown_fact', path, allowed: INSIGHTS_FACTS }]
    const isMeasure = key.startsWith('conversation_measure_')
    return isMeasure && !NUMBERS.has(fact)
      ? [{ code: 'not_a_number', path, allowed: [...NUMBERS] }]
      : []
  })

/** Gives one fact; the switch asks for every one that may be reported on. */
function tellFact(fact: InsightsFact, engagement: Engagement, decision: Decision): string | number {
  const { trust, route, policy } = decision
  switch (fact) {
    case 'level':
      return trust.level
    case 'rank':
      return trust.rank
    case 'read':
      return trust.read
    case 'resolution':
      return trust.resolution
    case 'route':
      return route.id
    case 'channel':
      return channelDecided(engagement, decision)
    case 'bottleneck':
      return nameBottleneck(decision)
    case 'step_up_offered':
      return decision.stepUp.length > 0 ? 'yes' : 'no'
    case 'policy':
      return policy.name
    case 'version':
      return policy.version
  }
}
