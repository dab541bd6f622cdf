import { type Evidence, fail, isAbsent, ok, type Result } from '../model/index.js'
import { localTie } from './facts.js'
import { isOptionalName } from './fields.js'
import { BOUND, evidenceForm, LOGIN, textField, time } from './form.js'
import { loginKinds } from './loginKinds.js'
import { loginSpecimens } from './loginSpecimens.js'
import type { EvidenceMethod, Fact, ReadingSettings } from './method.js'
import { readLogin } from './readLogin.js'

// Names of this library; the names of the token itself are read as well (`iss`, `sub`, `auth_time`, `exp`).
const ITEM = {
  kind: 'session',
  conversation: 'CH01',
  issuer: 'https://login.example.com',
  subject: 'u-77',
  customer: 'C-1001',
  amr: ['pwd', 'otp'],
  authTime: '2026-11-22T09:40:00Z',
  expires: '2026-11-22T10:40:00Z',
}

/**
 * The claims of a login token. The server has verified its signature, issuer, audience and expiry.
 * `customer` is the record that your own server keeps for the account; without it, the directory
 * must connect the account with a record.
 */
export const session = {
  kind: 'session',
  form: evidenceForm('session', {
    // It has to name a conversation, because a token that is bound to none could be replayed in
    // another.
    needed: { conversation: textField },
    others: {
      ...BOUND,
      ...LOGIN,
      exp: time,
    },
  }),
  // Whose browser holds the token is who proved it.
  bound: true,
  // A login that cannot be read is none, and nothing worse.
  mayBeRisk: false,
  read: readSession,
  proves: loginKinds,
  specimens: loginSpecimens,
  examples: {
    // Two factors, a hardware key under the token's own names, and a class of authentication alone.
    valid: [
      ITEM,
      {
        kind: 'session',
        conversation: 'CH01',
        iss: 'https://login.example.com',
        sub: 'u-77',
        amr: ['hwk'],
        auth_time: 1_795_340_400,
        exp: 1_795_344_000,
      },
      { ...ITEM, amr: undefined, acr: 'phr' },
    ],
    // Logins of unknown age, without an end, without a factor, or without a subject.
    invalid: [
      { ...ITEM, authTime: undefined },
      { ...ITEM, expires: undefined },
      { ...ITEM, amr: ['kba', 'rba'] },
      { ...ITEM, amr: undefined, acr: 'gold' },
      { ...ITEM, issuer: '' },
    ],
  },
} satisfies EvidenceMethod

// A login and the tie of its account, where the server that keeps accounts says which record it is.
function readSession(item: Evidence, settings: ReadingSettings): Result<readonly Fact[]> {
  // The record of the account, as your server keeps it; a directory may say it instead.
  const { customer } = item
  if (!isOptionalName(customer)) return fail('malformed', '/customer')
  // Read as every login is; a link may carry one too.
  const login = readLogin(item, settings)
  if (!login.ok) return login
  const { account, proofs, starts, until } = login.value
  if (isAbsent(customer)) return ok(proofs)
  return ok([...proofs, localTie(account, customer, { grade: 4, starts, until })])
}
