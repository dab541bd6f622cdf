import {
  type Evidence,
  fail,
  isAbsent,
  isRecord,
  ok,
  type Result,
  toInstant,
} from '../model/index.js'
import { isName, pick } from './fields.js'
import { BOUND, evidenceForm, fieldsOf, listField, openWord, textField, time } from './form.js'
import type { EvidenceMethod, Fact } from './method.js'
import { readNode, readTelephone } from './readNode.js'
import { bindingOf, type SpecimenBinding, type SpecimenPerson, timeText } from './specimen.js'
import { countsFrom, PROOF_LIVES } from './validity.js'

// How Meta's webhook writes a contact: `wa_id` is the number without its plus, `phone` is the number
// as it is shown.
const PHONE = { phone: '+14155550100', wa_id: '14155550100', type: 'CELL' }
// Business-scoped ids are two letters and a dot, and hold no number (Meta: business-scoped user IDs).
const RESULT = {
  type: 'contacts',
  from_user_id: 'US.13491208655302741918',
  contacts: [{ origin: 'contact_request', phones: [PHONE] }],
}
// Whoever gives it is the user of the message.
const ITEM = {
  kind: 'shared_contact',
  at: '2026-11-22T10:00:00Z',
  conversation: 'CH01',
  by: { channel: 'whatsapp', address: 'whatsapp:US.13491208655302741918' },
  result: RESULT,
}

/** The grade that a platform asserts of an address: a number that it hands over is worth no more. */
const GRADE = 2

/**
 * A WhatsApp user without a number who shared it with the platform's own button: Meta's message of
 * type `contacts`, unchanged, whose one contact has `origin: contact_request` and one number that
 * is an account (`wa_id`).
 *
 * It names the number behind a business-scoped id, so that a record may be found. It is worth as
 * much as a number that Meta shows itself, and is no proof. A card that somebody picks from their
 * address book (`other`) may be anybody's, and does not count. It must say who gave it, and the
 * message must be theirs. Twilio documents no parameter for it yet: whoever receives Meta's message
 * passes it on.
 */
export const sharedContact = {
  kind: 'shared_contact',
  form: evidenceForm('shared_contact', {
    // Who gave it has to be said, since the number that is shared is the only name in it.
    needed: {
      at: time,
      conversation: textField,
      by: BOUND.by,
      result: fieldsOf(
        {
          from_user_id: textField,
          contacts: listField(
            fieldsOf(
              {
                origin: openWord('contact_request', 'other'),
                phones: listField(
                  fieldsOf({ wa_id: textField }, { phone: textField, type: textField }),
                ),
              },
              {},
            ),
          ),
        },
        { type: textField },
      ),
    },
    // Bound as a proof is, since the number is the giver's only here.
    others: { epoch: BOUND.epoch, message: BOUND.message, purpose: BOUND.purpose },
  }),
  bound: true,
  mayBeRisk: false,
  read: readSharedContact,
  // It is no factor: it says which number it is, and does not prove who holds it.
  proves: () => [
    {
      grade: GRADE,
      categories: [],
      causes: ['sim'],
      phishable: true,
      linkable: false,
      lives: PROOF_LIVES,
    },
  ],
  // One way to share a number there is.
  specimens: () => [
    { name: 'number shared on request', says: 'proof', about: 'phone', make: shareOf },
  ],
  examples: {
    valid: [ITEM],
    // Contacts that are missing, somebody else's, picked from an address book, two at once, or shown with
    // another number than the account's.
    invalid: [
      { ...ITEM, by: undefined },
      { ...ITEM, by: { channel: 'whatsapp', address: 'whatsapp:US.1' } },
      { ...ITEM, result: { ...RESULT, contacts: [{ origin: 'other', phones: [PHONE] }] } },
      { ...ITEM, result: { ...RESULT, contacts: [{ phones: [PHONE] }] } },
      { ...ITEM, result: { ...RESULT, contacts: [...RESULT.contacts, ...RESULT.contacts] } },
      {
        ...ITEM,
        result: {
          ...RESULT,
          contacts: [{ origin: 'contact_request', phones: [{ ...PHONE, wa_id: '14155550199' }] }],
        },
      },
      { ...ITEM, at: 'yesterday' },
      { ...ITEM, result: null },
    ],
  },
} satisfies EvidenceMethod

// An account that is known by no number; whoever else writes has given theirs by writing.
const USER = /^whatsapp:([A-Z]{2}\..{1,128})$/

/** Makes the message with which somebody shares the number behind their account. */
function shareOf({ phone, address }: SpecimenPerson, stamp: SpecimenBinding): Evidence {
  const user = USER.exec(address)?.[1] ?? RESULT.from_user_id
  return {
    kind: 'shared_contact',
    at: timeText(stamp.at),
    ...bindingOf(stamp),
    by: { channel: 'whatsapp', address: `whatsapp:${user}` },
    result: {
      from_user_id: user,
      contacts: [{ origin: 'contact_request', phones: [{ wa_id: phone.slice(1) }] }],
    },
  }
}

/**
 * Reads the one number that was shared as a proof of grade 2 without a category: a name, and no
 * factor.
 *
 * Fails with `malformed_time`, `malformed` or `unknown_value`, and the place. Each check rules out
 * a way in which somebody else's number could come in by this door.
 */
function readSharedContact(item: Evidence): Result<readonly Fact[]> {
  // Without a time it may be a message of any age.
  const at = toInstant(item['at'])
  if (at === null) return fail('malformed_time', '/at')
  // The giver by the item, the user by Meta's message: they have to be one.
  const { by, result } = item
  if (!isRecord(result)) return fail('malformed', '/result')
  const giver = isRecord(by) && isName(by['address']) ? readNode(by['address']) : null
  const user = pick(result, 'from_user_id', 'fromUserId')
  // Without both, somebody else's number could be taken for that of whoever writes.
  if (giver === null || !isName(user) || readNode(`whatsapp:${user}`) !== giver)
    return fail('malformed', '/by')
  const { contacts } = result
  // The button shares exactly one contact; more came from somewhere else.
  const [contact, ...more] = Array.isArray(contacts) ? contacts : []
  if (!isRecord(contact) || more.length > 0) return fail('malformed', '/result/contacts')
  // Only what the platform itself handed over is asserted by it.
  if (contact['origin'] !== 'contact_request')
    return fail('unknown_value', '/result/contacts/0/origin')
  // The shared number has an account, so it is the number of the person who wrote.
  const node = numberOf(contact['phones'])
  if (node === null) return fail('malformed', '/result/contacts/0/phones')
  return ok([
    {
      type: 'proof',
      node,
      grade: GRADE,
      categories: [],
      causes: [`sim:${node}`],
      phishable: true,
      ...countsFrom(at),
    },
  ])
}

/** The one number of a card, where the account and what is shown of it are the same. */
function numberOf(phones: unknown): string | null {
  // There has to be one number: of two it is not known which one is the account's.
  const [phone, ...more] = Array.isArray(phones) ? phones : []
  if (!isRecord(phone) || more.length > 0) return null
  const account = pick(phone, 'wa_id', 'waId')
  // E.164 without its plus: at most 15 digits, no leading zero.
  if (!isName(account) || !/^[1-9]\d{6,14}$/.test(account)) return null
  const node = readTelephone(`+${account}`)
  // The number that is shown and that of the account have to be the same, or somebody changed one
  // of them.
  const shown = phone['phone']
  return isAbsent(shown) || readNode(shown) === node ? node : null
}
