import { describe, expect, test } from 'vitest'
import { stepUpMethodsOf } from '../../src/decide/index.js'
import { evaluate } from '../../src/evaluate.js'
import type { Evidence } from '../../src/model/index.js'
import { compilePolicy, printPolicy } from '../../src/policy/index.js'

const APP = 'https://app.example.com'

const POLICY = `policy: shop
version: 1
classes:
  orders: { fields: [orders], masked: recognized, full: verified }
  money: { masked: verified, full: strong }
issuers:
  - { issuer: '${APP}', acr: { tap: recognized, face: strong }, amr: { swk: verified, pin: verified, sms: verified } }
knowledge:
  booking_check: { asks: [booking_reference, last_trip] }
methods:
  app_confirmation: { issuer: '${APP}', amr: [swk, pin] }
  app_pin: { issuer: '${APP}', amr: pin }
  face_check: { issuer: '${APP}', acr: face }
stepUp: [booking_check, app_pin, app_confirmation, face_check]
routes:
  - { id: all, queue: q }
`

const policyOf = (text = POLICY) => {
  const compiled = compilePolicy(text)
  if (!compiled.ok) throw new TypeError(JSON.stringify(compiled.issues))
  return compiled.value
}

const AT = '2026-11-22T10:00:00Z'

const decideWith = (evidence: readonly Evidence[], text?: string) =>
  evaluate(
    policyOf(text),
    {
      conversation: 'CH01',
      contact: { channel: 'web_chat', address: 'guest-1' },
      readers: [],
      intent: { classes: ['orders', 'money'], actions: [] },
      evidence,
    },
    AT,
  )

const bound = { conversation: 'CH01', at: '2026-11-22T09:59:50Z', customer: 'C-1001' }

const login = (said: object): Evidence => ({
  kind: 'session',
  ...bound,
  issuer: APP,
  subject: 'u-1',
  ...said,
  authTime: '2026-11-22T09:59:50Z',
  expires: '2026-11-22T10:59:00Z',
})

const DOING: Readonly<Record<string, Evidence>> = {
  booking_check: {
    kind: 'knowledge_check',
    ...bound,
    asked: ['booking_reference', 'last_trip'],
    outcome: 'passed',
    attempts: 1,
  },
  app_pin: login({ amr: ['pin'] }),
  app_confirmation: login({ amr: ['pin', 'swk'] }),
  face_check: login({ acr: 'face' }),
}

describe('a way of the business’s own to be more certain who is asking', () => {
  test.each([
    ['booking_check', 2, ['knowledge'], true],
    ['app_pin', 3, ['knowledge'], true],
    ['app_confirmation', 4, ['knowledge', 'possession'], true],
    ['face_check', 4, [], true],
  ])(
    '%s is worth what the policy declares of its evidence',
    (name, grade, categories, phishable) => {
      expect(stepUpMethodsOf({ ...policyOf(), stepUp: [name] })).toMatchObject([
        { name, grade, categories, phishable },
      ])
    },
  )

  test.each(Object.keys(DOING))('%s is offered, and opens what the offer says', (name) => {
    const before = decideWith([])
    const offer = before.stepUp.find(({ methods }) => methods.join() === name)
    const evidence = DOING[name]
    const after = decideWith(evidence === undefined ? [] : [evidence])
    expect(offer?.opens.length).toBeGreaterThan(0)
    for (const opened of offer?.opens ?? [])
      expect([opened, after.disclosure[opened]]).not.toEqual([opened, before.disclosure[opened]])
  })

  test('is not offered where the evidence that it gives is refused', () => {
    const { stepUp } = decideWith(
      [],
      POLICY.replace('routes:', 'refuses: [knowledge_check]\nroutes:'),
    )
    expect(stepUp.flatMap(({ methods }) => methods)).not.toContain('booking_check')
  })

  test('comes through a compiled policy that is printed and compiled again', () => {
    expect(compilePolicy(printPolicy(policyOf()))).toMatchObject({
      ok: true,
      value: { digest: policyOf().digest },
    })
  })

  test('says more for nobody: what is offered is the same whoever the directory knows', () => {
    const found = (customers: readonly string[]): Evidence => ({
      kind: 'directory',
      at: '2026-11-22T09:59:00Z',
      query: { identifier: 'web_chat:guest-1' },
      matches: customers.map((customer) => ({ customer, basis: 'claimed' })),
    })
    const offers = [[], ['C-1001'], ['C-1001', 'C-2002']].map(
      (customers) => decideWith([found(customers)]).stepUp,
    )
    expect(offers[1]).toEqual(offers[0])
    expect(offers[2]).toEqual(offers[0])
    expect(offers[0]?.map(({ methods }) => methods.join('+'))).toContain('booking_check')
  })
})

describe('what could not help is refused at its line', () => {
  test.each([
    [
      'a login that is worth too little',
      'acr: face }\nstepUp',
      'acr: tap }\nstepUp',
      'method_never_enough /methods/face_check',
    ],
    [
      'words that count for nothing',
      'acr: face }\nstepUp',
      'acr: gold }\nstepUp',
      'method_never_enough /methods/face_check',
    ],
    [
      'a login by text alone, which is the number’s',
      'amr: pin }',
      'amr: sms }',
      'method_never_enough /methods/app_pin',
    ],
    [
      'an issuer that nobody declares',
      `app_pin: { issuer: '${APP}'`,
      "app_pin: { issuer: 'https://id.example.com'",
      'unknown_issuer /methods/app_pin/issuer',
    ],
    ['the name of a shipped method', '  app_pin:', '  passkey:', 'duplicate_name /methods/passkey'],
    [
      'the name of a check',
      '  app_pin:',
      '  booking_check:',
      'duplicate_name /methods/booking_check',
    ],
    [
      'a word that is neither',
      'stepUp: [booking_check',
      'stepUp: [booking_chek',
      'unknown_step_up_method /stepUp/0',
    ],
  ])('%s', (_, right, wrong, issue) => {
    expect(POLICY).toContain(right)
    const compiled = compilePolicy(POLICY.replace(right, wrong))
    expect(compiled.ok ? [] : compiled.issues.map(({ code, path }) => `${code} ${path}`)).toContain(
      issue,
    )
  })
})
