import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { AUDIENCES, type Decision, type Engagement } from '../../../src/model/index.js'
import { SHED_ORDER } from '../../../src/twilio/outbound/attributeShape.js'
import { toStudioResult } from '../../../src/twilio/outbound/studioResult.js'
import {
  SEND_TO_FLEX_LIMIT,
  SMALLEST_LIMIT,
  TASK_LIMIT,
  toTaskAttributes,
  withheldTaskAttributes,
} from '../../../src/twilio/outbound/taskAttributes.js'
import {
  aDecision,
  anEngagement,
  anyClaims,
  anyDecision,
  anyEngagement,
} from '../../arbitraries/decision.js'

const anyLimit = fc.oneof(
  fc.constant(undefined),
  fc.integer({ min: -10, max: 6000 }),
  fc.constantFrom(Number.NaN, Number.POSITIVE_INFINITY),
)

const withLimit = (limit: number | undefined) => (limit === undefined ? {} : { limit })

const keysOf = (value: unknown): readonly string[] =>
  Object.entries(value ?? {}).flatMap(([key, inner]) => [
    key,
    ...(typeof inner === 'object' && !Array.isArray(inner) ? keysOf(inner) : []),
  ])

// What JSON can carry of anything.
const plain = (_: string, value: unknown) => (typeof value === 'bigint' ? String(value) : value)

const shape = Object.keys(withheldTaskAttributes('x').attributes.countersign)

describe('task attributes', () => {
  test('fit the limit, whatever the decision and the claims', () => {
    fc.assert(
      fc.property(anyEngagement, anyDecision, anyLimit, (engagement, decision, limit) => {
        const { text, size } = toTaskAttributes(engagement, decision, withLimit(limit))
        const bound = Number.isFinite(limit ?? Number.NaN) ? (limit ?? 0) : SEND_TO_FLEX_LIMIT
        expect(size).toBe(text.length)
        expect(size).toBeLessThanOrEqual(Math.min(TASK_LIMIT, Math.max(SMALLEST_LIMIT, bound)))
      }),
    )
  })

  test('have every key of the shape on every path', () => {
    fc.assert(
      fc.property(anyEngagement, anyDecision, anyLimit, (engagement, decision, limit) => {
        const { attributes } = toTaskAttributes(engagement, decision, withLimit(limit))
        expect(Object.keys(attributes).slice(0, 2)).toEqual(['countersign', 'claimed'])
        expect(['name', undefined]).toContain(Object.keys(attributes)[2])
        expect(Object.keys(attributes.countersign)).toEqual(shape)
      }),
    )
  })

  test('have only keys that an expression can read', () => {
    fc.assert(
      fc.property(anyEngagement, anyDecision, (engagement, decision) => {
        const { attributes } = toTaskAttributes(engagement, decision, { limit: TASK_LIMIT })
        for (const key of keysOf(attributes)) expect(key).toMatch(/^[A-Za-z_][A-Za-z0-9_]*$/)
        for (const key of keysOf(attributes)) expect(key).not.toMatch(/^(?:__proto__|constructor)$/)
      }),
    )
  })

  test('are the same outside `claimed`, whatever is claimed', () => {
    fc.assert(
      fc.property(anyEngagement, anyDecision, anyClaims, (engagement, decision, claims) => {
        const one = toTaskAttributes(engagement, decision).attributes.countersign
        const other = toTaskAttributes({ ...engagement, claims }, decision).attributes.countersign
        const unclaimed = (parts: readonly string[]) => parts.filter((part) => part !== 'claimed')
        expect({ ...other, shed: unclaimed(other.shed) }).toEqual({
          ...one,
          shed: unclaimed(one.shed),
        })
      }),
    )
  })

  test('never shed identity, route or redaction', () => {
    fc.assert(
      fc.property(anyEngagement, anyDecision, anyLimit, (engagement, decision, limit) => {
        const { countersign } = toTaskAttributes(engagement, decision, withLimit(limit)).attributes
        if (countersign.status === 'withheld') {
          expect(countersign.reasons).toEqual(['attributes_over_limit'])
          return
        }
        const { level, rank, customer, resolution, route, queue, priority, skills } = countersign
        expect({ level, rank, customer, resolution }).toEqual({
          level: decision.trust.level,
          rank: decision.trust.rank,
          customer: decision.trust.customer,
          resolution: decision.trust.resolution,
        })
        expect({ id: route, queue, priority, skills }).toEqual(decision.route)
        expect(Object.keys(countersign.redaction)).toHaveLength(AUDIENCES.length)
      }),
    )
  })

  test('shed in the declared order and mark all that is missing', () => {
    fc.assert(
      fc.property(anyEngagement, anyDecision, anyLimit, (engagement, decision, limit) => {
        const { attributes, shed } = toTaskAttributes(engagement, decision, withLimit(limit))
        const last = shed.at(-1)
        const parts = last === undefined ? [] : SHED_ORDER.slice(0, SHED_ORDER.indexOf(last) + 1)
        expect(shed.filter((part) => part !== 'claimed')).toEqual(
          parts.filter((part) => part !== 'claimed'),
        )
        const { countersign } = attributes
        if (countersign.status === 'withheld') return
        const codes = new Set(decision.reasons.map(({ code }) => code))
        expect(countersign.reasons).toHaveLength(shed.includes('reasons') ? 0 : codes.size)
        const plans = decision.stepUp.map(({ methods }) => methods.join('+'))
        const carried = shed.includes('step_up') ? [] : countersign.step_up
        expect(countersign.step_up).toEqual(carried)
        expect(plans).toEqual(expect.arrayContaining([...carried]))
        expect(countersign.policy).toBe(shed.includes('policy') ? '' : decision.policy.name)
      }),
    )
  })

  test('are plain JSON: parsing the text gives the attributes back', () => {
    fc.assert(
      fc.property(anyEngagement, anyDecision, (engagement, decision) => {
        const { attributes, text } = toTaskAttributes(engagement, decision)
        expect(JSON.parse(text)).toEqual(attributes)
      }),
    )
  })

  test('withheld attributes fit the smallest limit, whatever the policy', () => {
    const anyNames = fc.array(fc.record({ name: fc.string() }), { maxLength: 50 })
    fc.assert(
      fc.property(fc.string(), anyNames, anyNames, (reason, classes, actions) => {
        const { size, attributes } = withheldTaskAttributes(reason, {
          policy: { classes, actions },
          limit: SMALLEST_LIMIT,
        })
        expect(size).toBeLessThanOrEqual(SMALLEST_LIMIT)
        expect(Object.keys(attributes.countersign)).toEqual(shape)
        expect(attributes.countersign.rank).toBe(0)
      }),
    )
  })

  test('two classes that become one key show the stricter disclosure', () => {
    fc.assert(
      fc.property(anyEngagement, anyDecision, (engagement, decision) => {
        const disclosure = { 'phi-notes': 'none', phi_notes: 'full' } as const
        const emitted = toTaskAttributes(engagement, { ...decision, disclosure }, { limit: 4096 })
        const { countersign } = emitted.attributes
        if (countersign.status === 'decided') {
          expect(countersign.disclosure['phi_notes']).toBe('none')
        }
      }),
    )
  })

  test('two actions that become one key show the stricter answer', () => {
    const answer = (actions: Decision['actions']) =>
      toTaskAttributes(anEngagement, { ...aDecision, actions }).attributes.countersign.actions
    expect(answer({ 'pay-now': 'deny', pay_now: 'allow' })).toEqual({ pay_now: 'deny' })
    expect(answer({ 'pay-now': 'allow', pay_now: 'step_up' })).toEqual({ pay_now: 'step_up' })
  })

  test('a claim that was cut short is marked as shed, though all would fit', () => {
    const emitted = toTaskAttributes(anEngagement, aDecision, { claims: { a: 'x'.repeat(257) } })
    expect([emitted.shed, emitted.attributes.claimed['a']]).toEqual([['claimed'], 'x'.repeat(256)])
  })

  test('an audience without a default rule is summed up as dropped', () => {
    const agent = [{ target: 'text', identifier: 'phone', action: 'keep' }] as const
    const redaction = { ...aDecision.redaction, agent }
    const { attributes } = toTaskAttributes(anEngagement, { ...aDecision, redaction })
    expect(attributes.countersign.redaction).toMatchObject({
      agent: 'drop',
      bot: 'mask',
      log: 'drop',
    })
  })

  test('whatever comes as an engagement, there is an answer', () => {
    fc.assert(
      fc.property(fc.anything(), fc.anything(), fc.anything(), (anything, contact, claims) => {
        for (const broken of [anything, { contact, claims }]) {
          const engagement: Engagement =
            JSON.parse(JSON.stringify({ broken }, plain)).broken ?? null
          const { attributes } = toTaskAttributes(engagement, aDecision)
          expect(Object.keys(attributes.countersign)).toEqual(shape)
          expect(toStudioResult(engagement, aDecision).ok).toBe('true')
        }
      }),
    )
  })

  test('the display name is only what they say', () => {
    const { attributes } = toTaskAttributes(anEngagement, aDecision, { displayName: 'Ada L' })
    expect(attributes.claimed['display_name']).toBe('Ada L')
    expect(JSON.stringify(attributes.countersign)).not.toContain('Ada')
  })

  // Flex's own order, as Twilio's support describes it for tasks that are no calls.
  const shownByFlex = ({ name, from }: Readonly<Record<string, unknown>>) => name ?? from

  test("a name in Flex's task list always says that it is not verified", () => {
    fc.assert(
      fc.property(
        anyEngagement,
        anyDecision,
        fc.string(),
        anyLimit,
        (engagement, decision, displayName, limit) => {
          const options = { displayName, ...withLimit(limit) }
          const { attributes, shed } = toTaskAttributes(engagement, decision, options)
          const shown = shownByFlex({ from: '+14155550100', ...attributes })
          if (attributes.name === undefined) expect(shown).toBe('+14155550100')
          else expect(shown).toMatch(/ \(not verified\)$/)
          // What is not there was not said, or had no room.
          const said = attributes.claimed['display_name'] ?? ''
          if (shed.length === 0)
            expect(attributes.name ?? '').toBe(said === '' ? '' : `${said} (not verified)`)
        },
      ),
    )
  })

  test('a number given as a name is hidden in the task list as it is in the claim', () => {
    const redaction = {
      ...aDecision.redaction,
      agent: [{ target: 'text', identifier: 'phone', action: 'mask' } as const],
    }
    const { attributes } = toTaskAttributes(
      anEngagement,
      { ...aDecision, redaction },
      { displayName: '+1 415 555 0199' },
    )
    expect(JSON.stringify(attributes)).not.toContain('415')
    expect(attributes.name).toBe(`${attributes.claimed['display_name']} (not verified)`)
  })
})

test('a task holds 4,096 characters of attributes, and Send to Flex 1,024', () => {
  expect([TASK_LIMIT, SEND_TO_FLEX_LIMIT, SMALLEST_LIMIT]).toEqual([4_096, 1_024, 640])
})
