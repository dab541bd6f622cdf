import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { diagnoseTask } from '../../../src/twilio/outbound/diagnoseTask.js'
import { readTaskAttributes } from '../../../src/twilio/outbound/readTaskAttributes.js'
import {
  TASK_LIMIT,
  toTaskAttributes,
  withheldTaskAttributes,
} from '../../../src/twilio/outbound/taskAttributes.js'
import { anyDecision, anyEngagement } from '../../arbitraries/decision.js'

const live = {
  conversationSid: `CH${'0'.repeat(32)}`,
  flexInteractionSid: `KD${'0'.repeat(32)}`,
  flexInteractionChannelSid: `UO${'0'.repeat(32)}`,
  channelType: 'web',
  customerAddress: 'FX01',
}

const readOrFail = (input: unknown, at?: number) => {
  const read = readTaskAttributes(input, at)
  if (!read.ok) throw new Error(JSON.stringify(read.issues))
  return read.value
}

describe('reading task attributes back', () => {
  test('gives what was written, as an object and as text', () => {
    fc.assert(
      fc.property(anyEngagement, anyDecision, (engagement, decision) => {
        const { attributes, text } = toTaskAttributes(engagement, decision, { limit: TASK_LIMIT })
        const summary = readOrFail(attributes)
        expect(readOrFail(text)).toEqual(summary)
        if (summary.status === 'withheld') return
        expect(summary.route).toEqual(decision.route)
        expect([summary.level, summary.rank, summary.customer]).toEqual([
          decision.trust.level,
          decision.trust.rank,
          decision.trust.customer,
        ])
        expect(summary.disclosure).toEqual(attributes.countersign.disclosure)
        expect(summary.claimed).toEqual(attributes.claimed)
      }),
    )
  })

  test('a part that no task sheds is left out', () => {
    const [engagement] = fc.sample(anyEngagement, { numRuns: 1, seed: 1 })
    const [decision] = fc.sample(anyDecision, { numRuns: 1, seed: 1 })
    if (engagement === undefined || decision === undefined) throw new TypeError('no samples')
    const { attributes } = toTaskAttributes(engagement, decision, { limit: TASK_LIMIT })
    const shed = ['disclosure', 'badge']
    const { countersign } = attributes
    expect(readOrFail({ ...attributes, countersign: { ...countersign, shed } }).shed).toEqual([
      'disclosure',
    ])
  })

  test('past its time it opens nothing', () => {
    fc.assert(
      fc.property(anyEngagement, anyDecision, fc.nat(), (engagement, decision, late) => {
        const validUntil = '2026-11-22T10:10:00.000Z'
        const dated = { ...decision, validUntil }
        const { attributes } = toTaskAttributes(engagement, dated, { claims: {} })
        const summary = readOrFail(attributes, Date.parse(validUntil) + late)
        if (attributes.countersign.status === 'decided') {
          expect(summary.reasons[0]).toBe('decision_expired')
        }
        expect([summary.rank, summary.disclosure, summary.actions]).toEqual([0, {}, {}])
      }),
    )
  })

  test('never throws and never repeats a value, whatever comes in', () => {
    fc.assert(
      fc.property(fc.anything(), fc.string({ minLength: 9 }), (anything, secret) => {
        readTaskAttributes(anything)
        const read = readTaskAttributes({ countersign: { level: secret, route: anything } })
        expect(read.ok).toBe(false)
        expect(JSON.stringify(read)).not.toContain(JSON.stringify(secret).slice(1, -1))
      }),
    )
  })

  const whole = withheldTaskAttributes('x').attributes.countersign
  const { known_worker: _, acting_for: __, acting_as: ___, ...older } = whole
  test('a task written before some keys were is read, as if nobody were named there', () => {
    const { knownWorker, actingFor, actingAs } = readOrFail({ countersign: older })
    expect({ knownWorker, actingFor, actingAs }).toEqual({
      knownWorker: null,
      actingFor: null,
      actingAs: [],
    })
  })

  test.each(Object.keys(older))('without `%s` it is refused with its place', (key) => {
    const rest = Object.fromEntries(Object.entries(whole).filter(([name]) => name !== key))
    const read = readTaskAttributes({ countersign: rest })
    expect(read.ok ? [] : read.issues).toContainEqual({
      code: 'missing',
      path: `/countersign/${key}`,
    })
  })

  test.each(Object.keys(whole))('with a symbol as `%s` it is refused', (key) => {
    expect(readTaskAttributes({ countersign: { ...whole, [key]: Symbol('x') } }).ok).toBe(false)
  })

  test('a level that its rank does not bear out is refused', () => {
    expect(readTaskAttributes({ countersign: { ...whole, level: 'strong' } })).toEqual({
      ok: false,
      issues: [{ code: 'inconsistent', path: '/countersign/rank' }],
    })
  })

  test('a write trust that its rank does not bear out is refused', () => {
    expect(readTaskAttributes({ countersign: { ...whole, write: 4 } }).ok).toBe(false)
  })

  test('a cyclic object is read like any other', () => {
    const cyclic: Record<string, unknown> = { countersign: whole }
    cyclic['self'] = cyclic
    expect(readTaskAttributes(cyclic).ok).toBe(true)
  })
})

describe('a task that would spin in Flex', () => {
  const codes = (attributes: object) =>
    readOrFail({
      countersign: withheldTaskAttributes('x').attributes.countersign,
      ...attributes,
    }).problems.map(({ code }) => code)

  test('is not one with a live conversation behind it', () => {
    expect(codes(live)).toEqual([])
  })

  test.each([
    ['conversationSid', 'no_conversation'],
    ['flexInteractionSid', 'no_interaction'],
    ['flexInteractionChannelSid', 'no_interaction_channel'],
  ])('is one without `%s`', (key, code) => {
    const rest = Object.entries(live).filter(([name]) => name !== key)
    expect(codes(Object.fromEntries(rest))).toEqual([code])
  })

  test.each([
    ['conversationSid', 'CH01', 'malformed_sid'],
    ['flexInteractionSid', '{{flow.sid}}', 'malformed_sid'],
    ['conversationSid', '', 'no_conversation'],
    ['flexInteractionChannelSid', 'UO', 'malformed_sid'],
  ])('is one with an unusable `%s`', (key, value, code) => {
    expect(codes({ ...live, [key]: value })).toEqual([code])
  })

  test.each([
    ['on Instagram', { ...live, channelType: 'instagram' }],
    ['on a channel of one’s own', { ...live, channelType: 'custom' }],
    ['without a channel type', { ...live, channelType: undefined }],
    ['of one’s own, without an interaction', { conversationSid: live.conversationSid }],
  ])('is not one %s', (_, attributes) => {
    expect(codes(attributes)).toEqual([])
  })

  test.each([
    ['a call', { call_sid: 'CA01', from: '+14155550100' }],
    ['a call in a conference', { conference: { sid: 'CF01' }, customerAddress: '+14155550100' }],
    ['a callback', { taskType: 'callback', callBackData: { numberToCall: '+14155550100' } }],
    ['a voicemail', { taskType: 'voicemail', direction: 'inbound' }],
    ['voice by its channel', { channelType: 'voice', conversationSid: '' }],
    ['a task of another kind', { lead: 7, name: 'Ada' }],
  ])('is not %s', (_, attributes) => {
    expect(diagnoseTask(attributes)).toEqual([])
  })

  test.each([
    ['whose conversation came out empty in Liquid', { conversationSid: '', name: 'Ada' }],
    ['for an SMS without a conversation', { channelType: 'sms', customerAddress: '+14155550100' }],
    ['with an invite alone', { flexChannelInviteSid: 'KG01' }],
  ])('is one %s', (_, attributes) => {
    expect(diagnoseTask(attributes).map(({ code }) => code)).toEqual(['no_conversation'])
  })

  test('is told of even where there is no decision on it', () => {
    const { conversationSid: _, ...rest } = live
    expect(readTaskAttributes(rest)).toEqual({
      ok: false,
      issues: [
        { code: 'missing', path: '/countersign' },
        { code: 'no_conversation', path: '/conversationSid' },
      ],
    })
  })

  test('is one that belongs to a legacy chat channel', () => {
    const { conversationSid, ...rest } = live
    expect(codes({ ...rest, channelSid: conversationSid })).toEqual(['legacy_chat_channel'])
  })
})
