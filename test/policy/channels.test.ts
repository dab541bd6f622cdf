import fc from 'fast-check'
import { describe, expect, test, vi } from 'vitest'
import { openSpace, prove } from '../../src/analysis/index.js'
import { channels } from '../../src/channels/index.js'
import { decide, rankOfOpenness } from '../../src/decide/index.js'
import { evaluate } from '../../src/evaluate.js'
import { RUNGS } from '../../src/model/index.js'
import { compilePolicy, type PolicyDocument, printPolicy } from '../../src/policy/index.js'
import { compiled } from '../compiled.js'
import { runs } from '../runs.js'
import { anyAssessment, anyEngagement, anyPolicy } from './arbitraries.js'

// Generated inputs in hundreds take their time on a busy machine.
vi.setConfig({ testTimeout: 120_000 })

const clinic = (more: object): PolicyDocument => ({
  policy: 'clinic',
  version: 1,
  classes: {
    phi: {
      masked: { write: 'recognized', read: 'recognized' },
      full: { write: 'verified', read: 'verified' },
      ...more,
    },
  },
  channels: [
    { scheme: 'kiosk', grade: 1, session: true },
    { scheme: 'booth', grade: 1, session: true },
  ],
  routes: [{ id: 'general', queue: 'front-desk' }],
})

const anyCeilings = fc.dictionary(
  fc.constantFrom('sms', 'whatsapp', 'web_chat', 'kiosk', 'custom', 'email'),
  fc.constantFrom(...RUNGS.slice(0, -1)).map((at_most) => ({ at_most })),
  { minKeys: 1, maxKeys: 3 },
)

describe('the most that is given on a channel', () => {
  test('is never passed there, and nothing else is given less', () => {
    fc.assert(
      fc.property(
        anyPolicy,
        anyCeilings,
        fc.array(fc.tuple(anyAssessment, anyEngagement), { minLength: 6, maxLength: 6 }),
        (document, ceilings, asked) => {
          const bare = compiled(document)
          const held = compiled({
            ...document,
            classes: Object.fromEntries(
              Object.entries(document.classes).map(([name, one]) => [
                name,
                { ...one, channels: ceilings },
              ]),
            ),
          })
          const wrong = asked.flatMap(([assessment, engagement]) => {
            const before = decide(bare, assessment, engagement).disclosure
            const after = decide(held, assessment, engagement).disclosure
            const { channel } = engagement.contact
            // The one channel of the policy's own is known by its scheme and as `custom`.
            const words = channel === 'custom' ? ['custom', 'kiosk'] : [channel]
            const most = Math.min(
              ...Object.entries(ceilings)
                .filter(([word]) => words.includes(word))
                .map(([, { at_most }]) => RUNGS.indexOf(at_most)),
              RUNGS.length,
            )
            return Object.entries(before).filter(([name, given = 'none']) => {
              const now = after[name] ?? 'none'
              if (rankOfOpenness(now) > rankOfOpenness(given)) return true
              if (now !== 'deliver_to_record' && RUNGS.indexOf(now) > most) return true
              return most === RUNGS.length && now !== given
            })
          })
          expect(wrong).toEqual([])
        },
      ),
      runs(50),
    )
  })

  test.each([
    ['a ceiling', { channels: { sms: { at_most: 'masked' } } }],
    ['a list', { full: { write: 'verified', channels: ['whatsapp', 'in_app'] } }],
    ['both', { channels: { sms: { at_most: 'none' }, kiosk: { at_most: 'accept' } } }],
  ])('is read again as it is printed: %s', (_, more) => {
    const policy = compiled(clinic(more))
    expect(compiled(printPolicy(policy))).toEqual(policy)
    expect(policy.digest).not.toBe(compiled(clinic({})).digest)
  })

  test.each([
    ['kiosk', ['booth'], ['kiosk', 'custom']],
    ['custom', [], ['kiosk', 'booth', 'custom']],
    ['sms', ['kiosk', 'booth', 'custom'], ['sms']],
  ])('of %s leaves the others of the business its own open', (word, open, shut) => {
    const policy = compiled(clinic({ channels: { [word]: { at_most: 'masked' } } }))
    const [own] = policy.classes[0]?.rungs.find(({ rung }) => rung === 'full')?.requires ?? []
    expect(own?.channels).toEqual(expect.arrayContaining(open))
    for (const one of shut) expect(own?.channels).not.toContain(one)
    expect(own?.channels?.length).toBeGreaterThan(channels.length - 3)
  })

  test('is no ceiling for a channel nobody knows', () => {
    const misspelt = compilePolicy(clinic({ channels: { smss: { at_most: 'masked' } } }))
    expect(misspelt).toMatchObject({ ok: false, issues: [{ code: 'unknown_channel' }] })
    const listed = compilePolicy(clinic({ full: { write: 'verified', channels: ['fax'] } }))
    expect(listed).toMatchObject({ ok: false, issues: [{ code: 'unknown_channel' }] })
  })
})

test('nothing is offered for what its channel withholds, whatever was planned before elsewhere', () => {
  const policy = compiled({
    ...clinic({ full: { write: 'verified', read: 'verified', channels: ['whatsapp'] } }),
    stepUp: ['login'],
  })
  const offeredOn = (channel: string) => {
    const engagement = {
      conversation: 'CH01',
      contact: { channel, address: channel === 'telegram' ? '123456789' : '+14155550100' },
      readers: [],
      intent: { classes: ['phi'] },
    }
    const { stepUp, reasons } = evaluate(policy, engagement, '2026-11-22T10:00:00Z')
    return [stepUp.flatMap(({ acr }) => acr), reasons.map(({ code }) => code)]
  }
  const [whatsapp] = offeredOn('whatsapp')
  const [telegram] = offeredOn('telegram')
  expect(whatsapp).toEqual(['verified'])
  // The lower rung is still within reach there.
  expect(telegram).toEqual(['recognized'])
  expect(offeredOn('whatsapp')[0]).toEqual(whatsapp)
})

test('what a channel withholds says so', () => {
  const policy = compiled(clinic({ channels: { sms: { at_most: 'none' } } }))
  const engagement = {
    conversation: 'CH01',
    contact: { channel: 'sms', address: '+14155550100' },
    readers: [],
    intent: { classes: ['phi'] },
  }
  const { reasons } = evaluate(policy, engagement, '2026-11-22T10:00:00Z')
  expect(reasons.map(({ code }) => code)).toContain('channel_not_allowed')
})

describe('what is proved of a ceiling', () => {
  const verdictOf = (more: object, when: object) => {
    const policy = compiled(clinic(more))
    const proof = prove(openSpace(policy), { never: { class: 'phi', at_least: 'full' }, when })
    return proof.ok ? proof.value.verdict : proof.issues
  }
  const CEILING = { channels: { sms: { at_most: 'masked' } } }

  test('is that nothing above it is given there', () => {
    expect(verdictOf(CEILING, { channel: 'sms' })).toBe('proved')
  })

  test('is nothing of other channels, and nothing where there is none', () => {
    expect(verdictOf(CEILING, { channel: 'whatsapp' })).not.toBe('proved')
    expect(verdictOf({}, { channel: 'sms' })).not.toBe('proved')
  })
})

test('a rung that names its channels is given on those that its ceilings leave', () => {
  const { classes } = compiled({
    policy: 'p',
    version: 1,
    classes: {
      orders: {
        masked: 'recognized',
        full: { write: 'verified', read: 'verified', channels: ['sms', 'whatsapp'] },
        channels: { sms: { at_most: 'masked' } },
      },
    },
    routes: [{ id: 'all', queue: 'q' }],
  })
  expect(classes[0]?.rungs.at(-1)?.requires).toMatchObject([{ channels: ['whatsapp'] }])
})
