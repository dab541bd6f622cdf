import { createServer } from 'node:http'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { evaluate } from '../../../src/evaluate.js'
import { compilePolicy } from '../../../src/policy/index.js'
import type { Directory } from '../../../src/twilio/functions/directory.js'
import { gatherEvidence } from '../../../src/twilio/functions/gatherEvidence.js'
import {
  type MemoryDirectorySettings,
  memoryDirectory,
} from '../../../src/twilio/functions/memoryDirectory.js'
import { runs } from '../../runs.js'
import { loopbackClient } from './call.js'
import { portOf } from './portOf.js'

const STORE = `mem_store_${'0'.repeat(26)}`
const profile = (name: string): string => `mem_profile_${name.padStart(26, '0')}`
const NUMBER = '+14155550100'
const AT = Date.parse('2026-11-22T10:00:00Z')
const signal = new AbortController().signal

let answer: unknown = null
let status = 200
const asked: { path: string; body: unknown }[] = []
const server = createServer((request, response) => {
  let text = ''
  request.on('data', (part) => {
    text += String(part)
  })
  request.on('end', () => {
    asked.push({ path: request.url ?? '', body: JSON.parse(text) })
    response.writeHead(status, { 'content-type': 'application/json' })
    response.end(JSON.stringify(answer))
  })
})
let client: MemoryDirectorySettings['client']
beforeAll(async () => {
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  client = loopbackClient(`http://127.0.0.1:${portOf(server)}`)
})
afterAll(() => server.close())

const policy = (packs: string) => {
  const read = compilePolicy(`
policy: shop
version: 1
packs: [${packs}]
classes: { orders: { fields: [orders.*], full: { write: verified, read: verified, maxAge: 1h } } }
routes: [{ id: general, queue: desk }]
`)
  if (!read.ok) throw new TypeError(JSON.stringify(read.issues))
  return read.value
}
const SHOP = policy('gdpr')

const directory = (more: Partial<MemoryDirectorySettings> = {}): Directory => {
  const made = memoryDirectory({ client, storeId: STORE, policy: SHOP, ...more })
  if (!made.ok) throw new TypeError(JSON.stringify(made.issues))
  return made.value
}

describe('profiles of Conversation Memory', () => {
  test('are asked for as Twilio says, and are on file for nobody knows how long', async () => {
    answer = { normalizedValue: NUMBER, profiles: [profile('1')] }
    expect(await directory().find(NUMBER, signal)).toEqual([
      { customer: profile('1'), basis: 'on_file' },
    ])
    answer = { normalizedValue: 'ada@example.com', profiles: [] }
    expect(await directory().find('Ada@Example.com', signal)).toEqual([])
    expect(asked.slice(-2)).toEqual([
      {
        path: `/memory.twilio.com/v1/Stores/${STORE}/Profiles/Lookup`,
        body: { idType: 'phone', value: NUMBER },
      },
      {
        path: `/memory.twilio.com/v1/Stores/${STORE}/Profiles/Lookup`,
        body: { idType: 'email', value: expect.stringMatching(/^ada@example\.com$/i) },
      },
    ])
  })

  test('bear the record and the time of the business’s own records, and stay on file', async () => {
    answer = { normalizedValue: NUMBER, profiles: [profile('1'), profile('2')] }
    const own = { customer: 'C-1001', since: '2024-03-01' }
    const recordOf = async (id: string) => (id === profile('1') ? own : null)
    expect(await directory({ recordOf }).find(NUMBER, signal)).toEqual([
      { ...own, basis: 'on_file' },
      { customer: profile('2'), basis: 'on_file' },
    ])
  })

  test.each([
    [
      'about another number, as a fuzzy rule gives',
      { normalizedValue: '+14155550101', profiles: [] },
    ],
    ['that does not say what was searched', { profiles: [profile('1')] }],
    ['without a list', { normalizedValue: NUMBER, profiles: null }],
    ['with a profile that is none', { normalizedValue: NUMBER, profiles: [profile('1'), 7] }],
    ['that is no object', []],
    [
      'of more people than anybody is',
      {
        normalizedValue: NUMBER,
        profiles: Array.from({ length: 101 }, (_, at) => profile(String(at))),
      },
    ],
  ])('an answer %s is unknown, never empty', async (_, given) => {
    answer = given
    await expect(directory().find(NUMBER, signal)).rejects.toThrow('directory_failed')
  })

  test('a failure is unknown, and nobody is on file by what Memory does not keep', async () => {
    status = 500
    await expect(directory().find(NUMBER, signal)).rejects.toThrow()
    status = 200
    const before = asked.length
    expect(await directory().find('messenger:42', signal)).toEqual([])
    expect(asked.length).toBe(before)
  })

  test('no code is ever sent where only Memory knows the address', async () => {
    expect(await directory().reach(profile('1'), 'phone', signal)).toBeNull()
  })

  test.each([['hipaa'], ['pci'], ['gdpr, hipaa, pci']])(
    'are refused for a policy with the packs %s',
    (packs) => {
      const made = memoryDirectory({ client, storeId: STORE, policy: policy(packs) })
      expect(made).toEqual({
        ok: false,
        issues: [{ code: 'memory_excluded', path: 'policy.packs' }],
      })
    },
  )

  test.each([['mem_store_1'], ['../Stores'], ['']])('a store %j is refused', (storeId) => {
    const made = memoryDirectory({ client, storeId, policy: SHOP })
    expect(made.ok ? '' : made.issues[0]?.code).toBe('invalid_sid')
  })
})

// Whatever Memory answers, and whatever our own records add, the best proof of the number proves no customer.
test('nobody is verified by way of Memory', async () => {
  const anyAnswer = fc.record({
    normalizedValue: fc.constantFrom(NUMBER, '+1 415-555-0100', '+14155550199', ''),
    profiles: fc.array(fc.constantFrom(profile('1'), profile('2'), 'x'), { maxLength: 3 }),
  })
  const anyOwn = fc.record(
    {
      customer: fc.constantFrom('C-1', 'C-2'),
      since: fc.constantFrom('2020-01-01', '2026-11-21'),
      confirmed: fc.constantFrom('2026-10-30', '2026-11-22T09:59:00Z'),
    },
    { requiredKeys: ['customer'] },
  )
  const engagement = {
    conversation: 'CH01',
    contact: { channel: 'whatsapp', address: NUMBER },
    readers: [],
    evidence: [
      {
        kind: 'verify_check',
        at: '2026-11-22T09:59:00Z',
        conversation: 'CH01',
        result: { sid: 'VE01', to: NUMBER, channel: 'sms', status: 'approved', valid: true },
      },
    ],
  }
  await fc.assert(
    fc.asyncProperty(anyAnswer, fc.option(anyOwn), async (given, own) => {
      answer = given
      const sources = { budget: 2_000, directory: directory({ recordOf: async () => own }) }
      const { evidence } = await gatherEvidence(engagement, [], sources, { at: AT, custom: [] })
      const all = { ...engagement, evidence: [...engagement.evidence, ...evidence] }
      const { trust } = evaluate(SHOP, all, AT)
      expect(trust.rank).toBeLessThanOrEqual(own?.since === undefined ? 1 : 2)
    }),
    runs(60),
  )
})
