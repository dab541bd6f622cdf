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
import { accountNode, issuerName } from './accountNode.js'
import { isName, isOptionalName, pick, toMoment } from './fields.js'
import { gradeLogin, type LoginGrade } from './gradeLogin.js'
import type { Fact, IssuerGrades, ProofFact, ReadingSettings } from './method.js'
import { readTelephone } from './readNode.js'
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
  const owner = readOwner(item, settings)
  if (!owner.ok) return owner
  const { account, mapping } = owner.value
  const { acr, amr } = item
  if (!isOptionalName(acr)) return fail('malformed', '/acr')
  if (!isAbsent(amr) && !Array.isArray(amr)) return fail('malformed', '/amr')
  const login = gradeLogin(acr, amr ?? [], mapping)
  if (login.grade === 0) return fail('no_authentication', '/amr')
  const times = readTimes(item)
  if (!times.ok) return times
  const { starts, until } = times.value
  const proofs = proofsOf(owner.value, simOf(item, mapping), login, times.value)
  return ok({ account, proofs, starts, until })
}

/** Whose login it is, by the one name of its issuer, and how the policy reads the words of that issuer. */
interface LoginOwner {
  readonly account: NodeId
  readonly issuer: string
  readonly mapping: IssuerGrades | undefined
}

/**
 * Reads an account by its issuer and subject, in token names or ours. Both spellings are read; where both are there and
 * differ, neither counts. Where a policy names issuers, no other issuer's account counts.
 */
export function readOwner(item: JsonObject, { issuers }: ReadingSettings): Result<LoginOwner> {
  const issuer = pick(item, 'issuer', 'iss')
  const subject = pick(item, 'subject', 'sub')
  if (!isName(issuer)) return fail('malformed', '/issuer')
  if (!isName(subject)) return fail('malformed', '/subject')
  const name = issuerName(issuer)
  const mapping = issuers.find((one) => issuerName(one.issuer) === name)
  if (mapping === undefined && issuers.length > 0) return fail('issuer_not_trusted', '/issuer')
  return ok({ account: accountNode(issuer, subject), issuer: name, mapping })
}

function readTimes(item: JsonObject): Result<LoginTimes> {
  // The age of a login is that of the person's act, not of the token (OpenID Connect Core §2: `auth_time`).
  const authenticated = toMoment(pick(item, 'authTime', 'auth_time'))
  if (authenticated === null) return fail('malformed_time', '/authTime')
  const expires = toMoment(pick(item, 'expires', 'exp'))
  if (expires === null) return fail('malformed_time', '/expires')
  // The item may say later when it was shown; a proof does not count before that.
  const at = isAbsent(item['at']) ? authenticated : toInstant(item['at'])
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

// A strong login is two proofs: one of 4 that ends after a day, and one of 3 that lasts as long as
// the login.
function proofsOf(
  { account, issuer }: LoginOwner,
  sim: NodeId | null | undefined,
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
    causes: [`idp:${issuer}`, ...(isAbsent(sim) ? [] : [`sim:${sim}`])],
    phishable: login.phishable,
    since: times.authenticated,
    starts: times.starts,
    until: times.until,
    lapses: Math.min(times.until, times.starts + CODE_VALIDITY),
    ...(sim !== undefined && { sim }),
  }
  return login.grade < 4 || times.until <= strongUntil
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
  return readTelephone(pick(item, 'phoneNumber', 'phone_number'))
}
