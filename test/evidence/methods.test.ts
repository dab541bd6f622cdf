import { describe, expect, test } from 'vitest'
import { type IssuerGrades, LOGIN_WORDS, methods } from '../../src/evidence/index.js'

const SETTINGS = { issuers: [] }

describe.each(methods)('$kind', ({ kind, bound, mayBeRisk, read, examples }) => {
  test.each(examples.valid.map((item) => [item]))('reads %j', (item) => {
    expect(read(item, SETTINGS)).toMatchObject({ ok: true })
  })

  test('says whether what cannot be read of it may be a risk, as its examples show', () => {
    expect(mayBeRisk).toBe((examples.unreadable ?? []).length > 0)
  })

  test('refuses what it cannot read, or holds it against the conversation', () => {
    const { invalid, unreadable = [] } = examples
    expect(invalid.length + unreadable.length).toBeGreaterThan(0)
    for (const item of invalid)
      expect(read(item, SETTINGS), JSON.stringify(item)).toMatchObject({ ok: false })
    for (const item of unreadable) {
      const result = read(item, SETTINGS)
      expect(
        result.ok && result.value.some(({ type }) => type === 'unreadable'),
        JSON.stringify(item),
      ).toBe(true)
    }
  })

  test('its examples are of its kind', () => {
    for (const item of [...examples.valid, ...examples.invalid]) expect(item.kind).toBe(kind)
  })

  test('only what is bound to a conversation proves anything', () => {
    const facts = examples.valid.flatMap((item) => {
      const result = read(item, SETTINGS)
      return result.ok ? result.value : []
    })
    const proving = facts.filter(({ type }) => type === 'proof' || type === 'lift')
    expect(bound ? [] : proving).toEqual([])
  })
})

test('what an issuer says counts under each policy that names it, and under no other that names any', () => {
  const amr = Object.fromEntries(LOGIN_WORDS.map((word) => [word, 3] as const))
  const gradesOf = (issuer: string) => ({ issuer, acr: { phr: 4 as const }, amr })
  const other = gradesOf('https://id.example.com')
  const third = gradesOf('https://third.example.com')
  const said = methods.flatMap(({ read, examples }) =>
    examples.valid
      .filter((item) => 'issuer' in item)
      .map((item) => ({
        item,
        reads: (...issuers: readonly IssuerGrades[]) => read(item, { issuers }),
      })),
  )
  expect(said.length).toBeGreaterThan(3)
  for (const { item, reads } of said) {
    const own = gradesOf(String(item['issuer']))
    for (const issuers of [[own], [own, other], [other, own]])
      expect(reads(...issuers), JSON.stringify(item)).toMatchObject({ ok: true })
    const elsewhere = reads(other, third)
    // What ends something counts whoever says it.
    if (elsewhere.ok) expect(elsewhere.value.map(({ type }) => type)).toEqual(['limit'])
    else expect(elsewhere.issues).toMatchObject([{ code: 'issuer_not_trusted' }])
  }
})

test('kinds are snake_case and unique', () => {
  const kinds = methods.map(({ kind }) => kind)
  expect(new Set(kinds).size).toBe(kinds.length)
  for (const kind of kinds) expect(kind).toMatch(/^[a-z]+(?:_[a-z]+)*$/)
})

/** Whom specimens of the tests are about. */
const SUBJECT = {
  phone: '+14155550100',
  mailbox: 'ada@example.com',
  account: 'u-77',
  address: 'messenger:1234567890',
  customer: 'C-1001',
}
const AT = Date.UTC(2026, 10, 22, 10)
const STAMP = {
  at: AT,
  expires: AT + 1_000,
  conversation: 'CH01',
  purpose: null,
  message: null,
  payment: { amount: '12.50', payee: 'Acme' },
  serial: 1,
}

const ISSUERS = [
  { issuer: 'https://id.example.com', acr: { gold: 4 }, amr: { pwd: 3, hwk: 4, own: 2 } },
] as const

const KNOWLEDGE = [
  { name: 'booking', asks: ['booking_reference', 'surname'], grade: 2, attempts: 5, within: 1_000 },
  { name: 'parcel', asks: ['parcel'], grade: 1, attempts: 1, within: 1_000 },
] as const

describe.each([
  ['with any issuer', SETTINGS],
  ['with an issuer of its own', { issuers: ISSUERS }],
  ['with checks of its own', { issuers: [], knowledge: KNOWLEDGE }],
] as const)('specimens %s', (_, settings) => {
  test.each(methods)('of $kind read into what they say', ({ kind, read, specimens }) => {
    for (const { name, says, make } of specimens(settings)) {
      const item = make(SUBJECT, STAMP)
      const facts = read(item, settings)
      const types = facts.ok ? facts.value.map(({ type }) => type) : []
      expect(item.kind).toBe(kind)
      expect(types.length, name).toBeGreaterThan(0)
      expect(types.includes('proof'), name).toBe(says === 'proof')
    }
    const names = specimens(settings).map(({ name }) => name)
    expect(new Set(names).size).toBe(names.length)
  })

  test.each(methods)('of $kind make every kind of proof that it has', (method) => {
    const { kind, read, proves, specimens } = method
    // A link's own login is made as a login.
    const kinds = kind === 'account_link' ? [] : (proves?.(settings) ?? [])
    const made = specimens(settings).flatMap(({ make }) => {
      const facts = read(make(SUBJECT, STAMP), settings)
      return facts.ok ? facts.value.flatMap((fact) => (fact.type === 'proof' ? [fact] : [])) : []
    })
    const missing = kinds.filter(
      ({ via, grade, categories, phishable }) =>
        !made.some(
          (proof) =>
            (via === undefined || proof.via === via) &&
            proof.grade === grade &&
            proof.categories.join() === categories.join() &&
            proof.phishable === phishable,
        ),
    )
    expect(missing).toEqual([])
  })
})
