import { parseIdentifier } from '../channels/index.js'
import {
  fail,
  type Instant,
  isAbsent,
  type JsonObject,
  type NodeId,
  ok,
  type Result,
  toInstant,
} from '../model/index.js'
import { accountNode, issuerName, isTelephone } from './accountNode.js'
import { isName, isOptionalName, pick, toMoment } from './fields.js'
import { gradeLogin, type LoginGrade } from './gradeLogin.js'
import type { Fact, IssuerGrades, ProofFact, ReadingSettings } from './method.js'
import { CODE_VALIDITY, INACTIVITY, LOGIN_VALIDITY, SESSION_VALIDITY } from './validity.js'

/** A login that was read. */
export interface Login {
  readonly account: NodeId
  readonly proofs: readonly Fact[]
  readonly starts: Instant
  readonly until: Instant
}

/** When a login begins to count, until when, and when the person logged in. Milliseconds. */
interface LoginTimes {
  readonly authenticated: Instant
  readonly starts: Instant
  readonly until: Instant
}

/**
 * Reads the claims of a token that the edge has verified: issuer, subject, `auth_time`, `exp`, `acr`, `amr`, in token
 * names or ours. `auth_time` and `exp` are required: a login of unknown age, or one that never ends, is none.
 *
 * A grade of 4 lasts 24 hours from `auth_time`, then 3 up to 30 days (63B-4 §2.2.3, §2.1.3), never past `exp`, nor
 * past an hour after `last_active` where that is given.
 *
 * Fails with `malformed`, `malformed_time`, `issuer_not_trusted` or `no_authentication` and the
 * place. The signature is not looked at: whoever hands in a token here has checked it.
 */
export function readLogin(item: JsonObject, settings: ReadingSettings): Result<Login> {
  // Both spellings are read; where both are there and differ, neither counts.
  const issuer = pick(item, 'issuer', 'iss')
  const subject = pick(item, 'subject', 'sub')
  if (!isName(issuer)) return fail('malformed', '/issuer')
  if (!isName(subject)) return fail('malformed', '/subject')
  const name = issuerName(issuer)
  // Where a policy names issuers, no other issuer's login counts.
  const mapping = settings.issuers.find((one) => issuerName(one.issuer) === name)
  if (mapping === undefined && settings.issuers.length > 0)
    return fail('issuer_not_trusted', '/issuer')
  const { acr, amr } = item
  if (!isOptionalName(acr)) return fail('malformed', '/acr')
  if (amr !== undefined && amr !== null && !Array.isArray(amr)) return fail('malformed', '/amr')
  const login = gradeLogin(acr, amr ?? [], mapping)
  if (login.grade === 0) return fail('no_authentication', '/amr')
  const times = readTimes(item)
  if (!times.ok) return times
  const account = accountNode(issuer, subject)
  return ok({
    account,
    proofs: proofsOf({ account, issuer: name, sim: simOf(item, mapping) }, login, times.value),
    starts: times.value.starts,
    until: times.value.until,
  })
}

function readTimes(item: JsonObject): Result<LoginTimes> {
  // The age of a login is that of the person's act, not of the token (OpenID Connect Core §2: `auth_time`).
  const authenticated = toMoment(pick(item, 'authTime', 'auth_time'))
  if (authenticated === null) return fail('malformed_time', '/authTime')
  const expires = toMoment(pick(item, 'expires', 'exp'))
  if (expires === null) return fail('malformed_time', '/expires')
  // The item may say later when it was shown; a proof does not count before that.
  const seen = item['at'] ?? undefined
  const at = seen === undefined ? authenticated : toInstant(seen)
  if (at === null) return fail('malformed_time', '/at')
  const active = pick(item, 'lastActive', 'last_active')
  const idle = active === undefined ? null : toMoment(active)
  if (active !== undefined && idle === null) return fail('malformed_time', '/lastActive')
  const begun = readBeginning(item, authenticated)
  if (!begun.ok) return begun
  // However long the token runs, a login of one factor ends after 30 days (63B-4 §2.1.3).
  const longest = authenticated + LOGIN_VALIDITY
  return ok({
    authenticated,
    starts: Math.max(begun.value, at),
    until: Math.min(expires, longest, idle === null ? longest : idle + INACTIVITY),
  })
}

/**
 * Reads from when a token counts: from its `auth_time`, and where they are given not before it was issued (`iat`) nor before
 * `nbf` (RFC 7519 §4.1.5). A token that was issued before its person logged in speaks of another login.
 */
function readBeginning(item: JsonObject, authenticated: Instant): Result<Instant> {
  const { nbf } = item
  const stated = pick(item, 'issuedAt', 'iat')
  const issued = stated === undefined ? authenticated : toMoment(stated)
  if (issued === null || issued < authenticated) return fail('malformed_time', '/iat')
  const after = isAbsent(nbf) ? authenticated : toMoment(nbf)
  return after === null
    ? fail('malformed_time', '/nbf')
    : ok(Math.max(authenticated, issued, after))
}

/** Whose login it was, and the number that one by a text or call alone went to. */
interface LoginOwner {
  readonly account: NodeId
  readonly issuer: string
  readonly sim: NodeId | null | undefined
}

// A strong login is two proofs: one of 4 that ends after a day, and one of 3 that lasts as long as
// the login.
function proofsOf(
  { account, issuer, sim }: LoginOwner,
  login: LoginGrade,
  times: LoginTimes,
): readonly ProofFact[] {
  // After a day, a login of two factors counts as one.
  const strongUntil = times.authenticated + SESSION_VALIDITY
  const proof: ProofFact = {
    type: 'proof',
    node: account,
    grade: login.grade,
    categories: login.categories,
    causes: [`idp:${issuer}`, ...(sim === undefined || sim === null ? [] : [`sim:${sim}`])],
    phishable: login.phishable,
    since: times.authenticated,
    starts: times.starts,
    until: times.until,
    lapses: Math.min(times.until, times.starts + CODE_VALIDITY),
    ...(sim !== undefined && { sim }),
  }
  if (login.grade < 4) return [proof]
  return times.until <= strongUntil
    ? [proof]
    : [
        { ...proof, until: strongUntil, lapses: Math.min(proof.lapses, strongUntil) },
        { ...proof, grade: 3 },
      ]
}

/** How RFC 8176 says a text and a call. */
export const TEXT_OR_CALL: ReadonlySet<unknown> = new Set(['sms', 'tel'])
// Words that describe the same factor in another way, and name no further one.
const SAME_FACTOR: ReadonlySet<unknown> = new Set(['sms', 'tel', 'otp', 'mca'])

/**
 * Gives the number that a login by a text or call alone went to (`phone_number`, OpenID Connect Core §5.1), `null` where
 * the token does not say; `undefined` for every other login. It is worth no more than that SIM.
 */
function simOf(item: JsonObject, mapping: IssuerGrades | undefined): NodeId | null | undefined {
  const { acr, amr } = item
  if (!Array.isArray(amr) || !amr.some((one) => TEXT_OR_CALL.has(one))) return undefined
  // The words beside the text decide: another factor makes the login worth more than its SIM.
  const others = amr.filter((one) => !SAME_FACTOR.has(one))
  const rest = gradeLogin(acr, others, mapping)
  // A word that names no factor, such as `mfa`, does not say that there was another one.
  if (rest.categories.length > 0 || gradeLogin(acr, [], mapping).grade > 0) return undefined
  const number = pick(item, 'phoneNumber', 'phone_number')
  const node = typeof number === 'string' ? parseIdentifier(number) : null
  return node !== null && isTelephone(node) ? node : null
}
