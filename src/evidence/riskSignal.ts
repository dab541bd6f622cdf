import { findScheme, parseIdentifier, splitScheme } from '../channels/index.js'
import {
  type Evidence,
  type Instant,
  isAbsent,
  type JsonObject,
  LEVELS,
  NEVER,
  type NodeId,
  ok,
  printDuration,
  type Rank,
  type Result,
  toInstant,
} from '../model/index.js'
import {
  COUNTED_SIGNALS,
  type CountedSignal,
  type CounterRule,
  countedSignal,
  signalRule,
} from './counterSettings.js'
import { FOR_EVER, readNothing, unreadable } from './facts.js'
import { bodyOf, isName, lettersOf, wordOf } from './fields.js'
import { either, evidenceForm, number, oneOfField, openWord, textField, time } from './form.js'
import type { EvidenceMethod, Fact, LimitFact, ReadingSettings } from './method.js'
import { readRank } from './readRank.js'
import { OWN_SIGNAL, PLAIN_SIGNALS, RISK_SIGNALS } from './signalNames.js'
import { type Specimen, timeText } from './specimen.js'

// A risk in another spelling is a risk: `OTP-Failures` is `otp_failures`.
const BY_LETTERS: ReadonlyMap<string, string> = new Map(
  [...COUNTED_SIGNALS, ...PLAIN_SIGNALS.keys()].map((signal) => [
    lettersOf(String(signal)),
    String(signal),
  ]),
)

// The conversation beside it matters only where the signal names nobody.
const ITEM = { kind: 'risk_signal', at: '2026-11-22T10:00:00Z', conversation: 'CH01' }

/**
 * A signal of your own system: `signal` with a `count`, or with a `max` (a level or a rank) for a
 * signal that only you know. It is about an `address`, a `customer`, or both, or about the
 * conversation if neither is named. A risk only lowers trust, however it is spelt. If it cannot be
 * read, the conversation is capped at `claimed`.
 */
export const riskSignal = {
  kind: 'risk_signal',
  form: evidenceForm('risk_signal', {
    needed: {
      // The signals that have a meaning here. Any other word is your own signal, and needs a `max`.
      signal: openWord(
        'otp_failures',
        'identifiers_tried',
        'velocity',
        'disposable_email',
        'sms_pumping',
        'identity_changed',
        'duress',
        'coaching',
        'fraud',
        'account_takeover',
      ),
    },
    others: {
      at: time,
      conversation: textField,
      address: textField,
      customer: textField,
      // How often, of those that are counted; how far down, of the others.
      count: number,
      max: either(oneOfField(...LEVELS), number),
      expires: time,
    },
  }),
  // A signal about a person counts wherever they write, whoever sends it and whatever conversation it came
  // from.
  bound: false,
  mayBeRisk: true,
  read: readRiskSignal,
  specimens: riskSpecimens,
  examples: {
    // A count, an address, one that only its sender knows, and one with an end.
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
    invalid: [],
    // Signals without a meaning and a level, with an unknown level, and about nobody.
    unreadable: [
      { ...ITEM, signal: 'new_device' },
      { ...ITEM, signal: 'new_device', max: 'gold' },
      { ...ITEM, signal: '', max: 1 },
      { ...ITEM, signal: 'fraud', address: 'nobody' },
    ],
  },
} satisfies EvidenceMethod

// Each part that cannot be read is a risk by itself, and the rest of the signal still counts: a
// signal is never lost because of its form.
function readRiskSignal(item: Evidence, { counters }: ReadingSettings): Result<readonly Fact[]> {
  const body = bodyOf(item)
  if (body === null) return readNothing('malformed', '/result')
  const facts: Fact[] = []
  const signal = readSignal(body['signal'])
  const own = isAbsent(body['max']) ? null : readRank(wordOf(body['max']) ?? body['max'])
  if (!isAbsent(body['max']) && own === null) facts.push(unreadable('unknown_value', '/max'))
  // The stricter of what it means here and what its sender says of it.
  const counted = countedSignal(signal, counters)
  const known =
    counted === null ? (PLAIN_SIGNALS.get(signal) ?? null) : countedMax(counted, body['count'], own)
  const max = known === 'none' ? own : least(own, known)
  if (max === null) {
    // A count below its threshold is no risk. A signal that does not say how bad it is, and has no known
    // meaning, may be one.
    if (known !== 'none' && facts.length === 0) facts.push(unreadable('unknown_value', '/signal'))
    return ok(facts)
  }
  if (signal === null || signal === '') facts.push(unreadable('malformed', '/signal'))
  // Nothing has to be read of a flag, because it caps nobody.
  const { targets, unread } = targetsOf(body)
  if (max < 4) facts.push(...unread.map((path) => unreadable('malformed', path)))
  const until = endOf(body, counted?.within ?? NEVER)
  const code = signal !== null && RISK_SIGNALS.includes(signal) ? signal : OWN_SIGNAL
  const limit = { type: 'limit', code, max, ...FOR_EVER, until } as const
  return ok([...facts, ...targets.map((target): LimitFact => ({ ...limit, ...target }))])
}

/**
 * Reads the name of a signal in any spelling of one that has a meaning here; `null` where it is no text. Letters and
 * digits alone count.
 */
const readSignal = (value: unknown): string | null => {
  const word = wordOf(value)
  return word === null ? null : (BY_LETTERS.get(lettersOf(word)) ?? word)
}

/** How far a count lowers trust; `none` where it is below its threshold, which says nothing. */
function countedMax({ steps }: CountedSignal, count: unknown, own: Rank | null): Rank | 'none' {
  // Thresholds of a policy need not be in order, so the strictest that is reached holds, and not
  // the last.
  const strictest = (some: CountedSignal['steps']): Rank | null =>
    some.reduce<Rank | null>((max, step) => least(max, step.max), null)
  const worst = strictest(steps) ?? 0
  // A signal without a count says that it happened. It counts as often enough to be a risk, unless
  // its sender gives a level.
  if (isAbsent(count)) return own ?? worst
  // A count that is no number of times may be any: the worst.
  const isCounted = typeof count === 'number' && Number.isInteger(count) && count >= 0
  if (!isCounted) return worst
  return strictest(steps.filter(({ from }) => count >= from)) ?? 'none'
}

/**
 * When a signal ends: when its sender says, and not before the policy's window is over. Without an end that can be read
 * it has none, and so it is where it is not known when it began.
 *
 * A sender may make a signal last longer than the policy, never shorter.
 */
function endOf({ at, expires }: JsonObject, within: number): Instant {
  const said = isAbsent(expires) ? null : (toInstant(expires) ?? NEVER)
  if (within === NEVER) return said ?? NEVER
  return Math.max(said ?? 0, (toInstant(at) ?? NEVER) + within)
}

/** The stricter of two levels, where there are two. */
const least = (one: Rank | null, other: Rank | null): Rank | null => {
  if (one === null || other === null) return one ?? other
  return one < other ? one : other
}

/**
 * What the signal is about: each thing that it names, and the conversation where it names none; and the places of what
 * should say whom it is about, and cannot be read, for that may be whoever writes.
 */
function targetsOf({ address, customer }: JsonObject) {
  if (isAbsent(address) && isAbsent(customer)) {
    return { targets: [{ on: 'conversation' } as const], unread: [] }
  }
  // Where both are named, both are capped.
  const node = typeof address === 'string' ? nodeOf(address) : null
  return {
    targets: [
      ...(isName(customer) ? [{ on: 'customer', target: customer } as const] : []),
      ...(node === null ? [] : [{ on: 'node', target: node } as const]),
    ],
    unread: [
      ...(isAbsent(customer) || isName(customer) ? [] : ['/customer']),
      ...(isAbsent(address) || node !== null ? [] : ['/address']),
    ],
  }
}

/** Names an address; behind a scheme that no channel has, such as `acct:`, the address itself. */
function nodeOf(address: string): NodeId | null {
  const { scheme, rest } = splitScheme(address)
  // A scheme that no channel has may be one of the sender's own.
  const isOwn = scheme !== null && findScheme(scheme) === undefined
  return (isOwn ? parseIdentifier(rest) : null) ?? parseIdentifier(address)
}

// The signals that have a meaning here, and one that only its sender knows.
const SIGNALS: readonly unknown[] = [...COUNTED_SIGNALS, ...PLAIN_SIGNALS.keys(), 'own_to_us']

/** Every signal about a number, about the conversation at each level, and one that cannot be read. */
function riskSpecimens({ counters }: ReadingSettings): readonly Specimen[] {
  // A signal of every kind about the conversation, down to a level, and about a number.
  const about = (signal: unknown, max: Rank, on: 'phone' | 'conversation'): Specimen =>
    signalled(on === 'phone' ? `${signal} of a number` : `${signal}, down to ${max}`, on, {
      signal,
      max,
    })
  return [
    ...countedSpecimens(counters),
    ...SIGNALS.flatMap((signal) => [about(signal, 3, 'conversation'), about(signal, 1, 'phone')]),
    ...LOWERED.map((max) => about('own_to_us', max, 'conversation')),
    signalled('a signal that cannot be read', 'conversation', { signal: 'own_to_us' }),
  ]
}

/**
 * Signals as often as a policy's own thresholds say, and once less; and as old as its windows are long, and half as old.
 * None where it says nothing of them, for then there is nothing to tell apart but how far down.
 */
function countedSpecimens(counters: CounterRule | undefined): readonly Specimen[] {
  if (Object.keys(signalRule(counters)).length === 0) return []
  return COUNTED_SIGNALS.flatMap((signal) => {
    const { steps, within } = countedSignal(signal, counters) ?? { steps: [], within: NEVER }
    const counts = new Set(steps.flatMap(({ from }) => [from - 1, from]))
    const most = Math.max(...counts)
    const ages = within === NEVER ? [0] : [0, Math.floor(within / 2), within]
    return [...counts].flatMap((count) =>
      // One age for the highest count is enough, because the others begin and end with it.
      ages.filter((age) => age === 0 || count === most).map((age) => counted(signal, count, age)),
    )
  })
}

const counted = (signal: string, count: number, age: number): Specimen => ({
  ...signalled(
    `${count} of ${signal}${age === 0 ? '' : `, ${printDuration(age)} ago`}`,
    'conversation',
    { signal, count },
    age,
  ),
  counted: true,
})

/** Makes a signal of a number or of the conversation, as old as said. */
const signalled = (
  name: string,
  about: 'phone' | 'conversation',
  said: JsonObject,
  age = 0,
): Specimen => ({
  name,
  says: 'bad',
  about,
  make: ({ phone }, { at, conversation }) => ({
    kind: 'risk_signal',
    at: timeText(at - age),
    ...(about === 'phone' ? { address: phone } : { conversation }),
    ...said,
  }),
})

// The caps that a business's own signal may have, besides being a flag.
const LOWERED: readonly Rank[] = [0, 1, 2]
