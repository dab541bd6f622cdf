import { describe, expect, test } from 'vitest'
import { lintIssuers } from '../../src/analysis/lintIssuers.js'
import { evaluate } from '../../src/evaluate.js'
import { compilePolicy, type PolicyDocument } from '../../src/policy/index.js'
import { examples } from './policies.js'

const ISSUER = 'https://login.example.com'

const withIssuer = (words: object): PolicyDocument => ({
  policy: 'p',
  version: 1,
  classes: { account: { full: { write: 'verified', read: 'verified' } } },
  issuers: [
    { issuer: 'https://other.example', amr: { pwd: 'verified' } },
    { issuer: ISSUER, ...words },
  ],
  routes: [{ id: 'all', queue: 'q' }],
})

/** What a login by every word there is proves. */
const loginUnder = (document: PolicyDocument): number => {
  const policy = compilePolicy(document)
  if (!policy.ok) throw new Error('does not compile')
  const login = {
    kind: 'session',
    conversation: 'CH01',
    issuer: ISSUER,
    subject: 'u-1',
    customer: 'C-1',
    acr: 'urn:a',
    amr: ['pwd', 'otp', 'hwk'],
    authTime: '2026-11-22T09:59:00Z',
    expires: '2026-11-22T10:59:00Z',
  }
  const engagement = {
    conversation: 'CH01',
    contact: { channel: 'web_chat', address: 'guest-1' },
    evidence: [login],
  }
  return evaluate(policy.value, engagement, '2026-11-22T10:00:00Z').trust.write
}

describe.each([
  ['no words', {}, 0],
  ['empty lists of words', { acr: {}, amr: {} }, 0],
  ['words that prove nothing', { amr: { pwd: 'anonymous' }, acr: { 'urn:a': 0 } }, 0],
  ['words that are a claim', { amr: { pwd: 'claimed' }, acr: { 'urn:a': 'claimed' } }, 1],
  ['a word for a method', { amr: { pwd: 'verified' } }, 3],
  ['a word for a context', { acr: { 'urn:a': 'recognized' } }, 2],
])('an issuer with %s', (_, words, rank) => {
  const document = withIssuer(words)

  test('is found where none of its logins counts for more than a claim, and only there', () => {
    const code = ['issuer_never_counts', 'issuer_only_claims'][rank]
    const found = { code, path: ['issuers', 1], word: ISSUER }
    expect(lintIssuers(document)).toEqual(code === undefined ? [] : [found])
    expect(loginUnder(document)).toBe(rank)
  })
})

test.each(examples)('$name has none', ({ parsed }) => {
  expect(lintIssuers(parsed.document)).toEqual([])
})
