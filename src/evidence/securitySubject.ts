import { parseIdentifier } from '../channels/index.js'
import { isRecord, type JsonObject, type NodeId } from '../model/index.js'
import { accountNode } from './accountNode.js'
import { isName, pick } from './fields.js'

/** How a record is named beside accounts and identifiers. */
export const CUSTOMER = 'customer:'

/** Whom or what a security event is about. */
export interface SecuritySubject {
  /** Accounts and identifiers it speaks of, and records as `customer:<id>`. */
  readonly targets: readonly NodeId[]
  /** Whether the targets name a person, so that each of them says who it is. An account names only itself. */
  readonly isPerson: boolean
  /** Whether all of it was read. */
  readonly isWhole: boolean
}

const NOBODY: SecuritySubject = { targets: [], isPerson: false, isWhole: false }

// Deeper than any subject that RFC 9493 §3.2 gives an example of, and longer than any list of aliases.
const DEEPEST = 3
const MOST_ALIASES = 16

/**
 * Reads an RFC 9493 subject identifier, or the older form that names the subject's type: `iss_sub`, `email`, `phone_number`,
 * `account`, `opaque`, `aliases`, and `complex`, which is read by its user, or else by an account its session names.
 * Whatever else it names beside its own format is named too.
 *
 * An opaque id is the sender's own name for a person: the record in your books, or their subject at the issuer.
 */
export function readSubject(subject: unknown, issuer: unknown, depth = 0): SecuritySubject {
  if (!isRecord(subject) || depth > DEEPEST) return NOBODY
  const { iss, sub, id, identifiers, user, session } = subject
  // Everything that it names, in every form at once, because a risk is believed without proof.
  const named = [
    ...(isName(iss) && isName(sub) ? [ofAccount(iss, sub)] : []),
    ...(Array.isArray(identifiers) ? [ofAliases(identifiers, issuer, depth)] : []),
    ...namesOf(subject),
    ...(isName(id) ? [ofOpaque(id, issuer)] : []),
    ...(user === undefined ? [] : [readSubject(user, issuer, depth + 1)]),
  ]
  if (named.length > 0) return joinSubjects(named)
  // A session's opaque id names the session, whoever holds it.
  return isRecord(session) && !isName(session['id'])
    ? readSubject(session, issuer, depth + 1)
    : NOBODY
}

/** Gives everybody that several subjects name; each name counts as much as the others. */
export const joinSubjects = (subjects: readonly SecuritySubject[]): SecuritySubject => ({
  targets: [...new Set(subjects.flatMap(({ targets }) => targets))],
  isPerson: subjects.some(({ isPerson }) => isPerson),
  isWhole: subjects.every(({ isWhole }) => isWhole),
})

// An account names only itself, and no number of its owner.
const ofAccount = (issuer: string, subject: string): SecuritySubject => ({
  targets: [accountNode(issuer, subject.trim())],
  isPerson: false,
  isWhole: true,
})

const ofPerson = (targets: readonly NodeId[]): SecuritySubject => ({
  targets,
  isPerson: true,
  isWhole: true,
})

// The sender's own name for somebody: a record of yours, or an account of theirs.
const ofOpaque = (id: string, issuer: unknown): SecuritySubject =>
  ofPerson([CUSTOMER + id, ...(isName(issuer) ? [accountNode(issuer, id)] : [])])

function ofAliases(aliases: readonly unknown[], issuer: unknown, depth: number): SecuritySubject {
  if (aliases.length === 0 || aliases.length > MOST_ALIASES) return NOBODY
  return joinSubjects(aliases.map((alias) => readSubject(alias, issuer, depth + 1)))
}

/**
 * The targets that the e-mail address, number and `acct:` address name, as far as each is given.
 */
function namesOf(subject: JsonObject): readonly SecuritySubject[] {
  const texts = [subject['email'], pick(subject, 'phone_number', 'phoneNumber'), subject['uri']]
  return texts
    .filter((text) => text !== undefined)
    .map((text) => {
      const node = isName(text) ? parseIdentifier(text.replace(/^acct:/i, '')) : null
      return node === null ? NOBODY : ofPerson([node])
    })
}
