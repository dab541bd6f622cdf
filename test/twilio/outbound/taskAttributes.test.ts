import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { AUDIENCES, type Decision, type Engagement } from '../../../src/model/index.js'
import { SHED_ORDER } from '../../../src/twilio/outbound/attributeShape.js'
import { toStudioResult } from '../../../src/twilio/outbound/studioResult.js'
import {
  SEND_TO_FLEX_LIMIT,
  SMALLEST_LIMIT,
  TASK_LIMIT,
  type TaskEmission,
  toTaskAttributes,
  withheldTaskAttributes,
} from '../../../src/twilio/outbound/taskAttributes.js'
import { aDecision, anEngagement, anyDecision, anyEngagement } from '../../arbitraries/decision.js'
import { runs } from '../../runs.js'

const anyLimit = fc.oneof(
  fc.constantFrom(undefined, TASK_LIMIT),
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

function isWithin({ text, size }: TaskEmission, limit: number | undefined): void {
  const bound = Number.isFinite(limit ?? Number.NaN) ? (limit ?? 0) : SEND_TO_FLEX_LIMIT
  expect(size).toBe(text.length)
  expect(size).toBeLessThanOrEqual(Math.min(TASK_LIMIT, Math.max(SMALLEST_LIMIT, bound)))
}

/** Every key of the shape is there on every path, an expression can read it, and it is plain JSON. */
function hasEveryKey({ attributes, text }: TaskEmission): void {
  expect(JSON.parse(text)).toEqual(attributes)
  const [first, second, third = 'name', ...others] = Object.keys(attributes)
  expect([first, second, third, ...others]).toEqual(['countersign', 'claimed', 'name'])
  expect(Object.keys(attributes.countersign)).toEqual(shape)
  const unreadable = keysOf(attributes).filter(
    (key) => !/^(?!(?:__proto__|constructor)$)[A-Za-z_][A-Za-z0-9_]*$/.test(key),
  )
  expect(unreadable).toEqual([])
}

/** Identity, route and redaction are never shed. */
function keepsIdentity({ attributes: { countersign } }: TaskEmission, decision: Decision): void {
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
}

/** What is shed is shed in the declared order, and all that is missing is marked. */
function shedsInOrder({ attributes, shed }: TaskEmission, decision: Decision): void {
  const last = shed.at(-1)
  const parts = last === undefined ? [] : SHED_ORDER.slice(0, SHED_ORDER.indexOf(last) + 1)
  expect(unclaimed(shed)).toEqual(unclaimed(parts))
  const { countersign } = attributes
  if (countersign.status === 'withheld') return
  const codes = new Set(decision.reasons.map(({ code }) => code))
  expect(countersign.reasons).toHaveLength(shed.includes('reasons') ? 0 : codes.size)
  const plans = decision.stepUp.map(({ methods }) => methods.join('+'))
  const carried = shed.includes('step_up') ? [] : countersign.step_up
  expect(countersign.step_up).toEqual(carried)
  expect(plans).toEqual(expect.arrayContaining([...carried]))
  expect(countersign.policy).toBe(shed.includes('policy') ? '' : decision.policy.name)
}

const unclaimed = (parts: readonly string[]) => parts.filter((part) => part !== 'claimed')

/** Outside `claimed` it is the same whatever is claimed, as if nothing were. */
function isAlikeOutsideClaimed({ attributes }: TaskEmission, other: TaskEmission): void {
  const [one, two] = [attributes.countersign, other.attributes.countersign]
  expect({ ...one, shed: unclaimed(one.shed) }).toEqual({ ...two, shed: unclaimed(two.shed) })
}

describe('task attributes', () => {
  test('keep their limit, their keys and what they may not shed, whatever the decision, the claims and the limit', () => {
    fc.assert(
      fc.property(anyEngagement, anyDecision, anyLimit, (engagement, decision, limit) => {
        const emission = toTaskAttributes(engagement, decision, withLimit(limit))
        isWithin(emission, limit)
        hasEveryKey(emission)
        keepsIdentity(emission, decision)
        shedsInOrder(emission, decision)
        const bare = toTaskAttributes(engagement, decision, { ...withLimit(limit), claims: {} })
        isAlikeOutsideClaimed(emission, bare)
      }),
    )
  })

  test.each([9_000, TASK_LIMIT, Number.POSITIVE_INFINITY, undefined])(
    'as many claims are carried as a limit of %s has room for, and none above what a task holds',
    (limit) => {
      const names = Array.from({ length: 40 }, (_, at) => [`k${at}`, 'v'.repeat(250)])
      const options = { ...withLimit(limit), claims: Object.fromEntries(names) }
      const { size } = toTaskAttributes(anEngagement, aDecision, options)
      const most =
        limit === undefined || limit === Number.POSITIVE_INFINITY ? SEND_TO_FLEX_LIMIT : TASK_LIMIT
      expect(size).toBeLessThanOrEqual(most)
      expect(size).toBeGreaterThan(most - 270)
    },
  )

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
    const answer = (disclosure: Decision['disclosure']) =>
      toTaskAttributes(anEngagement, { ...aDecision, disclosure }).attributes.countersign.disclosure
    expect(answer({ 'phi-notes': 'none', phi_notes: 'full' })).toEqual({ phi_notes: 'none' })
    expect(answer({ 'phi-notes': 'full', phi_notes: 'masked' })).toEqual({ phi_notes: 'masked' })
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

  test("a name in Flex's task list always says that it is not verified, and takes no room that is not there", () => {
    fc.assert(
      fc.property(
        anyEngagement,
        anyDecision,
        fc.string(),
        anyLimit,
        (engagement, decision, displayName, limit) => {
          const options = { displayName, ...withLimit(limit) }
          const emission = toTaskAttributes(engagement, decision, options)
          isWithin(emission, limit)
          const { attributes, shed } = emission
          const shown = shownByFlex({ from: '+14155550100', ...attributes })
          if (attributes.name === undefined) expect(shown).toBe('+14155550100')
          else expect(shown).toMatch(/ \(not verified\)$/)
          // What is not there was not said, or had no room.
          const said = attributes.claimed['display_name'] ?? ''
          if (shed.length === 0)
            expect(attributes.name ?? '').toBe(said === '' ? '' : `${said} (not verified)`)
        },
      ),
      runs(50),
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
