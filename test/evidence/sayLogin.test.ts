import { expect, test } from 'vitest'
import { AUTHENTICATION_CONTEXTS, LOGIN_WORDS } from '../../src/evidence/authenticationMethods.js'
import { knownLogins } from '../../src/evidence/loginKinds.js'
import { loginSpecimens } from '../../src/evidence/loginSpecimens.js'
import { sayLogin } from '../../src/evidence/sayLogin.js'

test('every registered word for how somebody logged in is said in plain words, each in its own', () => {
  const said = LOGIN_WORDS.map((word) => sayLogin({ amr: [word], acr: undefined }))
  const raw = LOGIN_WORDS.filter((word, at) => said[at]?.split(' ').includes(word))
  // These three are words already.
  expect(raw).toEqual(['face', 'iris', 'retina'])
  expect(new Set(said).size).toBe(LOGIN_WORDS.length)
})

test('so is every context that is known to everybody', () => {
  const known = [...AUTHENTICATION_CONTEXTS.keys()].map(String)
  const said = known.map((acr) => sayLogin({ amr: [], acr }))
  expect(said.filter((one) => /[:/]|phr/.test(one))).toEqual([])
  expect(new Set(said).size).toBe(known.length)
})

test('logins of different worth are told apart by their names, whatever words an issuer has', () => {
  const issuer = {
    issuer: 'https://id.example.com',
    amr: { pwd: 3, constructor: 3, gold: 4 },
    acr: { phr: 4, 'urn:example:loa3': 4 },
  } as const
  for (const issuers of [[], [issuer]]) {
    const names = loginSpecimens({ issuers }).map(({ name }) => name)
    expect(new Set(names).size).toBe(knownLogins({ issuers }).length)
    for (const name of names) expect(name).toMatch(/^login (?:by|that|at) [\w -]/)
  }
})

test('a login is said as somebody would say it', () => {
  expect(sayLogin({ amr: ['pwd', 'otp'], acr: undefined })).toBe(
    'login by password and one-time code',
  )
  expect(sayLogin({ amr: ['hwk'], acr: 'phr' })).toBe('login by hardware key that resists phishing')
  expect(sayLogin({ amr: ['gold'], acr: 'urn:x' })).toBe('login by gold at level urn:x')
})
