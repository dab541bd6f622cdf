import fc from 'fast-check'
import { describe, expect, test, vi } from 'vitest'
import { decide, rankOfOpenness } from '../../src/decide/index.js'
import { compilePolicy } from '../../src/policy/index.js'
import { runs } from '../runs.js'
import { anySupport, assessmentOf } from './arbitraries.js'
import { BASE, codesOf, compile, toldOf } from './brands.js'

// Generated inputs in hundreds take their time on a busy machine.
vi.setConfig({ testTimeout: 60_000 })

describe('what a brand may say of its own accord', () => {
  test.each([
    ['nothing', ''],
    ['a higher level', 'classes: { account: { masked: verified } }'],
    ['a fresher proof', 'classes: { account: { full: { maxAge: 1m } } }'],
    ['only some channels', 'classes: { account: { full: { channels: [whatsapp] } } }'],
    ['a ceiling for a channel', 'classes: { account: { channels: { sms: { at_most: masked } } } }'],
    ['a condition', 'classes: { account: { full: { when: { context: { segment: business } } } } }'],
    [
      'an exception',
      'classes: { account: { full: { unless: { context: { segment: private } } } } }',
    ],
    ['a rung that is never given', 'classes: { account: { full: never } }'],
    ['more training', 'classes: { account: { agent: senior } }'],
    ['another kind', 'classes: { contact: { kind: phi } }'],
    ['a field that is guarded more', 'classes: { secret: { fields: [password] } }'],
    ['an action it does not do', 'actions: { cancel: { denied: true } }'],
    ['another notice', 'actions: { change_address: { notify: app } }'],
    ['a pack', 'packs: [gdpr]'],
    ['less in a log', 'redact: { agent: { payment_card: drop, email: drop } }'],
    ['a lower cap', 'risk: { sim_swap_unknown: claimed, quarantine: 60d }'],
    [
      'less of an issuer',
      "issuers: [{ issuer: 'https://id.example.com', acr: { gold: claimed } }]",
    ],
    ['less of a channel', 'channels: [{ scheme: kiosk, grade: anonymous }]'],
    ['more that is refused', 'refuses: [lookup]'],
    ['a kind of identifier', "identifiers: { ticket: { pattern: 'TK\\d{6}' } }"],
    ['a fact', 'facts: { region: [north, south] }'],
    ['a country', 'regions: [CA]'],
    ['another way to step up', 'stepUp: [passkey]'],
    ['more skills of an agent', 'routes: [{ id: fraud, skills: [fraud, senior] }]'],
    ['what the base leaves open', 'classes: { contact: { full: { maxAge: 48h } } }'],
    ['a queue that is left open', 'routes: [{ id: fraud, queue: brand-fraud }]'],
    ['an action where it may add one', 'actions: { upgrade: verified }'],
    ['a parameter', 'parameters: { code_age: 30m, desk: brand-desk, level: strong }'],
  ])('%s', (_, said) => {
    expect(codesOf(said)).toEqual([])
  })
})

describe('what would be looser is refused', () => {
  test.each([
    [
      'classes: { account: { masked: { write: claimed } } }',
      'loosens_base /classes/account/masked/write',
    ],
    [
      'classes: { account: { masked: { read: claimed } } }',
      'loosens_base /classes/account/masked/read',
    ],
    ['classes: { account: { full: { maxAge: 1h } } }', 'loosens_base /classes/account/full/maxAge'],
    [
      'classes: { account: { confirm: { write: recognized, read: claimed } } }',
      'loosens_base /classes/account/confirm/read',
    ],
    [
      'classes: { contact: { confirm: { write: recognized, read: verified, maxAge: 24h } } }',
      'loosens_base /classes/contact/confirm/write',
    ],
    [
      'classes: { account: { deliver_to_record: strong } }',
      'loosens_base /classes/account/deliver_to_record',
    ],
    [
      'classes: { contact: { representative: { as: guardian, full: verified } } }',
      'loosens_base /classes/contact/full/representative',
    ],
    [
      'classes: { account: { fields: [password] } }',
      'field_of_laxer_class /classes/account/fields/1',
    ],
    ['classes: { miles: { fields: [miles], full: strong } }', 'adds_to_base /classes/miles'],
    ['actions: { cancel: recognized }', 'loosens_base /actions/cancel/write'],
    ['actions: { reset: { denied: false, write: strong } }', 'loosens_base /actions/reset/denied'],
    ['redact: { agent: { payment_card: keep } }', 'loosens_base /redact/agent/payment_card'],
    ['redact: { agent: { email: keep } }', 'loosens_base /redact/agent/email'],
    ['redact: { log: { account: keep } }', 'loosens_base /redact/log/account'],
    ['redact: { log: { default: mask } }', 'loosens_base /redact/log/default'],
    ['risk: { sim_swap_unknown: verified }', 'loosens_base /risk/sim_swap_unknown'],
    ['risk: { quarantine: 1d }', 'loosens_base /risk/quarantine'],
    [
      "issuers: [{ issuer: 'https://id.example.com', acr: { gold: strong } }]",
      'loosens_base /issuers/0/acr/gold',
    ],
    [
      "issuers: [{ issuer: 'https://id.example.com', acr: { silver: claimed } }]",
      'loosens_base /issuers/0/acr/silver',
    ],
    ["issuers: [{ issuer: 'https://other.example.com' }]", 'adds_to_base /issuers/1'],
    ['channels: [{ scheme: kiosk, session: true }]', 'loosens_base /channels/0/session'],
    ['channels: [{ scheme: booth }]', 'adds_to_base /channels/1'],
    ["allow: ['+14155550199']", 'loosens_base /allow'],
    ['facts: { segment: [business] }', 'differs_from_base /facts/segment'],
    ['routes: [{ id: fraud, priority: 1 }]', 'differs_from_base /routes/0/priority'],
    ['routes: [{ id: fraud, when: { trust: strong } }]', 'differs_from_base /routes/0/when'],
    ['routes: [{ id: vip, when: { trust: strong }, queue: vip }]', 'adds_to_base /routes/1'],
    ['knowledge: { booking: { asks: [reference, surname] } }', 'adds_to_base /knowledge/booking'],
  ])('%s', (said, code) => {
    expect(codesOf(said)).toEqual([code])
  })

  test('with its place, what the base says and where, and how that could allow it', () => {
    expect(toldOf('classes:\n  account: { full: { maxAge: 1h } }')).toEqual([
      'brand.yaml:5:30: this is looser than in the base policy, and a policy may only tighten its base: `1h` at `/classes/account/full/maxAge`, base.yaml:17:66 says 15m; to allow it, write `brands: { change: [classes.account.full.maxAge] }` there',
    ])
  })

  test('and allowed where the base says so', () => {
    const open = BASE.replace('change: [', 'change: [classes.account.full.maxAge, ')
    expect(codesOf('classes: { account: { full: { maxAge: 1h } } }', open)).toEqual([])
    expect(codesOf('classes: { account: { full: { read: claimed } } }', open)).not.toEqual([])
  })

  test('a class that becomes the most sensitive takes no field along into a looser one', () => {
    const base = `policy: b
version: 1
classes:
  hard: { masked: strong, full: strong }
  soft: { masked: recognized, full: verified }
routes: [{ id: all, queue: q }]
`
    expect(codesOf('classes: { soft: { full: never } }', base)).toEqual([
      'unnamed_fields_looser /classes/soft',
    ])
  })
})

test('whatever the parameters are within their bounds, nobody is given more than by the base with the same', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 5, max: 30 }),
      fc.constantFrom('verified', 'strong'),
      fc.constantFrom(
        '',
        'classes: { account: { masked: verified } }',
        'actions: { cancel: strong }',
      ),
      fc.array(fc.array(anySupport, { maxLength: 3 }), { minLength: 6, maxLength: 6 }),
      (minutes, level, said, people) => {
        const filled = BASE.replace('default: 15m', `default: ${minutes}m`).replace(
          'default: verified }',
          `default: ${level} }`,
        )
        const base = compilePolicy(filled)
        const brand = compile(`parameters: { code_age: ${minutes}m, level: ${level} }\n${said}`)
        if (!base.ok || !brand.ok) throw new TypeError('a policy of this test is broken')
        const gained = people.flatMap((supports) => {
          const [before, after] = [base.value, brand.value].map((policy) =>
            decide(policy, assessmentOf(supports, 3), {
              conversation: 'CH01',
              contact: { channel: 'sms', address: '+14155550100' },
              intent: { classes: ['account'], actions: ['cancel'] },
            }),
          )
          return Object.entries(after?.disclosure ?? {}).filter(
            ([name, rung]) =>
              rankOfOpenness(rung) > rankOfOpenness(before?.disclosure[name] ?? 'none'),
          )
        })
        expect(gained).toEqual([])
      },
    ),
    runs(30),
  )
})
