import { describe, expect, test } from 'vitest'
import { evaluate } from '../../src/evaluate.js'
import type { Contact, Evidence } from '../../src/model/index.js'
import { compilePolicy } from '../../src/policy/index.js'

const NUMBER = '+14155550100'
const AT = Date.parse('2026-11-22T10:00:00Z')
const WHATSAPP: Contact = { channel: 'whatsapp', address: `whatsapp:${NUMBER}` }
const STRANGER: Contact = { channel: 'sms', address: '+14155550177' }

const compiled = compilePolicy({
  policy: 'offers',
  version: 1,
  classes: {
    account: { fields: ['orders.*'], full: { write: 'verified', read: 'verified' } },
    notes: { fields: ['notes.*'], full: { write: 'strong' } },
  },
  actions: { cancel_order: { write: 'verified' } },
  stepUp: ['login', 'verify_sms'],
  routes: [{ id: 'general', queue: 'front' }],
})
if (!compiled.ok) throw new TypeError('the policy does not compile')
const { value: policy } = compiled

const ON_FILE: Evidence = {
  kind: 'directory',
  at: '2026-11-22T09:59:00Z',
  query: { address: NUMBER },
  matches: [{ customer: 'C-1', basis: 'verified', since: '2024-03-01', confirmed: '2026-11-01' }],
}
const LOWERED: Evidence = {
  kind: 'agent_attestation',
  at: '2026-11-22T09:59:00Z',
  conversation: 'CH01',
  agent: 'WK01',
  lower: 3,
}

const offered = (
  rest: { readonly readers?: readonly Contact[] | null },
  evidence: readonly Evidence[] = [ON_FILE],
  contact: Contact = WHATSAPP,
): readonly string[] => {
  const { stepUp } = evaluate(policy, { conversation: 'CH01', contact, ...rest, evidence }, AT)
  return [...new Set(stepUp.flatMap(({ opens }) => opens))].sort()
}

describe('nobody is asked for a proof that would open nothing', () => {
  test('alone, everything can be opened', () => {
    expect(offered({})).toEqual(['account', 'cancel_order', 'notes'])
  })

  test.each([
    ['a stranger reads as well', [STRANGER]],
    ['nobody knows who reads', null],
  ] as const)('where %s, no proof opens what is to be read', (_, readers) => {
    expect(offered({ readers })).toEqual(['cancel_order'])
    expect(offered({ readers }, [])).toEqual(['cancel_order'])
  })

  test('what an agent lowered is not strong by two proofs', () => {
    expect(offered({}, [ON_FILE, LOWERED])).toEqual(['account', 'cancel_order'])
  })

  test('nothing is offered on a channel that is not known', () => {
    expect(offered({}, [ON_FILE], { channel: 'carrier_pigeon', address: 'coop 7' })).toEqual([])
  })

  test('whether the stranger is on file for somebody does not show in what is offered', () => {
    const theirs: Evidence = { ...ON_FILE, query: { address: STRANGER.address } }
    expect(offered({ readers: [STRANGER] }, [theirs])).toEqual(offered({ readers: [STRANGER] }, []))
  })
})
