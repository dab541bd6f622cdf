import { describe, expect, test } from 'vitest'
import { AUTHENTICATION_METHODS } from '../../src/evidence/authenticationMethods.js'
import { gradeLogin } from '../../src/evidence/gradeLogin.js'

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
