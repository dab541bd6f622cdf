import { describe, expect, test } from 'vitest'
import { channels } from '../../src/channels/index.js'
import type { Engagement } from '../../src/model/index.js'
import { assess, assessChannels } from '../../src/trust/index.js'
import { DEFAULT_TRUST } from './defaultTrust.js'
import { fromSeed, makeWorld, NOW } from './evidenceWorld.js'
import { render } from './render.js'

const engagement: Engagement = {
  conversation: 'CH01',
  contact: { channel: 'sms', address: '+14155550100' },
  evidence: [
    {
      kind: 'directory',
      at: '2026-11-22T09:59:00Z',
      query: { phone: '+14155550100' },
      matches: [
        { customer: 'C-1', basis: 'verified', since: '2024-03-01', confirmed: '2026-10-30' },
      ],
    },
    {
      kind: 'verify_check',
      at: '2026-11-22T09:45:00Z',
      conversation: 'CH01',
      result: { sid: 'VE01', to: '+14155550100', channel: 'sms', status: 'approved' },
    },
    {
      kind: 'session',
      conversation: 'CH01',
      issuer: 'https://login.example.com',
      subject: 'u-77',
      customer: 'C-1',
      amr: ['pwd', 'otp'],
      authTime: '2026-11-22T09:40:00Z',
      expires: '2026-11-22T10:40:00Z',
    },
  ],
}
const ranks = new Map(
  assessChannels(engagement, NOW, DEFAULT_TRUST).map(({ channel, trust }) => [
    channel,
    [trust.write, trust.read],
  ]),
)

describe('the same evidence', () => {
  test('is scored for every channel, the present one first', () => {
    expect([...ranks.keys()][0]).toBe('sms')
    expect([...ranks.keys()].sort()).toEqual(
      channels
        .map(({ name }) => name)
        .filter((name) => name !== 'custom')
        .sort(),
    )
  })

  test.each([
    ['sms', 2, 3],
    ['whatsapp', 4, 4],
    ['web_chat_authenticated', 4, 4],
    ['in_app', 4, 4],
    ['email', 1, 0],
  ])('on %s is worth %i, and read by %i', (channel, write, read) => {
    expect(ranks.get(channel)).toEqual([write, read])
  })

  test('is worth on the present channel what it is worth there', () => {
    for (let seed = 0; seed < 150; seed++) {
      const any = render(makeWorld(fromSeed(seed)))
      expect(assessChannels(any, NOW, DEFAULT_TRUST)[0]?.trust).toEqual(
        assess(any, NOW, DEFAULT_TRUST).trust,
      )
    }
  })
})

test('a number on file is known on every channel that carries numbers, and on no other', () => {
  const known = { ...engagement, evidence: engagement.evidence?.slice(0, 1) ?? [] }
  const recognized = assessChannels(known, NOW, DEFAULT_TRUST)
    .filter(({ trust }) => trust.write >= 2)
    .map(({ channel }) => channel)
  expect(recognized).toEqual(['sms', 'mms', 'group_mms', 'rcs', 'whatsapp'])
})

test('an engagement that cannot be read is scored for no channel', () => {
  expect(assessChannels({ ...engagement, conversation: '' }, NOW, DEFAULT_TRUST)).toEqual([])
  expect(assessChannels(engagement, Number.NaN, DEFAULT_TRUST)).toEqual([])
})
