import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { holdsInexactNumber } from '../../../src/twilio/outbound/inexactNumber.js'
import { INSIGHTS_FACTS, INSIGHTS_KEYS, toInsights } from '../../../src/twilio/outbound/insights.js'
import { mergeAttributes } from '../../../src/twilio/outbound/mergeAttributes.js'
import { TASK_LIMIT, toTaskAttributes } from '../../../src/twilio/outbound/taskAttributes.js'
import { aDecision, anEngagement, anyDecision, anyEngagement } from '../../arbitraries/decision.js'

const anyExisting = fc.dictionary(fc.string(), fc.jsonValue(), { maxKeys: 10 })

const merge = (existing: unknown, options = {}) =>
  mergeAttributes(existing, anEngagement, aDecision, options)

describe('merging into the attributes of a task', () => {
  test('loses none that were there, stays within the limit, and twice is as once', () => {
    fc.assert(
      fc.property(anyExisting, anyEngagement, anyDecision, (existing, engagement, decision) => {
        const { countersign: _, claimed: __, ...others } = existing
        const merged = mergeAttributes(existing, engagement, decision)
        if (!merged.ok) {
          expect(JSON.stringify(others).length).toBeGreaterThan(3000)
          return
        }
        expect(merged.value.size).toBeLessThanOrEqual(TASK_LIMIT)
        const { countersign, claimed, ...kept } = JSON.parse(merged.value.update.attributes)
        expect(kept).toEqual(JSON.parse(JSON.stringify(others)))
        expect(claimed).toEqual(merged.value.attributes['claimed'])
        expect(countersign).toEqual(merged.value.attributes['countersign'])
        expect(mergeAttributes(merged.value.text, engagement, decision)).toEqual(merged)
      }),
    )
  })

  test.each([{}, { other: 'x'.repeat(1000) }])(
    'fills the limit to the last character',
    (existing) => {
      const sizeOf = (fillers: number, length: number) => {
        const names = Array.from({ length: fillers }, (_, at) => [`k${at}`, 'v'.repeat(90)])
        // The last never fits, so that the room for the mark of shed claims is used as well.
        const claims = {
          ...Object.fromEntries(names),
          last: 'v'.repeat(length),
          huge: 'v'.repeat(256),
        }
        const merged = merge(existing, { claims })
        return merged.ok && merged.value.shed.length > 0 ? merged.value.size : 0
      }
      const fillers = Array.from({ length: 40 }, (_, at) => at).find((at) => sizeOf(at, 0) > 0) ?? 0
      // As much longer as there is room: a character more, and the last is shed as well.
      const longest = TASK_LIMIT - sizeOf(fillers, 0)
      expect(longest).toBeLessThanOrEqual(256)
      expect(sizeOf(fillers, longest)).toBe(TASK_LIMIT)
      expect(sizeOf(fillers, longest + 1)).toBeLessThan(TASK_LIMIT)
    },
  )

  test('the keys of Flex are never written over', () => {
    const flex = {
      name: 'a',
      from: 'b',
      customerName: 'c',
      customerAddress: 'd',
      conversations: { x: 1 },
    }
    const merged = merge(flex)
    expect(merged.ok && merged.value.attributes).toMatchObject(flex)
  })

  test('a name of somebody else stays, and one of ours follows what they say now', () => {
    const nameAfter = (existing: unknown, displayName?: string) => {
      const merged = merge(existing, displayName === undefined ? {} : { displayName })
      return merged.ok ? merged.value.attributes['name'] : merged
    }
    expect(nameAfter({ name: 'VIP desk' }, 'Ada')).toBe('VIP desk')
    expect(nameAfter({}, 'Ada')).toBe('Ada (not verified)')
    expect(nameAfter({ name: 'Ada (not verified)' }, 'Grace')).toBe('Grace (not verified)')
    expect(nameAfter({ name: 'Ada (not verified)' })).toBeUndefined()
  })

  const cyclic: Record<string, unknown> = {}
  cyclic['self'] = cyclic

  test.each([
    ['text that is not JSON', '{"a":', 'not_json'],
    ['a cycle', cyclic, 'not_json'],
    ['a big integer', { a: 10n }, 'not_json'],
    ['nothing', undefined, 'not_json'],
    ['an id of twenty digits', '{"id":12345678901234567890}', 'number_not_exact'],
    ['a number beyond all', '{"id":1e400}', 'number_not_exact'],
    ['a list', [1], 'not_an_object'],
    ['a full task', { a: 'x'.repeat(4000) }, 'existing_over_limit'],
    ['a flood', 'x'.repeat(70_000), 'not_json'],
  ])('%s is refused and nothing is written', (_, existing, code) => {
    expect(merge(existing)).toEqual({ ok: false, issues: [{ code, path: '' }] })
  })

  test('a number that survives is no hindrance, nor digits in a text', () => {
    const texts = [
      '{"a":0.1}',
      '{"a":-1.50e3}',
      '{"a":14155550100}',
      '{"a":"12345678901234567890"}',
      '{"a\\"":1}',
    ]
    for (const text of texts) expect(merge(text).ok).toBe(true)
    fc.assert(
      fc.property(anyExisting, (existing) => {
        expect(holdsInexactNumber(JSON.stringify(existing))).toBe(false)
      }),
    )
  })

  test('the update names the version that was read', () => {
    const merged = merge({}, { etag: '3' })
    expect(merged.ok && merged.value.update).toEqual({
      attributes: merged.ok && merged.value.text,
      ifMatch: '3',
    })
  })
})

describe('Flex Insights', () => {
  const facts = toInsights(anEngagement, aDecision, {
    conversations: {
      conversation_attribute_1: 'level',
      conversation_label_2: 'route',
      conversation_measure_1: 'rank',
    },
    customers: { customer_label_1: 'resolution' },
  })

  test('shows the facts a mapping asks for', () => {
    expect(facts).toEqual({
      ok: true,
      value: {
        conversations: {
          conversation_attribute_1: 'verified',
          conversation_label_2: 'verified',
          conversation_measure_1: 3,
        },
        customers: { customer_label_1: 'unique' },
      },
    })
  })

  test('never the customer, an address or a claim, whatever the mapping', () => {
    fc.assert(
      fc.property(anyDecision, fc.constantFrom(...INSIGHTS_FACTS), (decision, fact) => {
        const secret = { ...decision, trust: { ...decision.trust, customer: 'customer 4711' } }
        const told = JSON.stringify(
          toInsights(anEngagement, secret, { customers: { customer_attribute_1: fact } }),
        )
        expect(told).not.toMatch(/4711|4155550100|Ada/)
      }),
    )
  })

  test.each(['phone', 'email', 'external_id', 'external_contact', 'name', '__proto__'])(
    'has no place for %s',
    (key) => {
      for (const group of ['conversations', 'customers'] as const) {
        expect(INSIGHTS_KEYS[group]).not.toContain(key)
        const mapping = { [group]: Object.fromEntries([[key, 'level' as const]]) }
        expect(toInsights(anEngagement, aDecision, mapping)).toMatchObject({
          ok: false,
          issues: [{ code: 'not_allowed', path: `/${group}/${key}` }],
        })
      }
    },
  )

  test('text is refused under a measure', () => {
    const mapping = { conversations: { conversation_measure_3: 'level' as const } }
    expect(toInsights(anEngagement, aDecision, mapping)).toMatchObject({
      issues: [{ code: 'not_a_number' }],
    })
  })

  test('what a task has under a key stays', () => {
    if (!facts.ok) throw new Error('no facts')
    const existing = {
      conversations: { conversation_attribute_1: 'theirs', media: [] },
      customers: 'not an object',
    }
    const merged = merge(existing, { insights: facts.value })
    expect(merged.ok && merged.value.attributes).toMatchObject({
      conversations: {
        conversation_attribute_1: 'theirs',
        media: [],
        conversation_label_2: 'verified',
      },
      customers: 'not an object',
    })
  })
})

test('an ordinary decision fits Send to Flex whole', () => {
  const { shed, size } = toTaskAttributes(anEngagement, aDecision)
  expect(shed).toEqual([])
  expect(size).toBeLessThan(900)
})
