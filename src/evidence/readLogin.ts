import type { NodeId } from '../model/contact.js'
import { type Instant, toInstant } from '../model/instant.js'
import { fail, ok, type Result } from '../model/result.js'
import { accountNode, issuerName } from './accountNode.js'
import { type Fields, isName, isOptionalName, pick, toMoment } from './fields.js'
import { gradeLogin, type LoginGrade } from './gradeLogin.js'
import type { Fact, Proof, ReadingSettings } from './method.js'
import { CODE_VALIDITY, INACTIVITY, LOGIN_VALIDITY, SESSION_VALIDITY } from './validity.js'

/** A login that was read. */
export interface Login {
  readonly account: NodeId
  readonly proofs: readonly Fact[]
  readonly starts: Instant
  readonly until: Instant
}

interface Times {
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
 */
export function readLogin(item: Fields, settings: ReadingSettings): Result<Login> {
  const issuer = pick(item, 'issuer', 'iss')
  const subject = pick(item, 'subject', 'sub')
  if (!isName(issuer)) return fail('malformed', '/issuer')
  if (!isName(subject)) return fail('malformed', '/subject')
  const name = issuerName(issuer)
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
    proofs: proofsOf(account, name, login, times.value),
    starts: times.value.starts,
    until: times.value.until,
  })
}

function readTimes(item: Fields): Result<Times> {
  const authenticated = toMoment(pick(item, 'authTime', 'auth_time'))
  if (authenticated === null) return fail('malformed_time', '/authTime')
  const expires = toMoment(pick(item, 'expires', 'exp'))
  if (expires === null) return fail('malformed_time', '/expires')
  const seen = item['at'] ?? undefined
  const at = seen === undefined ? authenticated : toInstant(seen)
  if (at === null) return fail('malformed_time', '/at')
  const active = pick(item, 'lastActive', 'last_active')
  const idle = active === undefined ? null : toMoment(active)
  if (active !== undefined && idle === null) return fail('malformed_time', '/lastActive')
  const longest = authenticated + LOGIN_VALIDITY
  return ok({
    authenticated,
    starts: Math.max(authenticated, at),
    until: Math.min(expires, longest, idle === null ? longest : idle + INACTIVITY),
  })
}

function proofsOf(
  account: NodeId,
  issuer: string,
  login: LoginGrade,
  times: Times,
): readonly Proof[] {
  const strongUntil = times.authenticated + SESSION_VALIDITY
  const proof: Proof = {
    type: 'proof',
    node: account,
    grade: login.grade,
    category: login.categories[0] ?? null,
    categories: login.categories,
    causes: [`idp:${issuer}`],
    phishable: login.phishable,
    since: times.authenticated,
    starts: times.starts,
    until: times.until,
    lapses: Math.min(times.until, times.starts + CODE_VALIDITY),
  }
  if (login.grade < 4) return [proof]
  return times.until <= strongUntil
    ? [proof]
    : [
        { ...proof, until: strongUntil, lapses: Math.min(proof.lapses, strongUntil) },
        { ...proof, grade: 3 },
      ]
}
