import { findScheme, splitScheme } from '../channels/index.js'
import {
  type Evidence,
  fail,
  type Instant,
  isAbsent,
  isRecord,
  type JsonObject,
  type NodeId,
  ok,
  type Rank,
  type Result,
  toInstant,
} from '../model/index.js'
import { accountNode, isAccount } from './accountNode.js'
import { readRepresentation } from './directoryRepresentation.js'
import { answerOf, directoryAnswer, TIE_WORDS } from './directoryTies.js'
import { readNothing, unreadable } from './facts.js'
import { isName, isOptionalName, pick } from './fields.js'
import { anything, evidenceForm, fieldsOf, listField, oneOfField, textField, time } from './form.js'
import type { EvidenceMethod, Fact, TieFact } from './method.js'
import { readNode } from './readNode.js'
import type { Specimen } from './specimen.js'
import { DIRECTORY_VALIDITY } from './validity.js'

/** How an address may have come to be on file: typed in, kept, or proved at enrolment; the least first. */
export const BASES = ['claimed', 'on_file', 'verified'] as const

const ITEM = {
  kind: 'directory',
  at: '2026-11-22T09:59:00Z',
  query: { address: '+14155550100' },
}
const MATCH = {
  customer: 'C-1001',
  basis: 'verified',
  since: '2024-03-01',
  confirmed: '2026-10-30',
}

/**
 * A look-up: which customers the business has on file for one identifier. It finds the record, and
 * never proves who asks (63A-4 §2.3).
 *
 * The grade by basis: `claimed` 1; `on_file` 2, or 1 if it is not known since when; `verified` 3 (4
 * for an account, because no carrier gives it to somebody else), 2 with a confirmation but no
 * `since`, 1 with neither. It is asked again after 24 hours.
 *
 * A look-up that failed or came late is written with its `query` and an `error` (a code) in place
 * of `matches`. Its result is not "no match" but not known. The same is true if it cannot be read,
 * whole or in part, because what is missing may contradict the rest.
 */
export const directory = {
  kind: 'directory',
  form: evidenceForm('directory', {
    // When it was asked, and about what: an answer whose question is not known says nothing of anybody.
    needed: {
      at: time,
      query: fieldsOf(
        {},
        {
          address: textField,
          email: textField,
          phone: textField,
          identifier: textField,
          account: anything,
        },
      ),
    },
    others: {
      matches: listField(
        fieldsOf(
          { customer: textField, basis: oneOfField(...BASES) },
          {
            since: time,
            confirmed: time,
            origin: textField,
            acts_for: textField,
            as: textField,
            until: time,
          },
        ),
      ),
      error: textField,
    },
  }),
  // A record is a record in every conversation; what was made in this one says so in `origin`.
  bound: false,
  mayBeRisk: true,
  read: readDirectory,
  // Every way in which a directory knows somebody, and that it did not answer. Several records for one
  // address are a risk too.
  specimens: () => [
    ...TIE_WORDS.map(
      (tie): Specimen => ({
        name: `in the directory: ${tie}`,
        says: tie === 'several' ? 'bad' : 'good',
        about: 'address',
        make: ({ address }, { at }) => directoryAnswer({ address }, tie, at),
      }),
    ),
    {
      name: 'a directory that did not answer',
      says: 'bad',
      about: 'address',
      make: ({ address }, { at }) => answerOf({ address }, at, { error: 'deadline_exceeded' }),
    },
  ],
  examples: {
    // On file, claimed, verified, and one who may act for another; asked by address, mailbox or account.
    valid: [
      { ...ITEM, matches: [{ ...MATCH, basis: 'on_file' }] },
      { ...ITEM, matches: [{ ...MATCH, basis: 'claimed' }] },
      { ...ITEM, matches: [MATCH] },
      { ...ITEM, matches: [{ ...MATCH, acts_for: 'C-2002', as: 'guardian', until: '2030-01-01' }] },
      {
        ...ITEM,
        query: { email: 'ada@example.com' },
        matches: [{ customer: 'C-1', basis: 'claimed' }],
      },
      {
        ...ITEM,
        query: { account: { issuer: 'https://login.example.com', subject: 'u-77' } },
        matches: [MATCH],
      },
    ],
    invalid: [{ ...ITEM, query: { identifier: 'customer:C-1001' }, matches: [MATCH] }],
    // A failure, a record that cannot be read, a question by two names: a contradiction may be hidden in each.
    unreadable: [
      { ...ITEM, error: 'deadline_exceeded' },
      { ...ITEM, matches: [{ ...MATCH, customer: 7 }] },
      { ...ITEM, matches: [{ ...MATCH, since: 'yesterday' }] },
      { ...ITEM, query: {}, matches: [MATCH] },
      { ...ITEM, query: { email: 'ada@example.com', phone: '+14155550100' }, matches: [MATCH] },
      { ...ITEM, at: null, matches: [MATCH] },
    ],
  },
} satisfies EvidenceMethod

/**
 * Reads an answer in four steps, each of which may end it: what was asked, whether it failed, when,
 * and each record.
 *
 * Records become ties, and what one may act for becomes a representation. An answer that is lost,
 * whole or in part, is `unreadable` for the contact that was asked about, because it might have
 * named a second customer.
 */
function readDirectory(item: Evidence): Result<readonly Fact[]> {
  // The question is read first, because it says whom an unreadable answer is about.
  const { query, matches } = item
  const node = isRecord(query) ? queriedNode(query) : null
  if (node === null) {
    // A question about something else, such as a record, is not about the person: nobody writes from it or proves
    // it.
    return isRecord(query) && namesAnother(query['identifier'] ?? query['address'])
      ? fail('malformed', '/query')
      : readNothing('malformed', '/query')
  }
  const unknown = (code: string, path: string): Fact => ({
    ...unreadable(code, path),
    ofContact: node,
  })
  if (!isAbsent(item['error'])) return ok([unknown('directory_failed', '/error')])
  // Ages are counted back from when the directory was asked.
  const at = toInstant(item['at'])
  if (at === null) return ok([unknown('malformed_time', '/at')])
  if (!Array.isArray(matches)) return ok([unknown('malformed', '/matches')])
  if (matches.length > MOST_MATCHES) return ok([unknown('too_many', '/matches')])
  // One record that cannot be read makes the whole answer unreadable, because it may be a second record,
  // which makes the address ambiguous.
  const facts: Fact[] = []
  for (let index = 0; index < matches.length; index++) {
    const match: unknown = matches[index]
    const tie = readMatch(node, at, match)
    if (tie === null) return ok([unknown('malformed', `/matches/${index}`)])
    facts.push(tie, ...readRepresentation(match, tie, `/matches/${index}`))
    // A basis that nobody knows may be worse than any that is known.
    if (tie.grade === 0) facts.push(unknown('unknown_value', `/matches/${index}/basis`))
  }
  return ok(facts)
}

// More records than one identifier is ever on file for; two are ambiguous already.
const MOST_MATCHES = 100

const NAMES = ['address', 'email', 'phone', 'identifier'] as const

/**
 * Reads what was asked about. A query by several identifiers does not say which of them matched.
 *
 * `null` for none, for several, and for what cannot be parsed.
 */
export function queriedNode(query: JsonObject): NodeId | null {
  // Exactly one name, for of two nobody knows which one the records match.
  let text: unknown
  let count = 0
  for (const name of NAMES) {
    if (isAbsent(query[name])) continue
    text = query[name]
    count++
  }
  const { account } = query
  if (!isAbsent(account)) return count === 0 && isRecord(account) ? accountOf(account) : null
  return count === 1 ? readNode(text) : null
}

/** Tells whether text names, by a scheme, something that is no address of a person. */
function namesAnother(text: unknown): boolean {
  const scheme = typeof text === 'string' ? splitScheme(text).scheme : null
  return scheme !== null && findScheme(scheme) === undefined
}

/** An account needs its issuer: a subject alone is somebody else at every issuer (ASVS 5.0 6.8.1). */
function accountOf(account: JsonObject): NodeId | null {
  const issuer = pick(account, 'issuer', 'iss')
  const subject = pick(account, 'subject', 'sub')
  return isName(issuer) && isName(subject) ? accountNode(issuer, subject) : null
}

/**
 * Reads one record as a tie from what was asked about; `null` where it cannot be read.
 *
 * A tie counts from when the directory was asked, or from when the record says it began where that lies ahead, and
 * for a day.
 */
function readMatch(from: NodeId, at: Instant, match: unknown): TieFact | null {
  if (!isRecord(match)) return null
  const { customer, basis, origin } = match
  if (!isName(customer) || !isOptionalName(origin)) return null
  const since = readTime(match['since'])
  const confirmed = readTime(match['confirmed'])
  if (since === null || confirmed === null) return null
  // A tie cannot have been confirmed before it was made.
  if (since !== undefined && confirmed !== undefined && confirmed < since) return null
  // Without a beginning, the tie is known from the day on which it was confirmed.
  const tenure = since ?? confirmed
  return {
    type: 'tie',
    from,
    to: { customer },
    grade: gradeOf(basis, since !== undefined, tenure !== undefined, isAccount(from)),
    starts: since === undefined || since < at ? at : since,
    until: at + DIRECTORY_VALIDITY,
    ...(tenure !== undefined && { tenure }),
    ...(confirmed !== undefined && { confirmed }),
    ...(isName(origin) && { origin }),
  }
}

/** `undefined` for a time not given, `null` for one that cannot be read. */
const readTime = (value: unknown): Instant | null | undefined =>
  isAbsent(value) ? undefined : toInstant(value)

/**
 * Grades a tie by how the business came to know it: typed in and never confirmed 1, on file 2, verified at enrolment 3,
 * or 4 for an account. One that has stood for no known time is worth less, since nobody can tell whether it is still in
 * quarantine.
 */
function gradeOf(basis: unknown, hasSince: boolean, hasTenure: boolean, account: boolean): Rank {
  if (basis === 'claimed') return 1
  if (basis === 'on_file') return hasSince ? 2 : 1
  if (basis !== 'verified') return 0
  if (hasSince) return account ? 4 : 3
  return hasTenure ? 2 : 1
}
