import { DAY } from '../model/index.js'

/** A line of the `counters` block: how many may go wrong, or for how long that is counted, in milliseconds. */
interface CounterSetting<Word extends string> {
  readonly word: Word
  readonly form: 'times' | 'duration'
  /** What holds where a policy does not say: as it was before policies could. */
  readonly standard: number
  /** Which of two values is the stricter. */
  readonly tightening: 'lower' | 'higher'
  /** The most that a store can be asked to keep. */
  readonly most: number
  readonly description: string
}

const counter = <const Word extends string>(one: CounterSetting<Word>): CounterSetting<Word> => one

/** Every line of the `counters` block. Adding one takes a line here. */
export const counterSettings = {
  // As many as Verify itself allows of one code (error 60202).
  wrongCodes: counter({
    word: 'wrong_codes',
    form: 'times',
    standard: 5,
    tightening: 'lower',
    most: 20,
    description: 'Wrong codes in a row for one address, and of all who claim it; 5 where left out.',
  }),
  // As many as Verify itself sends to one number (error 60203).
  codesSent: counter({
    word: 'codes_sent',
    form: 'times',
    standard: 5,
    tightening: 'lower',
    most: 20,
    description:
      'Codes sent to one address, and for one contact to all it names; 5 where left out.',
  }),
  forget: counter({
    word: 'forget',
    form: 'duration',
    standard: DAY,
    tightening: 'higher',
    most: 30 * DAY,
    description: 'For how long after the last one they are counted; `24h` where left out.',
  }),
} as const

/** What a policy says of counters, where it is not what holds anyway. */
export type CounterRule = { readonly [Name in keyof typeof counterSettings]?: number }
