import { expect, test } from 'vitest'
import { compilePolicy, definePolicy, type Engagement, type Evidence } from '../../src/index.js'

const at = '2026-11-22T10:00:00Z'

test('each kind of evidence has its own form', () => {
  const items: readonly Evidence[] = [
    {
      kind: 'directory',
      at,
      query: { address: '+14155550100' },
      matches: [{ customer: 'C-1', basis: 'on_file' }],
    },
    {
      kind: 'verify_check',
      at,
      conversation: 'CH01',
      result: { to: '+14155550100', channel: 'sms', status: 'approved' },
    },
    { kind: 'lookup', at, result: { phoneNumber: '+14155550100', simSwap: {} } },
    { kind: 'lookup', at, result: { phone_number: '+14155550100', sim_swap: {} } },
    {
      kind: 'session',
      conversation: 'CH01',
      iss: 'https://login.example.com',
      sub: 'u',
      amr: ['pwd'],
      auth_time: 1,
      exp: 2,
    },
    { kind: 'risk_signal', signal: 'one_of_ours', max: 2 },
    { kind: 'risk_signal', signal: 'fraud' },
    // A source may add more.
    {
      kind: 'verify_check',
      at,
      conversation: 'CH01',
      carrier: 'x',
      result: { to: 'x', channel: 'sna', status: 'approved', lookup: {} },
    },
    // @ts-expect-error a misspelt kind
    { kind: 'verify_chek', at, conversation: 'CH01' },
    // @ts-expect-error a word that the directory does not have
    { kind: 'directory', at, query: {}, matches: [{ customer: 'C-1', basis: 'onfile' }] },
    // @ts-expect-error a proof that names no conversation
    { kind: 'factor_challenge', at },
    // @ts-expect-error a match that names nobody
    { kind: 'directory', at, query: {}, matches: [{ basis: 'claimed' }] },
    // @ts-expect-error a channel that Verify does not have
    {
      kind: 'verify_check',
      at,
      conversation: 'CH01',
      result: { to: 'x', channel: 'pigeon', status: 'approved' },
    },
    // @ts-expect-error a Lookup that does not say which number
    { kind: 'lookup', at, result: {} },
  ]
  expect(items).toHaveLength(14)
})

test('a policy in TypeScript is told of a misspelt row', () => {
  const policy = definePolicy({
    policy: 'p',
    version: 1,
    classes: { contact: { full: { write: 'verified', read: 'verified' } } },
    routes: [{ id: 'all', queue: 'q' }],
    tests: [
      {
        name: 'a row',
        given: {
          channel: 'sms',
          address: '+14155550100',
          // @ts-expect-error a misspelt kind
          evidence: [{ kind: 'directoty', at, query: {} }],
        },
        expect: {
          contact: 'none',
          // @ts-expect-error a misspelt class
          contcat: 'none',
        },
      },
    ],
  })
  const { ok } = compilePolicy(policy)
  expect(ok).toBe(false)
})

test('an optional field may be there and undefined, but for readers, where that would be nobody', () => {
  const given: { readonly message: string | undefined; readonly readers: undefined } = {
    message: undefined,
    readers: undefined,
  }
  const engagement: Engagement = {
    conversation: 'CH01',
    contact: { channel: 'sms', address: '+14155550100', to: undefined },
    message: given.message,
    intent: { classes: undefined },
    context: undefined,
  }
  // @ts-expect-error a roster that was not found is no empty one
  const unread: Engagement = { ...engagement, readers: given.readers }
  expect(unread.readers).toBeUndefined()
})
