import { identifiers, isMonthName } from '../identifiers/index.js'
import { saidAtEnd, saidAtStart } from './saidParts.js'
import type { ScanOptions } from './scan.js'

/** One way in which people type a value over several messages. */
export interface SplitForm {
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
  /** How much of a message may be its part; absent: `LONGEST_PIECE`. */
  readonly reach?: number
  /** Whether it goes on over a message that says more than its part. */
  readonly goesOnAfterWords?: boolean
}

/** The most of one message that is kept, or looked at for what goes on in it. */
export const LONGEST_PIECE = 40
/** The same of numbers that are said: eight of the longest words, and more than anybody says in a message. */
const LONGEST_SAID = 100

/** Kinds of which a part may be one already, so that what comes next may still belong to it. */
export const GOING_ON: ReadonlySet<string> = new Set([
  'passport',
  'member_number',
  'medical_record',
  'driving_licence',
  'licence_plate',
  'uk_nino',
  'es_dni',
  'es_nie',
  'it_codice_fiscale',
  'in_pan',
  'sg_nric',
  'ie_pps',
  'vin',
  'mx_curp',
  'mx_rfc',
  'fi_hetu',
  'de_identity_card',
  'us_mbi',
])

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

// What a number of letters and digits is typed in, a few groups at a time.
const trailingCode = (text: string): string | undefined =>
  /(?<![\p{L}\p{Nd}])[A-Z\d]{1,12}(?:[ -][A-Z\d]{1,12}){0,3}$/iu.exec(text)?.[0]
const leadingCode = (text: string): string | undefined =>
  /^\s{0,8}[A-Z\d]{1,12}(?:[ -][A-Z\d]{1,12}){0,3}(?![\p{L}\p{Nd}])/iu.exec(text)?.[0]
// `is`, `ok` and `thanks` are words: each group has a digit, or is in capitals.
const isCode = (part: string): boolean =>
  part.split(/[\s-]+/).every((group) => group === group.toUpperCase() || /\d/.test(group))

/** Tells whether a message is one digit and nothing else. */
export const isSingle = (text: string): boolean => /^\s*\p{Nd}\s*$/u.test(text)

// Numbers that people type group by group, and that a check digit or a fixed form tells from small talk.
export const DIGITS: SplitForm = {
  types: ['payment_card', 'us_ssn', 'in_aadhaar', 'phone'],
  trailing: trailingDigits,
  leading: leadingDigits,
  before: marksBefore,
  // The last for `536-22` and `1234`, whose marks have to agree.
  between: [' ', '', '-'],
  meets: () => true,
}

// Nothing but a card is told by its digits alone however many words stand between its parts.
export const CARD: SplitForm = {
  ...DIGITS,
  types: ['payment_card'],
  leading: digitsAfterWords,
  before: (leading) => leading.search(/\p{Nd}/u),
  between: [' '],
  goesOnAfterWords: true,
}

// `20-00-00`, `55779911`: a sort code that hyphens tell, and the account in a message of its own.
export const SORT_CODE: SplitForm = {
  ...DIGITS,
  types: ['uk_bank_account'],
  trailing: (text) => /(?<![\p{L}\p{Nd}.,/-])\p{Nd}{2}(?:\p{Pd}\p{Nd}{2}){2}$/u.exec(text)?.[0],
  leading: (text) => /^\s{0,8}\p{Nd}{4} ?\p{Nd}{4}(?=[\s.!]*$)/u.exec(text)?.[0],
  before: spacesBefore,
  between: [' '],
}

// `14 harbour street`, `leeds`, `LS1 4AP`: a street in a message of its own, then its town and its code.
const STREET_ALONE =
  /^\s{0,8}(?:\p{Nd}{1,5}\p{L}?(?:,? [\p{L}.'’-]{1,20}){1,4}|[\p{L}.'’-]{2,24}(?: [\p{L}.'’-]{2,24}){0,3},? \p{Nd}{1,4}\p{L}?)$/u
const TOWN_ALONE = /^\s{0,8}[\p{L}.'’-]{2,20}(?: [\p{L}.'’-]{2,20}){0,2}$/u
export const STREET: SplitForm = {
  types: ['postal_address'],
  trailing: (text) => (STREET_ALONE.exec(text) ?? TOWN_ALONE.exec(text))?.[0],
  leading: (text) =>
    /^\s{0,8}(?:[\p{L}.'’-]{2,20}[ ,]{1,2}){0,3}[\p{L}\p{Nd}][\p{L}\p{Nd} -]{2,9}(?: [\p{L}.'’-]{3,20}){0,2}(?=[\s.!]*$)/u.exec(
      text,
    )?.[0],
  before: spacesBefore,
  between: [', '],
  meets: (_, after) => /\p{Nd}/u.test(after) || TOWN_ALONE.test(after),
  begins: (part) => /\p{Nd}/u.test(part),
}

// What a state or a doctor numbers people by: with its word before, a part tells what the rest is.
const OF_PERSON: readonly string[] = identifiers
  .filter(
    ({ anchors, dataClass, type }) =>
      anchors.includes('digit') &&
      (dataClass === 'government_id' || dataClass === 'health') &&
      !GOING_ON.has(type) &&
      type !== 'us_ssn_last4',
  )
  .map(({ type }) => type)

// What has no form of its own, and is told by the question that was asked, or by what its author announced: `your pin?`,
// `48`, `21`. It buys codes, expiries, last four digits, accounts and dates that tired people send in parts.
export const TOLD: SplitForm = {
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
    'mx_clabe',
    ...OF_PERSON,
  ],
  trailing: trailingTold,
  leading: leadingTold,
  before: spacesBefore,
  between: [...DIGITS.between, '.'],
  isByDigit: true,
}

export const IBAN: SplitForm = {
  types: ['iban'],
  trailing: trailingIban,
  leading: leadingIban,
  before: spacesBefore,
  between: [' ', ''],
  meets: () => true,
  begins: (part) => /^\s*[A-Z]{2} ?\d{2}/i.test(part),
}

// Two words are an address only where the mark between its parts is at the break.
export const ADDRESS: SplitForm = {
  types: ['email'],
  trailing: trailingWord,
  leading: leadingWord,
  before: spacesBefore,
  between: [''],
  meets: (before, after) => /[@.]$/.test(before) || /^\s*[@.]/.test(after),
}

// `four one one one`, message by message: numbers that are said are read together as those that are typed.
export const SAID: SplitForm = {
  ...DIGITS,
  trailing: saidAtEnd,
  leading: saidAtStart,
  before: spacesBefore,
  between: [' '],
  reach: LONGEST_SAID,
}

// Letters and digits that nothing but the question or an announcement tells: `my passport number is`, `C01X`, `00T47`.
export const TOLD_LETTERS: SplitForm = {
  types: [...GOING_ON],
  trailing: trailingCode,
  leading: leadingCode,
  before: spacesBefore,
  between: ['', ' ', '-'],
  meets: (before, after) => isCode(before) && isCode(after),
}

const DAY =
  /(?<![\p{L}\p{Nd}])(?:\p{Nd}{1,2}(?:st|nd|rd|th|er|\.)? ?(?:of |de )?(\p{L}{3,12})|(\p{L}{3,12}) \p{Nd}{1,2}(?:st|nd|rd|th)?)$/iu
function trailingDay(text: string): string | undefined {
  const [found, last, first] = DAY.exec(text.trimEnd()) ?? []
  return isMonthName(last ?? first ?? '') ? found : undefined
}
/** Tells whether a text is a day of a month and nothing else, so that its year may follow: `15 march`. */
export const isDayOfYear = (text: string): boolean => trailingDay(text) === text.trim()

// `15 march`, `92`.
export const BIRTHDAY: SplitForm = {
  types: ['date_of_birth'],
  trailing: trailingDay,
  leading: (text) => /^\s{0,8}(?:(?:19|20)\p{Nd}{2}|\p{Nd}{2})(?!\p{Nd})/u.exec(text)?.[0],
  before: spacesBefore,
  between: [' '],
  meets: () => true,
}

const trailingSaid = (text: string): string | undefined =>
  /(?<![\p{L}\p{Nd}])[\p{L}\p{Nd}._+-]{1,24}(?: (?:dot|punto|ponto|point|punkt|punt|underscore|dash|hyphen) [\p{L}\p{Nd}._+-]{1,24}){0,3}$/iu.exec(
    text,
  )?.[0]

// `jane dot doe`, `at example dot com`.
export const MAIL: SplitForm = {
  types: ['email'],
  trailing: trailingSaid,
  leading: (text) => /^\s{0,8}(?:at|@|arroba|arobase|chiocciola) \S[^\n]{2,60}/iu.exec(text)?.[0],
  before: spacesBefore,
  between: [' '],
  meets: () => true,
  reach: LONGEST_SAID,
}

// What a policy describes itself: its pattern tells whether two parts are one value, whatever marks part them.
export const ownForm = ({ identifiers }: ScanOptions): SplitForm => ({
  types: Object.keys(identifiers ?? {}),
  trailing: trailingWord,
  leading: leadingWord,
  before: spacesBefore,
  between: ['', '-', ' '],
  // `ok` and a number are two things to say.
  meets: (before) => /\p{Nd}/u.test(before) || before === before.toUpperCase(),
})

// A message that is nothing but groups of letters and digits.
const trailingGroups = (text: string): string | undefined => {
  const found = trailingCode(text)
  return found !== undefined && found.length === text.trimStart().length && isCode(found)
    ? found
    : undefined
}

/** Gives the words at the end of a message that an address, an account or a number in words may go on from. */
export function trailingLetters(text: string): string | undefined {
  const end = text.slice(-LONGEST_PIECE).trimEnd()
  const said = saidAtEnd(text.slice(-LONGEST_SAID).trimEnd())
  const found = [
    trailingWord(end),
    trailingIban(end),
    trailingGroups(end),
    trailingDay(end),
    trailingSaid(end),
    STREET.trailing(end),
    said,
  ].filter((one) => one !== undefined)
  return found.sort((a, b) => b.length - a.length)[0]
}
