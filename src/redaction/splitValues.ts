import type { Reason } from '../model/index.js'
import { find, type ScanOptions, type Span } from './scan.js'

/** What ended one earlier message, and where it begins in it. */
export interface TailPiece {
  readonly id: string
  /** In UTF-16 units of its message. */
  readonly start: number
  readonly text: string
  /** Whether other words stand before it in its message, so that what came earlier goes on in it only if it is a card. */
  readonly isAfterWords?: boolean
}

/** Part of an earlier message that must be hidden after all. */
export interface EarlierSpan extends Span {
  readonly id: string
}

/** What earlier messages and the one at hand hold together. */
export interface SplitSpans {
  /** Parts of the message at hand. */
  readonly own: readonly Span[]
  readonly earlier: readonly EarlierSpan[]
  readonly complete: boolean
  readonly reasons: readonly Reason[]
}

/** One way in which people type a value over several messages. */
interface SplitForm {
  readonly types: readonly string[]
  /** What a message ends in that may be the first part, `4111 1111`; `undefined` for nothing. */
  readonly trailing: (text: string) => string | undefined
  /** What a message begins with that may be the next part. */
  readonly leading: (text: string) => string | undefined
  /** Tells how much of what leads is no part of the value. */
  readonly before: (leading: string) => number
  /** What stands between two parts. */
  readonly between: readonly string[]
  /** Tells whether two parts that follow each other can be of one value. */
  readonly meets: (before: string, after: string) => boolean
  /** Whether one may be sent digit by digit, besides a card. */
  readonly isByDigit?: true
  /** Tells whether a part is the first of a value; absent: any may be. */
  readonly begins?: (part: string) => boolean
  /** Whether it goes on over a message that says more than its part. */
  readonly goesOnAfterWords?: boolean
}

/** The most of one message that is kept, or looked at for what goes on in it. */
export const LONGEST_PIECE = 40

// People end a part with a mark that says it goes on, and begin the next one with it: `4111,`, `...1111`.
const MARKS_AFTER = /[\s,;:/|…*·.]{1,8}$/
const MARKS_BEFORE = /^[\s,;:/|…*·.]{1,8}/

/** Gives a part without the marks at its end. */
export const withoutMarks = (text: string): string => text.replace(MARKS_AFTER, '')
/** Tells how many marks a part begins with. */
export const marksBefore = (text: string): number => MARKS_BEFORE.exec(text)?.[0].length ?? 0

const spacesBefore = (text: string): number => text.length - text.trimStart().length

// Literals in functions, as properties of characters take long to load.
export const leadingDigits = (text: string): string | undefined =>
  /^[\s,;:/|…*·.]{0,8}[+(\p{Pd}]{0,2}\p{Nd}[\p{Nd}\p{Pd}\p{Cf} .\t()]{0,31}/u.exec(text)?.[0]
const trailingDigits = (text: string): string | undefined =>
  /(?:[+(]{1,2}|(?<=^\s{0,8})\p{Pd})?\p{Nd}[\p{Nd}\p{Pd}\p{Cf} .\t\n()]{0,31}$/u.exec(text)?.[0]
/** The same with slashes, which dates are typed with. */
export const trailingTold = (text: string): string | undefined =>
  /(?:[+(]{1,2}|(?<=^\s{0,8})\p{Pd})?\p{Nd}[\p{Nd}\p{Pd}\p{Cf} .\t\n()/]{0,31}$/u.exec(text)?.[0]
const leadingTold = (text: string): string | undefined =>
  /^\s{0,8}[+(/\p{Pd}]{0,2}\p{Nd}[\p{Nd}\p{Pd}\p{Cf} .\t()/]{0,31}/u.exec(text)?.[0]
// `and then 1111`, `second half: 1111 1111`.
const digitsAfterWords = (text: string): string | undefined =>
  /^\P{Nd}{0,24}?(?<![\p{L}\p{Sc}])\p{Nd}[\p{Nd}\p{Pd} ]{1,31}/u.exec(text)?.[0]
const leadingWord = (text: string): string | undefined =>
  /^\s{0,8}[\p{L}\p{Nd}@._%+-]{1,40}/u.exec(text)?.[0]
// What an address or a value of letters and digits is made of, at the end of a message and at its beginning.
const trailingWord = (text: string): string | undefined =>
  /(?<![\p{L}\p{Nd}@._%+-])[\p{L}\p{Nd}@._%+-]{1,40}$/u.exec(text)?.[0]
const leadingIban = (text: string): string | undefined =>
  /^\s{0,8}[A-Z\d][A-Z\d ]{0,33}(?![a-z])/i.exec(text)?.[0]
// From its country on, or, where a message is nothing else, groups of what may go on in one.
const trailingIban = (text: string): string | undefined =>
  (/(?<![\p{L}\p{Nd}])[A-Z]{2} ?\d{2}[A-Z\d ]{0,30}$/iu.exec(text) ??
    /^\s{0,8}[A-Z\d]{1,34}(?: [A-Z\d]{1,34}){0,15}$/u.exec(text))?.[0]

/** Tells whether a message is one digit and nothing else. */
const isSingle = (text: string): boolean => /^\s*\p{Nd}\s*$/u.test(text)

// Numbers that people type group by group, and that a check digit or a fixed form tells from small talk.
const DIGITS: SplitForm = {
  types: ['payment_card', 'us_ssn', 'in_aadhaar', 'phone'],
  trailing: trailingDigits,
  leading: leadingDigits,
  before: marksBefore,
  // The last for `536-22` and `1234`, whose marks have to agree.
  between: [' ', '', '-'],
  meets: () => true,
}

// Nothing but a card is told by its digits alone however many words stand between its parts.
const CARD: SplitForm = {
  ...DIGITS,
  types: ['payment_card'],
  leading: digitsAfterWords,
  before: (leading) => leading.search(/\p{Nd}/u),
  between: [' '],
  goesOnAfterWords: true,
}

// What has no form of its own, and is told by the question that was asked, or by what its author announced: `your pin?`,
// `48`, `21`. It buys codes, expiries, last four digits, accounts and dates that tired people send in parts.
const TOLD: SplitForm = {
  ...DIGITS,
  types: [
    'card_code',
    'card_expiry',
    'card_last4',
    'us_ssn_last4',
    'pin_code',
    'one_time_code',
    'uk_sort_code',
    'au_bsb',
    'bank_account',
    'us_bank_routing',
    'date_of_birth',
    'passport',
    'member_number',
  ],
  trailing: trailingTold,
  leading: leadingTold,
  before: spacesBefore,
  isByDigit: true,
}

const IBAN: SplitForm = {
  types: ['iban'],
  trailing: trailingIban,
  leading: leadingIban,
  before: spacesBefore,
  between: [' ', ''],
  meets: () => true,
  begins: (part) => /^\s*[A-Z]{2} ?\d{2}/i.test(part),
}

// Two words are an address only where the mark between its parts is at the break.
const ADDRESS: SplitForm = {
  types: ['email'],
  trailing: trailingWord,
  leading: leadingWord,
  before: spacesBefore,
  between: [''],
  meets: (before, after) => /[@.]$/.test(before) || /^\s*[@.]/.test(after),
}

// What a policy describes itself: its pattern tells whether two parts are one value, whatever marks part them.
const ownForm = ({ identifiers }: ScanOptions): SplitForm => ({
  types: Object.keys(identifiers ?? {}),
  trailing: trailingWord,
  leading: leadingWord,
  before: spacesBefore,
  between: ['', '-', ' '],
  // `ok` and a number are two things to say.
  meets: (before) => /\p{Nd}/u.test(before) || before === before.toUpperCase(),
})

/** Gives the words at the end of a message that an address or an account may go on from. */
export function trailingLetters(text: string): string | undefined {
  const end = text.slice(-LONGEST_PIECE).trimEnd()
  const found = [trailingWord(end), trailingIban(end)].filter((one) => one !== undefined)
  return found.sort((a, b) => b.length - a.length)[0]
}

/** Gives the pieces that one form goes on over, each without what is no part of it. */
function chainOf(
  pieces: readonly TailPiece[],
  leading: string,
  form: SplitForm,
): readonly TailPiece[] {
  const chain: TailPiece[] = []
  for (const { id, start, text, isAfterWords } of pieces.toReversed()) {
    const end = text.trimEnd()
    const found = form.trailing(end)
    if (found === undefined || !form.meets(found, chain[0]?.text ?? leading)) break
    const cut = end.length - found.length
    chain.unshift({ id, start: start + cut, text: found })
    if (cut > 0 || form.begins?.(found) === true) break
    if (isAfterWords === true && form.goesOnAfterWords !== true) break
  }
  return form.begins === undefined || form.begins(chain[0]?.text ?? '') ? chain : []
}

/** Gives the part of a span of joined text that lies in one piece, as a part of the piece's message; `null` for none. */
function overlap(piece: TailPiece, from: number, span: Span): EarlierSpan | null {
  const start = Math.max(span.start - from, 0)
  const end = Math.min(span.end - from, piece.text.length)
  return start < end
    ? { id: piece.id, start: piece.start + start, end: piece.start + end, type: span.type }
    : null
}

/** How a message goes on from a chain of parts. */
interface Joint {
  readonly leading: string
  readonly between: string
  readonly form: SplitForm
  readonly announced: string | undefined
}

/** Joins parts as one text, and keeps of what is found there only what crosses from earlier messages into this one. */
function findJoined(
  chain: readonly TailPiece[],
  { leading, between, form, announced }: Joint,
  options: ScanOptions,
): SplitSpans {
  const before = chain.map(({ text }) => text + between).join('')
  const lead = form.before(leading)
  const { findings, complete, reasons } = find(before + leading.slice(lead), options, undefined, {
    announced,
  })
  const spans = findings.map(({ start, end, type }) => ({ start, end, type }))
  const crossing = spans.filter(({ start, end }) => start < before.length && end > before.length)
  const earlier: EarlierSpan[] = []
  for (const span of crossing) {
    let from = 0
    for (const piece of chain) {
      const part = overlap(piece, from, span)
      if (part !== null) earlier.push(part)
      from += piece.text.length + between.length
    }
  }
  const own = crossing.map(({ end, type }) => ({
    start: lead,
    end: lead + end - before.length,
    type,
  }))
  return { own, earlier, complete, reasons }
}

const NOTHING: SplitSpans = { own: [], earlier: [], complete: true, reasons: [] }

/** Finds what goes on in one form. The first way to join its parts that makes a value is taken. */
function findForm(
  pieces: readonly TailPiece[],
  text: string,
  { form, announced }: Pick<Joint, 'form' | 'announced'>,
  options: ScanOptions,
): SplitSpans {
  const leading = form.leading(text.slice(0, LONGEST_PIECE))
  const chain = leading === undefined ? [] : chainOf(pieces, leading, form)
  if (leading === undefined || chain.length === 0) return NOTHING
  // Digit by digit, nine of a card are no social security number yet: only what the whole proves is found.
  const isByDigit = [...chain.map((piece) => piece.text), text].every(isSingle)
  const types = isByDigit && form.isByDigit !== true ? ['payment_card'] : form.types
  const wanted = types.filter((type) => options.types?.includes(type) ?? true)
  for (const between of isByDigit ? [''] : form.between) {
    const joint = { leading, between, form, announced }
    const split = findJoined(chain, joint, { ...options, types: wanted })
    if (split.own.length > 0 || !split.complete) return split
  }
  return NOTHING
}

/** What earlier messages left open: parts of numbers, parts in letters, and what their author said comes. */
interface OpenParts {
  readonly digits: readonly TailPiece[]
  readonly letters: readonly TailPiece[]
  readonly announced: string | undefined
}

/** Finds what begins in earlier messages and ends in what this one starts with. */
export function findSplit(
  { digits, letters, announced }: OpenParts,
  text: string,
  options: ScanOptions,
): SplitSpans {
  const plain = { ...options, finders: [] }
  const isTold = options.asked !== undefined || announced !== undefined
  for (const [pieces, form] of [
    [letters, ADDRESS],
    [letters, IBAN],
    [digits, DIGITS],
    [digits, CARD],
    [isTold ? digits : [], TOLD],
    [letters, ownForm(options)],
  ] as const) {
    if (form.types.length === 0) continue
    const split = findForm(pieces, text, { form, announced }, plain)
    if (split.own.length > 0 || !split.complete) return split
  }
  return NOTHING
}
