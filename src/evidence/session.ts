import { type Evidence, fail, ok, type Result } from '../model/index.js'
import { isOptionalName } from './fields.js'
import { BOUND, evidenceForm, LOGIN, text, time } from './form.js'
import { loginKinds } from './loginKinds.js'
import { loginSpecimens } from './loginSpecimens.js'
import type { Fact, Method, ReadingSettings } from './method.js'
import { readLogin } from './readLogin.js'

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
 * The claims of a login token whose signature, issuer, audience and expiry the edge has verified. Its `customer` is
 * the record that your own server keeps for the account; without it the directory has to tie the account.
 */
export const session = {
  kind: 'session',
  form: evidenceForm('session', {
    needed: { conversation: text },
    others: {
      ...BOUND,
      ...LOGIN,
      exp: time,
    },
  }),
  bound: true,
  mayBeBadNews: false,
  read: readSession,
  proves: loginKinds,
  specimens: loginSpecimens,
  examples: {
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
    invalid: [
      { ...ITEM, authTime: undefined },
      { ...ITEM, expires: undefined },
      { ...ITEM, amr: ['kba', 'rba'] },
      { ...ITEM, amr: undefined, acr: 'gold' },
      { ...ITEM, issuer: '' },
    ],
  },
} satisfies Method

function readSession(item: Evidence, settings: ReadingSettings): Result<readonly Fact[]> {
  const { customer } = item
  if (!isOptionalName(customer)) return fail('malformed', '/customer')
  const login = readLogin(item, settings)
  if (!login.ok) return login
  const { account, proofs, starts, until } = login.value
  if (customer === undefined || customer === null) return ok(proofs)
  return ok([
    ...proofs,
    { type: 'tie', from: account, to: { customer }, grade: 4, starts, until, local: true },
  ])
}
