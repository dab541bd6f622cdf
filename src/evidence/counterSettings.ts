import { DAY, levelOf, NEVER, printDuration, type Rank } from '../model/index.js'

/** A line of the `counters` block: how many may go wrong, or for how long that is counted, in milliseconds. */
interface CounterSetting<Word extends string, Form extends 'times' | 'duration'> {
  readonly word: Word
  readonly form: Form
  /** The value where a policy does not say: what it was before policies could say it. `NEVER` for what has no end. */
  readonly standard: number
  /** Which of two values is the stricter. */
  readonly tightening: 'lower' | 'higher'
  /** The most that it may be: of times, or as long as a store can be asked to keep. */
  readonly most: number
  /** The signal that it says of how its evidence is read; absent for what is counted before there is evidence. */
  readonly signal?: string
  /** The most trust that is left from this number on; absent for a window. */
  readonly max?: Rank
  readonly description: string
}

// Checks a line's own type and keeps its word, so that the types of documents are made of the
// table.
const counter = <const Word extends string, const Form extends 'times' | 'duration'>(
  one: CounterSetting<Word, Form>,
): CounterSetting<Word, Form> => ({
  ...one,
  description: `${one.description}. Default: ${sayStandard(one)}.`,
})

const sayStandard = ({ form, standard }: CounterSetting<string, 'times' | 'duration'>): string => {
  if (standard === NEVER) return 'for ever'
  return form === 'duration' ? `\`${printDuration(standard)}\`` : `${standard}`
}

// Caps trust from a number of one signal on. The lower the number, the stricter.
const down = <const Word extends string>(
  word: Word,
  signal: string,
  [standard, max]: readonly [standard: number, max: Rank],
  what: string,
): CounterSetting<Word, 'times'> =>
  counter({
    word,
    form: 'times',
    standard,
    tightening: 'lower',
    most: 100,
    signal,
    max,
    description: `After this many ${what}, trust is \`${levelOf(max)}\`${max === 0 ? '' : ' at most'}`,
  })

// How long a signal counts after its time. Where a policy does not say, it counts for good, because it is a
// risk.
const window = <const Word extends string>(
  word: Word,
  signal: string,
  what: string,
): CounterSetting<Word, 'duration'> =>
  counter({
    word,
    form: 'duration',
    standard: NEVER,
    tightening: 'higher',
    most: 30 * DAY,
    signal,
    description: `How long ${what} count`,
  })

/**
 * Every line of the `counters` block. Adding one takes a line here. What the signals mean where a policy does not say is
 * from identity facts §4: failed codes are counted across codes, because a new code must not reset the count
 * (63B-4 §3.1.3.2), and whoever tries many identifiers in one conversation is nobody that is known.
 */
export const counterSettings = {
  // The number of tries that Verify itself allows for one code (error 60202).
  wrongCodes: counter({
    word: 'wrong_codes',
    form: 'times',
    standard: 5,
    tightening: 'lower',
    most: 20,
    description: 'How many wrong codes in a row one address may have',
  }),
  // The number of codes that Verify itself sends to one number (error 60203).
  codesSent: counter({
    word: 'codes_sent',
    form: 'times',
    standard: 5,
    tightening: 'lower',
    most: 20,
    description: 'How many codes may be sent to one address, or for one contact',
  }),
  forget: counter({
    word: 'forget',
    form: 'duration',
    standard: DAY,
    tightening: 'higher',
    most: 30 * DAY,
    description: 'How long they count, from the last one on',
  }),
  otpFailuresToRecognized: down(
    'otp_failures_to_recognized',
    'otp_failures',
    [3, 2],
    'failed codes',
  ),
  otpFailuresToClaimed: down('otp_failures_to_claimed', 'otp_failures', [5, 1], 'failed codes'),
  otpFailuresWithin: window('otp_failures_within', 'otp_failures', 'failed codes'),
  identifiersTriedToClaimed: down(
    'identifiers_tried_to_claimed',
    'identifiers_tried',
    [3, 1],
    'identifiers tried',
  ),
  identifiersTriedToAnonymous: down(
    'identifiers_tried_to_anonymous',
    'identifiers_tried',
    [5, 0],
    'identifiers tried',
  ),
  identifiersTriedWithin: window(
    'identifiers_tried_within',
    'identifiers_tried',
    'identifiers tried',
  ),
  velocityToClaimed: down('velocity_to_claimed', 'velocity', [10, 1], 'attempts'),
  velocityWithin: window('velocity_within', 'velocity', 'attempts'),
} as const

/** What a policy says of counters, where it differs from the standard. */
export type CounterRule = { readonly [Name in keyof typeof counterSettings]?: number }

/**
 * How a signal that is counted is read: from how many on it lowers trust and how far, and for how long.
 *
 * With the standard thresholds of `otp_failures`: three leave 2, five leave 1.
 */
export interface CountedSignal {
  // Each says the cap from a number of signals on; of several that are reached the strictest
  // counts.
  readonly steps: readonly { readonly from: number; readonly max: Rank }[]
  /** Milliseconds after the signal's own time; `NEVER` where it has no end. */
  readonly within: number
}

// The lines of each signal, taken apart once.
const LINES = Object.entries(counterSettings).flatMap(([name, { signal, standard, max }]) =>
  signal === undefined ? [] : [{ name, signal, standard, max }],
)

/** The signals whose counts have a meaning of their own. */
export const COUNTED_SIGNALS: readonly string[] = [...new Set(LINES.map(({ signal }) => signal))]

/** Tells how a signal is read under the counters of a policy; `null` for one that is not counted. */
export function countedSignal(
  signal: string | null,
  counters: CounterRule = {},
): CountedSignal | null {
  if (signal === null || !COUNTED_SIGNALS.includes(signal)) return null
  const said = new Map<string, number>(Object.entries(counters))
  const lines = LINES.filter((line) => line.signal === signal).map(({ name, standard, max }) => ({
    from: said.get(name) ?? standard,
    max,
  }))
  return {
    steps: lines.flatMap(({ from, max }) => (max === undefined ? [] : [{ from, max }])),
    within: lines.find(({ max }) => max === undefined)?.from ?? NEVER,
  }
}

/**
 * Gives what a policy says of how signals are read: its other counters bear on no evidence. Empty where it says nothing.
 *
 * It is part of what tells two policies apart that read evidence otherwise.
 */
export const signalRule = (counters: CounterRule = {}): CounterRule =>
  Object.fromEntries(
    Object.entries(counters).filter(([name]) => LINES.some((line) => line.name === name)),
  )

/** Lists the signals of which a policy says how they are read, each with how long it counts. */
export const signalsSaid = (
  counters: CounterRule = {},
): readonly { readonly signal: string; readonly within: number }[] =>
  COUNTED_SIGNALS.filter((signal) =>
    LINES.some((line) => line.signal === signal && Object.hasOwn(counters, line.name)),
  ).map((signal) => ({ signal, within: countedSignal(signal, counters)?.within ?? NEVER }))
