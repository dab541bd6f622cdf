import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Assessment, Engagement, Evidence, Rank } from '../../src/model/index.js'
import { assess, type TrustSettings } from '../../src/trust/index.js'
import { runs } from '../runs.js'
import { DEFAULT_TRUST } from './defaultTrust.js'
import { CUSTOMERS, fromTape, HERE, iso, makeWorld, NOW } from './evidenceWorld.js'
import { render } from './render.js'

const WORDS = ['booking_reference', 'surname', 'postcode', 'order_number'] as const

// Whatever is written: a policy that was not compiled here may declare any level.
const anyChecks = fc.array(
  fc.record({
    name: fc.constantFrom('booking', 'order'),
    asks: fc.subarray([...WORDS], { minLength: 1 }),
    grade: fc.constantFrom<Rank>(0, 1, 2, 3, 4),
    attempts: fc.integer({ min: 1, max: 10 }),
    within: fc.constant(86_400_000),
  }),
  { maxLength: 3 },
)

const anyKnowing: fc.Arbitrary<Evidence> = fc.record(
  {
    kind: fc.constant('knowledge_check'),
    at: fc.constantFrom(iso(NOW), iso(NOW - 60_000), 'soon'),
    conversation: fc.constantFrom(HERE, HERE, HERE, 'CH99'),
    customer: fc.constantFrom<string>(...CUSTOMERS),
    asked: fc.oneof(fc.constant([...WORDS]), fc.subarray([...WORDS]), fc.constant('surname')),
    outcome: fc.constantFrom('passed', 'passed', 'passed', 'failed', true),
    attempts: fc.constantFrom(1, 1, 2, 5, 6, 0, '1'),
    grade: fc.constantFrom(3, 4),
    level: fc.constant('strong'),
    categories: fc.constant(['possession', 'inherence']),
  },
  {
    requiredKeys: ['kind', 'at', 'conversation', 'customer', 'asked', 'outcome', 'attempts'],
  },
)

const tape = fc.array(fc.nat({ max: 1 << 20 }), { maxLength: 140, size: 'max' })
const anyWorld = tape.map((choices) => render(makeWorld(fromTape(choices))))

const withKnowing = (engagement: Engagement, more: readonly Evidence[]): Engagement => ({
  ...engagement,
  evidence: [...(engagement.evidence ?? []), ...more],
})

const settingsOf = (knowledge: NonNullable<TrustSettings['knowledge']>): TrustSettings => ({
  ...DEFAULT_TRUST,
  knowledge,
})

const gist = ({ trust: { path: _, caps: __, ...trust }, risks }: Assessment) => ({ trust, risks })

describe('what somebody knows', () => {
  test('never counts for more than recognized, whatever is declared and whatever else is proved', () => {
    fc.assert(
      fc.property(
        anyWorld,
        anyChecks,
        fc.array(anyKnowing, { minLength: 1, maxLength: 4 }),
        (world, checks, more) => {
          const settings = settingsOf(checks)
          const before = assess(world, NOW, settings)
          const after = assess(withKnowing(world, more), NOW, settings)
          const most = Math.max(0, ...checks.map(({ grade }) => Math.min(2, grade)))
          expect(after.trust.write).toBeLessThanOrEqual(Math.max(before.trust.write, most, 1))
          expect(after.trust.read).toBeLessThanOrEqual(Math.max(before.trust.read, most, 1))
          for (const support of after.supports) {
            if (support.method === 'knowledge_check') expect(support.grade).toBeLessThanOrEqual(2)
          }
        },
      ),
      runs(600),
    )
  })

  test('does not count where the policy declares no such check', () => {
    fc.assert(
      fc.property(anyWorld, fc.array(anyKnowing, { minLength: 1, maxLength: 3 }), (world, more) => {
        const after = assess(withKnowing(world, more), NOW, DEFAULT_TRUST)
        expect(gist(after)).toEqual(gist(assess(world, NOW, DEFAULT_TRUST)))
      }),
      runs(300),
    )
  })

  test('is a claim wherever the person says it', () => {
    fc.assert(
      fc.property(anyWorld, anyChecks, anyKnowing, (world, checks, knowing) => {
        const said = {
          ...world,
          claims: {
            ...world.claims,
            knowledge_check: JSON.stringify(knowing),
            outcome: 'passed',
            booking_reference: 'ABC123',
            surname: 'Lovelace',
          },
        }
        const settings = settingsOf(checks)
        const [one, other] = [assess(world, NOW, settings), assess(said, NOW, settings)]
        // Whoever says anything of themselves has claimed it, and nothing more.
        expect(other.trust.write).toBeLessThanOrEqual(Math.max(1, one.trust.write))
        expect(other.trust.read).toBe(one.trust.read)
        expect(other.supports.filter(({ method }) => method === 'knowledge_check')).toEqual([])
      }),
      runs(200),
    )
  })
})

const CHECKS = [
  { name: 'booking', asks: ['booking_reference', 'surname'], grade: 2, attempts: 3, within: 1_000 },
  { name: 'order', asks: ['order_number'], grade: 1, attempts: 1, within: 1_000 },
] as const

const knowing = (more: object): Engagement => ({
  conversation: HERE,
  contact: { channel: 'web_chat', address: 'guest-1' },
  readers: [],
  evidence: [
    {
      kind: 'knowledge_check',
      at: iso(NOW),
      conversation: HERE,
      customer: 'C-1',
      asked: ['booking_reference', 'surname'],
      outcome: 'passed',
      attempts: 1,
      ...more,
    },
  ],
})

test.each([
  ['all that is asked', {}, 2, []],
  ['more than is asked', { asked: ['postcode', 'surname', 'booking_reference'] }, 2, []],
  ['less than is asked', { asked: ['surname'] }, 0, ['knowledge_not_declared']],
  ['what another check asks', { asked: ['order_number'] }, 1, []],
  ['the last attempt', { attempts: 3 }, 2, []],
  ['one attempt too many', { attempts: 4 }, 0, ['too_many_attempts']],
  ['attempts that nobody counted', { attempts: null }, 0, ['malformed']],
  ['a check that failed', { outcome: 'failed' }, 0, ['not_approved']],
  ['a check of another conversation', { conversation: 'CH99' }, 0, ['other_conversation']],
  [
    'a check of another person',
    { by: { channel: 'sms', address: '+14155550199' } },
    0,
    ['other_participant'],
  ],
] as const)('%s counts for what it is', (_, more, write, reasons) => {
  const { trust, reasons: found } = assess(knowing(more), NOW, settingsOf(CHECKS))
  expect({ write: trust.write, reasons: found.map(({ code }) => code) }).toEqual({ write, reasons })
})

test('who knows it on a chat reads what they know of, and no more', () => {
  const { trust } = assess(knowing({}), NOW, settingsOf(CHECKS))
  expect(trust).toMatchObject({ write: 2, read: 2, customer: 'C-1', resolution: 'unique' })
})

test('who knows it and writes from a number that nobody knows reads nothing', () => {
  const { trust } = assess(
    { ...knowing({}), contact: { channel: 'sms', address: '+14155550100' } },
    NOW,
    settingsOf(CHECKS),
  )
  expect(trust).toMatchObject({ write: 2, read: 0 })
})
