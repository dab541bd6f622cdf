import { parseIdentifier } from '../channels/index.js'
import type { NodeId } from '../model/index.js'
import { isRecord } from '../model/index.js'
import { accountNode } from './accountNode.js'
import { type Fields, isName, pick } from './fields.js'

/** How a record is named beside accounts and identifiers. */
export const CUSTOMER = 'customer:'

/** Whom or what a security event is about. */
export interface Subject {
  /** Accounts and identifiers it speaks of, and records as `customer:<id>`. */
  readonly targets: readonly NodeId[]
  /** Whether the targets name a person, so that each of them says who it is; an account says no more than itself. */
  readonly isPerson: boolean
  /** Whether all of it was read. */
  readonly isWhole: boolean
}

const NOBODY: Subject = { targets: [], isPerson: false, isWhole: false }

// Deeper than any subject that RFC 9493 §3.2 gives an example of, and longer than any list of aliases.
const DEEPEST = 3
const MOST_ALIASES = 16

/**
 * Reads an RFC 9493 subject identifier, or the older form that names the subject's type: `iss_sub`, `email`, `phone_number`,
 * `account`, `opaque`, `aliases`, and `complex`, which is read by its user, or else by an account its session names.
 *
 * An opaque id is the sender's own name for a person: the record in your books, or their subject at the issuer.
 */
export function readSubject(subject: unknown, issuer: unknown, depth = 0): Subject {
  if (!isRecord(subject) || depth > DEEPEST) return NOBODY
  const { iss, sub, id, identifiers, user, session } = subject
  if (isName(iss) && isName(sub)) return ofAccount(iss, sub)
  if (Array.isArray(identifiers)) return ofAliases(identifiers, issuer, depth)
  const person = nameOf(subject)
  if (person !== undefined) return person === null ? NOBODY : ofPerson([person])
  if (isName(id)) return ofOpaque(id, issuer)
  if (user !== undefined) return readSubject(user, issuer, depth + 1)
  // A session's opaque id names the session, whoever holds it.
  return isRecord(session) && !isName(session['id'])
    ? readSubject(session, issuer, depth + 1)
    : NOBODY
}

const ofAccount = (issuer: string, subject: string): Subject => ({
  targets: [accountNode(issuer, subject)],
  isPerson: false,
  isWhole: true,
})

const ofPerson = (targets: readonly NodeId[]): Subject => ({
  targets,
  isPerson: true,
  isWhole: true,
})

const ofOpaque = (id: string, issuer: unknown): Subject =>
  ofPerson([CUSTOMER + id, ...(isName(issuer) ? [accountNode(issuer, id)] : [])])

function ofAliases(aliases: readonly unknown[], issuer: unknown, depth: number): Subject {
  if (aliases.length === 0 || aliases.length > MOST_ALIASES) return NOBODY
  const read = aliases.map((alias) => readSubject(alias, issuer, depth + 1))
  return {
    targets: [...new Set(read.flatMap(({ targets }) => targets))],
    isPerson: read.some(({ isPerson }) => isPerson),
    isWhole: read.every(({ isWhole }) => isWhole),
  }
}

/** The e-mail address, number or `acct:` address that names a person; `null` where it cannot be read. */
function nameOf(subject: Fields): NodeId | null | undefined {
  const { email, uri } = subject
  const phone = pick(subject, 'phone_number', 'phoneNumber')
  const text = email ?? phone ?? uri
  if (text === undefined) return undefined
  return isName(text) ? parseIdentifier(text.replace(/^acct:/i, '')) : null
}
