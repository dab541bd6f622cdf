import { BASES } from '../../evidence/index.js'
import { isAbsent, isRecord, toInstant, withoutAbsent } from '../../model/index.js'
import { textOf } from './readField.js'

/** A customer record that holds an address. */
export interface DirectoryMatch {
  /** The record, by the name it has at your house: the same for every address of one customer. */
  readonly customer: string
  /** How the address came to be on file: typed in, kept, or proved at enrolment. */
  readonly basis: (typeof BASES)[number]
  /** Since when it has been on file; ISO 8601. */
  readonly since?: string
  /** When it was last confirmed to be theirs; ISO 8601. */
  readonly confirmed?: string
  /** The conversation it was put on file in, if it was; proof made there carries nothing there. */
  readonly origin?: string
  /** The record of another for whom this customer may act. */
  readonly acts_for?: string
  /** As what: `guardian`, `attorney`, `household`, `staff_of`. */
  readonly as?: string
  /**
   * When that ends; ISO 8601. Where the row holds fields that are not these, such as one of your
   * own, say `null` for never: the end might be one of them, under another name.
   */
  readonly until?: string | null
}

/** A login account: the issuer, and the subject at this issuer. */
export interface Account {
  /** The `iss` of its tokens. */
  readonly issuer: string
  /** The `sub` of its tokens, which is one person's at this issuer alone. */
  readonly subject: string
}

/**
 * The look-up of customer records: your CRM, or a file. A call is given up when the signal aborts.
 * If it throws or is late, the answer is not known, which is different from an empty list.
 */
export interface Directory {
  /** Finds every customer an address (E.164 number, e-mail, platform id) is on file for. */
  find(address: string, signal: AbortSignal): Promise<readonly DirectoryMatch[]>
  /**
   * Finds the customers a login account belongs to, for tokens that do not name the record. Absent:
   * none are.
   */
  findAccount?(account: Account, signal: AbortSignal): Promise<readonly DirectoryMatch[]>
  /**
   * Gives the address on file that a code may be sent to by text (`phone`) or by mail (`email`), if
   * any.
   */
  reach(customer: string, by: 'phone' | 'email', signal: AbortSignal): Promise<string | null>
}

/**
 * What a directory throws that gave some of the matches and tells of more: it is not known whether
 * the others are another customer's.
 */
export const A_PART = 'partial'

/**
 * Reads matches from a directory's answer; an entry that is no match makes the answer unknown, not
 * shorter.
 */
export function readMatches(value: unknown): readonly DirectoryMatch[] | null {
  if (!Array.isArray(value)) return null
  const entries: readonly unknown[] = value
  const matches = entries.map(readMatch)
  return matches.every((match) => match !== null) ? matches : null
}

/**
 * Reads one match; `null` for what is none. A time that cannot be read spoils the match: for how
 * long an address has been on file decides what it is worth.
 */
function readMatch(value: unknown): DirectoryMatch | null {
  const customer = textOf(value, 'customer')
  const basis = BASES.find((known) => known === textOf(value, 'basis'))
  if (customer === undefined || basis === undefined) return null
  const [since, confirmed] = ['since', 'confirmed'].map((key) => textOf(value, key))
  const origin = textOf(value, 'origin')
  if (!isTime(since) || !isTime(confirmed)) return null
  return {
    customer,
    basis,
    ...withoutAbsent({ since, confirmed, origin }),
    ...actingOf(value),
  }
}

// What is there and no text is passed on as empty: an end that cannot be read is not none, and
// whoever reads the evidence names it.
function actingOf(value: unknown): Pick<DirectoryMatch, (typeof ACTING)[number]> {
  if (!isRecord(value)) return {}
  // An end under another name is not none either.
  const isWhole = 'until' in value || Object.keys(value).every((key) => FIELDS.includes(key))
  const row = isWhole || isAbsent(value['acts_for']) ? value : { ...value, until: '' }
  const found = ACTING.flatMap((key) => {
    const given = row[key]
    if (isAbsent(given)) return []
    return [[key, typeof given === 'string' ? given : ''] as const]
  })
  return Object.fromEntries(found)
}

const ACTING = ['acts_for', 'as', 'until'] as const
const FIELDS: readonly string[] = [
  ...['customer', 'basis', 'since', 'confirmed', 'origin', ...ACTING],
  // What a file of customers tells the row by.
  ...['address', 'account'],
]

/** Absent, or a moment. */
const isTime = (text: string | undefined): boolean => text === undefined || toInstant(text) !== null
