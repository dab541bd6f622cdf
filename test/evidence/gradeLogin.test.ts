import { describe, expect, test } from 'vitest'
import { AUTHENTICATION_METHODS } from '../../src/evidence/authenticationMethods.js'
import { gradeLogin } from '../../src/evidence/gradeLogin.js'
import { readLogin } from '../../src/evidence/readLogin.js'

const REGISTERED =
  'face fpt geo hwk iris kba mca mfa otp pin pop pwd rba retina sc sms swk tel user vbm wia'.split(
    ' ',
  )

describe('the authentication methods of RFC 8176', () => {
  test('are all known, and no other', () => {
    expect([...AUTHENTICATION_METHODS.keys()].sort()).toEqual(REGISTERED)
  })

  test.each(['kba', 'geo', 'rba', 'user', 'mca', 'tel'])('%s proves nothing', (reference) => {
    expect(gradeLogin(undefined, [reference]).grade).toBe(0)
  })

  test('two are strong exactly when both count and their categories differ, or one resists phishing', () => {
    for (const one of REGISTERED) {
      for (const other of REGISTERED) {
        const [a, b] = [AUTHENTICATION_METHODS.get(one), AUTHENTICATION_METHODS.get(other)]
        const differ = a?.category !== b?.category && a?.category !== null && b?.category !== null
        const best = Math.max(a?.grade ?? 0, b?.grade ?? 0)
        expect(gradeLogin(undefined, [one, other]).grade, `${one} ${other}`).toBe(differ ? 4 : best)
      }
    }
  })

  test('are not ordered', () => {
    expect(gradeLogin(undefined, ['otp', 'pwd'])).toEqual(gradeLogin(undefined, ['pwd', 'otp']))
  })

  test('more of them never lowers a login', () => {
    for (const one of REGISTERED) {
      for (const other of REGISTERED) {
        const alone = gradeLogin(undefined, [one]).grade
        expect(gradeLogin(undefined, [one, other]).grade).toBeGreaterThanOrEqual(alone)
      }
    }
  })
})

describe('a context class', () => {
  test.each([
    ['phr', 4, false],
    ['phrh', 4, false],
    ['http://idmanagement.gov/ns/assurance/aal/1', 3, true],
    ['http://idmanagement.gov/ns/assurance/aal/2', 4, true],
    ['http://eidas.europa.eu/LoA/low', 3, true],
    ['0', 0, true],
    ['gold', 0, true],
    ['__proto__', 0, true],
  ])('%s is %i', (acr, grade, phishable) => {
    expect(gradeLogin(acr, [])).toMatchObject({ grade, phishable })
  })
})

describe('an issuer with a mapping of its own', () => {
  const issuer = {
    issuer: 'https://id.example.com',
    acr: { gold: 4 },
    amr: { pwd: 3, face: 2, kba: 1 },
  } as const

  test.each([
    ['gold', [], 4],
    [undefined, ['pwd'], 3],
    [undefined, ['otp'], 0],
    [undefined, ['pwd', 'otp'], 3],
    [undefined, ['pwd', 'face'], 3],
    [undefined, ['kba'], 1],
    ['phr', [], 0],
    ['constructor', ['toString'], 0],
  ])('reads %s and %j as %i, and nothing it does not name', (acr, amr, grade) => {
    expect(gradeLogin(acr, amr, issuer).grade).toBe(grade)
  })
})

describe('a login', () => {
  const [HOUR, DAY] = [3_600_000, 86_400_000]
  const LOGGED_IN = Date.UTC(2026, 10, 22, 10)
  const endsOf = (amr: readonly string[], said: object) => {
    const who = { issuer: 'https://id.example.com', subject: 'u-1', authTime: LOGGED_IN }
    const login = readLogin({ ...who, amr, ...said }, { issuers: [] })
    const proofs = login.ok ? login.value.proofs : []
    return proofs.map((fact) => fact.type === 'proof' && [fact.grade, fact.until - LOGGED_IN])
  }
  const later = (span: number) => LOGGED_IN + span

  // NIST 800-63B-4 §2.1.3 and §2.2.3: 30 days of one factor, a day of two, an hour of doing nothing.
  test.each([
    [{ expires: later(HOUR) }, [[3, HOUR]], [[4, HOUR]]],
    [{ expires: later(DAY) }, [[3, DAY]], [[4, DAY]]],
    [
      { expires: later(DAY + 1) },
      [[3, DAY + 1]],
      [
        [4, DAY],
        [3, DAY + 1],
      ],
    ],
    [
      { expires: later(31 * DAY) },
      [[3, 30 * DAY]],
      [
        [4, DAY],
        [3, 30 * DAY],
      ],
    ],
    [{ expires: later(DAY), lastActive: later(HOUR) }, [[3, 2 * HOUR]], [[4, 2 * HOUR]]],
    [{ expires: later(DAY), last_active: later(DAY) }, [[3, DAY]], [[4, DAY]]],
    [{ expires: later(DAY), last_active: 'now' }, [], []],
    [{}, [], []],
  ])('with %j ends so long after it, of one factor and of two', (said, one, two) => {
    expect(endsOf(['pwd'], said)).toEqual(one)
    expect(endsOf(['pwd', 'otp'], said)).toEqual(two)
  })
})
