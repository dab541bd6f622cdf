import { type Evidence, fail, NEVER, ok, type Result, toInstant } from '../model/index.js'
import { isAccount } from './accountNode.js'
import { FOR_EVER, readNothing } from './facts.js'
import { bodyOf, isName, isOptionalName, pick, wordOf } from './fields.js'
import { BOUND, evidenceForm, LOGIN, oneOfField, textField, time } from './form.js'
import { loginKinds } from './loginKinds.js'
import { linkSpecimens } from './loginSpecimens.js'
import type { EvidenceMethod, Fact, ReadingSettings } from './method.js'
import { readLogin, readOwner } from './readLogin.js'
import { readNode } from './readNode.js'

// Made in another conversation, months ago: past its quarantine.
const ITEM = {
  kind: 'account_link',
  conversation: 'CH00',
  address: 'messenger:1234567890',
  issuer: 'https://login.example.com',
  subject: 'u-77',
  customer: 'C-1001',
  status: 'linked',
  at: '2026-09-01T10:00:00Z',
}

/**
 * A platform account that is linked to a login at your business: Messenger account linking, or the
 * Apple authentication message.
 *
 * The link is a binding: in the conversation in which it was made it counts for nothing, and
 * afterwards it is quarantined. The login that made it is a separate proof, if `auth_time`, `amr`
 * or `acr` are given. `unlinked` ends every connection of the address with records, at once,
 * whatever its time says. A status that is not known may be that.
 */
export const accountLink = {
  kind: 'account_link',
  form: evidenceForm('account_link', {
    // Whether the link counts here depends on the conversation in which it was made.
    needed: {
      at: time,
      conversation: textField,
      address: textField,
      status: oneOfField('linked', 'unlinked'),
    },
    others: {
      ...BOUND,
      ...LOGIN,
    },
  }),
  // The login that comes with it is a proof, and proofs are bound.
  bound: true,
  mayBeRisk: true,
  read: readAccountLink,
  proves: loginKinds,
  specimens: linkSpecimens,
  examples: {
    // Linked, unlinked, and linked with the login that made it.
    valid: [
      ITEM,
      { ...ITEM, status: 'unlinked' },
      { ...ITEM, amr: ['pwd'], authTime: '2026-09-01T09:59:00Z', expires: '2026-09-01T11:00:00Z' },
    ],
    // One of its ends is missing, or it is not known when or where it was made.
    invalid: [
      { ...ITEM, address: 'nobody' },
      { ...ITEM, subject: null },
      { ...ITEM, at: Number.NaN },
      { ...ITEM, conversation: undefined },
    ],
    // It may say that the link is over.
    unreadable: [
      { ...ITEM, status: 'maybe' },
      { ...ITEM, status: 'unlinked', address: 'nobody' },
    ],
  },
} satisfies EvidenceMethod

/**
 * Reads a link as two ties, from the address to the account and from the account to a record, and
 * the login that made it as a proof.
 *
 * What unlinks is read before anything that links: it needs no time, no issuer and no conversation
 * to count.
 */
function readAccountLink(item: Evidence, settings: ReadingSettings): Result<readonly Fact[]> {
  const body = bodyOf(item)
  if (body === null) return readNothing('malformed', '/result')
  const status = wordOf(body['status'])
  const node = readNode(body['address'])
  // A risk is read first, whatever else is wrong with the item.
  if (status === 'unlinked') {
    if (node === null || isAccount(node)) return readNothing('malformed', '/address')
    return ok([{ type: 'limit', code: 'unlinked', on: 'tie', target: node, max: 0, ...FOR_EVER }])
  }
  if (status !== 'linked') return readNothing('unknown_value', '/status')
  if (node === null || isAccount(node)) return fail('malformed', '/address')
  const at = toInstant(item['at'])
  if (at === null) return fail('malformed_time', '/at')
  const owner = readOwner(body, settings)
  if (!owner.ok) return owner
  const { customer, conversation } = item
  if (!isOptionalName(customer)) return fail('malformed', '/customer')
  // A link of unknown origin may have been made here.
  if (!isName(conversation)) return fail('malformed', '/conversation')
  // Address to account, and account to record: two steps, each of which may be capped.
  const { account } = owner.value
  // A link has no end of its own: it lasts until it is unlinked, or until quarantine lowers it.
  const tie = { type: 'tie', grade: 3, starts: at, until: NEVER } as const
  const facts: Fact[] = [{ ...tie, from: node, to: { account }, tenure: at, origin: conversation }]
  if (isName(customer)) facts.push({ ...tie, from: account, to: { customer }, grade: 4 })
  // The login is a proof only where it says when the person logged in.
  if (pick(body, 'authTime', 'auth_time') === undefined) return ok(facts)
  const login = readLogin({ ...body, at: item['at'] }, settings)
  return login.ok ? ok([...facts, ...login.value.proofs]) : login
}
