import { describe, expect, test } from 'vitest'
import { diff } from '../../src/analysis/diff.js'
import { printDiff } from '../../src/analysis/printDiff.js'
import { changesOf, isAnything } from '../../src/analysis/suspects.js'
import { evaluate } from '../../src/evaluate.js'
import { compiled } from '../compiled.js'
import { examples } from './policies.js'

const policyWith = (full: string, queue = 'care') =>
  compiled(`
policy: small
version: 1
classes:
  money: { masked: { write: verified, read: verified }, full: { write: verified, read: verified, maxAge: ${full} } }
actions: { pay: { write: strong, maxAge: 5m } }
routes:
  - { id: known, when: { trust: verified }, queue: ${queue} }
  - { id: general, queue: front }
`)

const before = policyWith('15m')

test.each(examples)('$name is unchanged from itself', ({ policy }) => {
  const found = diff(policy, policy)
  expect(found.ok && found.value.regions).toEqual([])
})

test('a longer age is looser, and the example really is', () => {
  const after = policyWith('1h')
  const found = diff(before, after)
  if (!found.ok) throw new Error('too many')
  const [region] = found.value.regions
  expect(region).toMatchObject({
    about: 'class',
    name: 'money',
    change: 'looser',
    before: 'masked',
    after: 'full',
  })
  if (region === undefined) return
  const { engagement, at } = region.example
  expect(evaluate(before, engagement, at).disclosure['money']).toBe('masked')
  expect(evaluate(after, engagement, at).disclosure['money']).toBe('full')
})

test('what is looser one way is stricter the other', () => {
  const after = policyWith('1h')
  const [there, back] = [diff(before, after), diff(after, before)]
  expect(there.ok && there.value.looser).toBe(true)
  expect(back).toMatchObject({ ok: true, value: { looser: false } })
  expect(back.ok && back.value.regions.map(({ change }) => change)).toEqual(['stricter'])
})

test('another queue is rerouted', () => {
  const found = diff(before, policyWith('15m', 'elsewhere'))
  expect(found.ok && found.value.regions.map(({ change }) => change)).toEqual(['rerouted'])
})

describe('every way in which somebody is answered otherwise has its row', () => {
  const ladder = 'confirm: recognized, masked: verified, full: { write: strong, read: verified }'
  const withClass = (said: string) =>
    compiled(`
policy: ladder
version: 1
facts: { held: boolean }
classes:
  money: { fields: [money.*], ${said} }
actions:
  pay: { write: verified, when: { context: { held: true } } }
stepUp: [login, verify_sms]
routes: [{ id: general, queue: front }]
`)
  const whole = withClass(ladder)
  const at = '2026-11-22T10:00:00Z'
  const login = (amr: readonly string[]) => ({
    kind: 'session',
    conversation: 'CH01',
    issuer: 'https://login.example.com',
    subject: 'u-77',
    customer: 'C-1001',
    amr,
    authTime: at,
    expires: '2026-11-22T11:00:00Z',
  })
  const onFile = {
    kind: 'directory',
    at: '2026-11-22T09:59:00Z',
    query: { address: '+14155550100' },
    matches: [
      { customer: 'C-1001', basis: 'verified', since: '2024-03-01', confirmed: '2026-11-02' },
    ],
  }
  // All that one ladder tells apart of who writes, on a channel with a session and on one without.
  const people = ['sms', 'whatsapp'].flatMap((channel) =>
    [[], [login(['pwd'])], [login(['pwd', 'hwk'])]].flatMap((proofs) =>
      [{}, { held: false }, { held: true }].map((context) => ({
        conversation: 'CH01',
        contact: { channel, address: '+14155550100' },
        evidence: [onFile, ...proofs],
        context,
      })),
    ),
  )

  test.each([
    ['a ceiling', `${ladder}, channels: { sms: { at_most: none } }`],
    ['a lower ceiling', `${ladder}, channels: { sms: { at_most: confirm } }`],
    ['a condition', `${ladder}, unless: { context: { held: true } }`],
    ['another ladder', 'masked: recognized, full: verified, deliver_to_record: recognized'],
  ])('%s', (_, said) => {
    const other = withClass(said)
    const compared = diff(other, whole)
    if (!compared.ok) throw new Error('too many')
    const rows = compared.value.regions.map((one) => [one.name, one.before, one.after].join(' '))
    const ways = people.flatMap((engagement) => {
      const [old, next] = [evaluate(other, engagement, at), evaluate(whole, engagement, at)]
      const [one, two] = [old.disclosure['money'], next.disclosure['money']]
      return one === two ? [] : [`money ${one} ${two}`]
    })
    expect(new Set(ways).size).toBeGreaterThan(1)
    expect(rows).toEqual(expect.arrayContaining([...new Set(ways)]))
    expect(new Set(rows).size).toBe(rows.length)
    expect(compared.value.notCompared).toEqual([])
  })
})

const paying = (methods: string) =>
  compiled(`
policy: paying
version: 1
facts: { amount: { upTo: [50, 500], currency: EUR } }
issuers:
  - { issuer: 'https://login.example.com', amr: { pwd: verified, otp: verified, fpt: verified, swk: verified, pin: verified } }
classes: { account: { full: verified } }
actions:
  pay: { write: strong, maxAge: 5m, purpose: true${methods}, when: { context: { amount: { upTo: 500 } } } }
stepUp: [login, verify_sms]
routes: [{ id: general, queue: front }]
`)

test('a payment that only some methods open any more is compared to the end, and shown', () => {
  const [any, some] = [paying(''), paying(', methods: [login, passkey]')]
  const found = diff(any, some)
  if (!found.ok) throw new Error('too many')
  expect(found.value.notCompared).toEqual([])
  const region = found.value.regions.find(({ name }) => name === 'pay')
  expect(region).toMatchObject({ change: 'stricter', before: 'allow' })
  if (region === undefined) return
  const { engagement, at } = region.example
  expect(evaluate(any, engagement, at).actions['pay']).toBe('allow')
  expect(evaluate(some, engagement, at).actions['pay']).not.toBe('allow')
})

test('a route by proof for one topic is told apart by proof for another', () => {
  const routed = (age: string) =>
    compiled(`
policy: routed
version: 1
classes:
  account: { full: verified }
  money: { full: { write: verified, maxAge: ${age} } }
actions: { pay: { write: strong, maxAge: 5m } }
stepUp: [login, passkey]
routes:
  - { id: known, when: { trust: strong, discloses: { money: full } }, queue: money }
  - { id: general, queue: front }
`)
  const found = diff(routed('10m'), routed('9m'))
  if (!found.ok) throw new Error('too many')
  expect(found.value.notCompared).toEqual([])
  expect(found.value.regions.map(({ about }) => about).sort()).toEqual(['class', 'route'])
})

describe('as Markdown', () => {
  test('each region is a row', () => {
    const found = diff(before, policyWith('1h'))
    expect(found.ok && printDiff(found.value).split('\n')).toHaveLength(4)
  })

  test('no change is said in words', () => {
    const found = diff(before, before)
    expect(found.ok && printDiff(found.value)).toMatch(/^No decision changes/)
  })
})

test.each([
  ['an action no longer delivered', 'actions', 'statement', 'deliver_to_record', 'stricter'],
  ['no way to step up', 'stepUp', 'dispute', 'step_up', 'stricter'],
] as const)(
  '%s is a change, though nothing more or less is allowed',
  (_, key, name, answer, change) => {
    const [bank] = examples
    if (bank === undefined) throw new Error('no bank')
    const after = {
      ...bank.policy,
      ...(key === 'stepUp'
        ? { stepUp: [] }
        : {
            actions: bank.policy.actions.map((action) => {
              const { deliver: __, ...rest } = action
              return rest
            }),
          }),
    }
    const found = diff(bank.policy, after)
    const regions = found.ok ? found.value.regions : []
    const region = regions.find((one) => one.name === name && one.before === answer)
    expect(region).toMatchObject({ about: 'action', after: 'deny', change })
    expect(region?.channels.length).toBeGreaterThan(5)
    expect(found).toMatchObject({ ok: true, value: { looser: false } })
  },
)

/** A policy with a step-up of the business itself, which takes a login by these. */
const offering = (amr: string) =>
  compiled(`
policy: offering
version: 1
issuers: [{ issuer: 'https://login.example.com', amr: { pwd: verified, hwk: strong } }]
methods: { app: { issuer: 'https://login.example.com', amr: [${amr}] } }
classes: { account: { full: strong } }
stepUp: [app]
routes: [{ id: general, queue: front }]
`)

test('what a step-up of the business itself takes is a change, and leaving it alone is none', () => {
  const changes = (amr: string) => {
    const found = diff(offering('pwd, hwk'), offering(amr))
    return found.ok ? found.value.changes.map(({ about, name }) => `${about} ${name}`) : []
  }
  expect(changes('pwd')).toContain('step_up app')
  expect(changes('pwd, hwk')).toEqual([])
})

test('a step-up of the business itself that takes something else is compared, and the same is not', () => {
  const isCompared = (amr: string) => isAnything(changesOf(offering('pwd, hwk'), offering(amr)))
  expect(isCompared('pwd')).toBe(true)
  expect(isCompared('pwd, hwk')).toBe(false)
})
