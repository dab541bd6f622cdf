import { parseIdentifier } from '../channels/index.js'
import type { Evidence } from '../model/engagement.js'
import { NEVER, toInstant } from '../model/instant.js'
import type { Rank } from '../model/level.js'
import { fail, ok, type Result } from '../model/result.js'
import { bodyOf, type Fields, isName } from './fields.js'
import type { Fact, Limit, Method } from './method.js'
import { readRank } from './readRank.js'

/** From how many on a signal holds trust down, and how far. */
interface Step {
  readonly from: number
  readonly max: Rank
}

/**
 * Signals with a meaning of their own (identity facts §4). Failed codes: 3 make 2, 5 make 1, counted across codes,
 * because a new code must not reset the count (63B-4 §3.1.3.2). Many identifiers tried in one conversation: 0.
 */
const COUNTED: ReadonlyMap<unknown, readonly Step[]> = new Map<unknown, readonly Step[]>([
  [
    'otp_failures',
    [
      { from: 3, max: 2 },
      { from: 5, max: 1 },
    ],
  ],
  [
    'identifiers_tried',
    [
      { from: 3, max: 1 },
      { from: 5, max: 0 },
    ],
  ],
  ['velocity', [{ from: 10, max: 1 }]],
])

const PLAIN: ReadonlyMap<unknown, Rank> = new Map<unknown, Rank>([
  ['disposable_email', 1],
  ['sms_pumping', 4],
  ['identity_changed', 1],
  ['duress', 1],
  ['coaching', 1],
  ['fraud', 0],
  ['account_takeover', 0],
])

const ITEM = { kind: 'risk_signal', at: '2026-11-22T10:00:00Z', conversation: 'CH01' }

/**
 * A signal of your own: `signal` with a `count`, or with a `max` (a level or a rank) for one that only you know. On an
 * `address`, a `customer`, or the conversation where neither is named. Risk only ever lowers.
 */
export const riskSignal: Method = {
  kind: 'risk_signal',
  bound: false,
  read: readRiskSignal,
  examples: {
    valid: [
      { ...ITEM, signal: 'otp_failures', count: 3 },
      { ...ITEM, signal: 'disposable_email', address: 'ada@example.com' },
      { ...ITEM, signal: 'new_device', max: 'recognized' },
      {
        ...ITEM,
        signal: 'chargeback',
        customer: 'C-1001',
        max: 2,
        expires: '2026-12-22T10:00:00Z',
      },
    ],
    invalid: [
      { ...ITEM, signal: 'new_device' },
      { ...ITEM, signal: 'new_device', max: 'gold' },
      { ...ITEM, signal: '', max: 1 },
      { ...ITEM, signal: 'fraud', address: 'nobody' },
    ],
  },
}

function readRiskSignal(item: Evidence): Result<readonly Fact[]> {
  const body = bodyOf(item)
  if (body === null) return fail('malformed', '/result')
  const { signal } = body
  if (!isName(signal)) return fail('malformed', '/signal')
  const max = maxOf(body)
  if (max === null) return fail('unknown_value', '/signal')
  const target = targetOf(body)
  if (target === null) return fail('malformed', '/address')
  const until = body['expires'] === undefined ? NEVER : (toInstant(body['expires']) ?? NEVER)
  if (max === 'none') return ok([])
  // A name that only the sender knows is not repeated.
  const code = COUNTED.has(signal) || PLAIN.has(signal) ? signal : 'own_signal'
  const limit = { type: 'limit', code, max, ...target } as const
  return ok([{ ...limit, since: Number.NEGATIVE_INFINITY, until }])
}

/** `none` for a count that is not yet bad, `null` for a signal that cannot be read. */
function maxOf(body: Fields): Rank | 'none' | null {
  const { signal, count, max } = body
  const own = max === undefined || max === null ? null : readRank(max)
  if (max !== undefined && max !== null && own === null) return null
  const steps = COUNTED.get(signal)
  const plain = PLAIN.get(signal)
  if (steps === undefined) return least(own, plain ?? null)
  if (count === undefined || count === null) return own ?? steps.at(-1)?.max ?? 0
  // A count that is no number may be any: the worst.
  if (typeof count !== 'number' || Number.isNaN(count)) return steps.at(-1)?.max ?? 0
  const met = steps.findLast(({ from }) => count >= from)
  return least(own, met?.max ?? null) ?? 'none'
}

const least = (one: Rank | null, other: Rank | null): Rank | null => {
  if (one === null || other === null) return one ?? other
  return one < other ? one : other
}

function targetOf(body: Fields): Pick<Limit, 'on' | 'target'> | null {
  const { address, customer } = body
  if (isName(customer)) return { on: 'customer', target: customer }
  if (customer !== undefined && customer !== null) return null
  if (address === undefined || address === null) return { on: 'conversation' }
  const node = typeof address === 'string' ? parseIdentifier(address) : null
  return node === null ? null : { on: 'node', target: node }
}
