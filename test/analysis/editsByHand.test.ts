import { expect, test } from 'vitest'
import { diff } from '../../src/analysis/index.js'
import { rankOfAnswer, rankOfOpenness } from '../../src/decide/index.js'
import { compiled } from '../compiled.js'
import { makeEngagement } from '../falsify/engagements.js'
import { fromSeed, NOW } from '../trust/evidenceWorld.js'
import { answerOf } from './answerOf.js'
import { examples } from './policies.js'

type ToldChange = 'the same' | 'stricter' | 'looser' | 'otherwise'

const [{ text } = { text: '' }] = examples.filter(({ name }) => name === 'retailer')
// Its tests decide nothing and take longest to read.
const SHOP = text.slice(0, text.indexOf('\ntests:'))

const before = compiled(SHOP)

/** Edits as a person would make them, and how what is decided then compares with what was. */
const EDITS: readonly (readonly [title: string, from: string, to: string, told: ToldChange])[] = [
  ['another version', 'version: 7', 'version: 8', 'the same'],
  ['another description', 'Orders, returns', 'Returns, orders', 'the same'],
  ['a comment', '# Who and where.', '# Where and who.', 'the same'],
  ['packs in another order', 'packs: [ccpa, gdpr, pci]', 'packs: [pci, gdpr, ccpa]', 'the same'],
  ['an hour in minutes', 'maxAge: 1h }', 'maxAge: 60m }', 'the same'],
  [
    'both directions in one word',
    'full: anonymous',
    'full: { write: anonymous, read: anonymous }',
    'the same',
  ],
  [
    'fields in another order',
    '[name, email, phone, address.*]',
    '[email, name, phone, address.*]',
    'the same',
  ],
  ['a younger proof', 'verified, maxAge: 24h }', 'verified, maxAge: 12h }', 'stricter'],
  ['an older proof', 'verified, maxAge: 1h }', 'verified, maxAge: 2h }', 'looser'],
  ['a rung for less', 'masked: recognized', 'masked: verified', 'stricter'],
  ['a rung for more', 'confirm: recognized', 'confirm: claimed', 'the same'],
  ['a rung removed', '    confirm: recognized\n', '', 'stricter'],
  ['a rung that nobody has yet', 'accept: anonymous', 'accept: recognized', 'stricter'],
  ['a delivery less', '    deliver_to_record: recognized #', '    #', 'stricter'],
  [
    'a delivery for more',
    'deliver_to_record: recognized #',
    'deliver_to_record: claimed #',
    'looser',
  ],
  [
    'a field more of what anybody sees',
    'fields: [shop.**]',
    'fields: [shop.**, invoices.*]',
    'looser',
  ],
  ['a field less', '[name, email, phone, address.*]', '[name, email, phone]', 'stricter'],
  [
    'a kind that a pack speaks of',
    'fields: [orders.*, ',
    'kind: financial\n    fields: [orders.*, ',
    'otherwise',
  ],
  [
    'an action for less',
    'change_delivery: { write: verified',
    'change_delivery: { write: recognized',
    'looser',
  ],
  [
    'an action for more',
    'cancel_order: { kind: cancel, write: verified',
    'cancel_order: { kind: cancel, write: strong',
    'stricter',
  ],
  [
    'an action for proof of its own',
    'cancel_order: { kind: cancel,',
    'cancel_order: { kind: cancel, purpose: true,',
    'stricter',
  ],
  [
    'an action that is never done',
    'cancel_order: { kind: cancel,',
    'cancel_order: { kind: cancel, denied: true,',
    'stricter',
  ],
  ['an action that is done again', 'denied: true, write: strong', 'write: strong', 'looser'],
  ['nobody is told', ', notify: old_address }\n\n', ' }\n\n', 'otherwise'],
  [
    'on one channel alone',
    'refund: { write: verified,',
    'refund: { channels: [web_chat], write: verified,',
    'stricter',
  ],
  [
    'from next year on',
    'refund: { write: verified,',
    "refund: { from: '2027-01-01T00:00:00Z', write: verified,",
    'stricter',
  ],
  // How a check is graded is read of evidence, of which what examples do not show is not ruled out.
  ['fewer attempts at a question', 'attempts: 5', 'attempts: 4', 'otherwise'],
  ['a field of two classes', 'fields: [shop.**]', 'fields: [shop.**, refunds.*]', 'otherwise'],
  [
    'another way to step up',
    'stepUp: [login, verify_sms, verify_email]',
    'stepUp: [login, verify_sms]',
    'otherwise',
  ],
  ['another queue', 'queue: fraud-desk', 'queue: care', 'otherwise'],
  ['another priority', 'priority: 10', 'priority: 9', 'otherwise'],
  ['a skill less', '    skills: [fraud]\n', '', 'otherwise'],
  ['a risk less in a route', 'reassigned, conflict,', 'conflict,', 'otherwise'],
  ['another region', 'regions: [US, DE]', 'regions: [US]', 'otherwise'],
  ['a pack less', 'packs: [ccpa, gdpr, pci]', 'packs: [ccpa, gdpr]', 'otherwise'],
]

const people = Array.from({ length: 60 }, (_, seed) => makeEngagement(fromSeed(seed)))
const decidedBefore = people.map((person) => answerOf(before, person, NOW))

/** Whether anybody of some people is given more, and whether anybody is given less. */
function bruteOf(after: typeof before): { readonly more: boolean; readonly less: boolean } {
  const ranks = people.flatMap((person, at) => {
    const [old, now] = [decidedBefore[at], answerOf(after, person, NOW)]
    if (old === undefined) return []
    return [
      ...Object.keys(old.disclosure).map(
        (name) =>
          rankOfOpenness(now.disclosure[name] ?? 'none') -
          rankOfOpenness(old.disclosure[name] ?? 'none'),
      ),
      ...Object.keys(old.actions).map(
        (name) =>
          rankOfAnswer(now.actions[name] ?? 'deny') - rankOfAnswer(old.actions[name] ?? 'deny'),
      ),
    ]
  })
  return { more: ranks.some((one) => one > 0), less: ranks.some((one) => one < 0) }
}

test.each(EDITS)('an edit by hand is told as what it does: %s', (_, from, to, told) => {
  expect(SHOP.split(from).length).toBeGreaterThan(1)
  const after = compiled(SHOP.replace(from, to))
  const { more, less } = bruteOf(after)
  const found = diff(before, after)
  if (!found.ok) throw new TypeError('not compared')
  const { regions, changes, notCompared, looser } = found.value
  const isSame = regions.length + changes.length + notCompared.length === 0
  expect({ isSame, ...(told !== 'otherwise' && { looser }) }).toEqual({
    isSame: told === 'the same',
    ...(told !== 'otherwise' && { looser: told === 'looser' }),
  })
  // What somebody shows is never told as less, or as nothing.
  if (more) expect(['looser', 'otherwise']).toContain(told)
  if (less) expect(told).not.toBe('the same')
})
