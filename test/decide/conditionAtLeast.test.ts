import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isConditionAtLeast } from '../../src/decide/requirement/isConditionAtLeast.js'
import type { ConditionValue, FactTest } from '../../src/model/index.js'
import { runs } from '../runs.js'

const UNLISTED: readonly (readonly [ConditionValue, ConditionValue])[] = [
  [{ risk: ['sim_swap'] }, { risk: ['conflict'] }],
  [{ trust: 2 }, { trust: 3 }],
  [{ channel: ['sms'] }, { channel: ['sms'], read: 3 }],
  [{ any: [{ channel: ['sms'] }] }, { any: [{ channel: ['sms'], discloses: { a: 'full' } }] }],
]

test.each(UNLISTED)('what is not told apart is never taken for as strict: %j, %j', (one, other) => {
  expect(isConditionAtLeast(one, other)).toBe(false)
  expect(isConditionAtLeast(other, other)).toBe(true)
})

const someOf = (...words: readonly string[]) => fc.subarray([...words], { minLength: 1 })
const tests: readonly FactTest[] = [
  'a',
  'b',
  { above: '1' },
  { upTo: '2' },
  { above: '2', upTo: '3' },
]
const anyPlain: fc.Arbitrary<ConditionValue> = fc.record(
  {
    channel: someOf('sms', 'email'),
    to: someOf('x', 'y'),
    intent: someOf('pay', 'close'),
    role: someOf('senior', 'fraud'),
    context: fc.dictionary(fc.constantFrom('f', 'g'), fc.subarray([...tests], { minLength: 1 })),
    from: fc.constantFrom(1, 2),
    until: fc.constantFrom(2, 3),
  },
  { requiredKeys: [] },
)
// Few at a time: every way to meet the one is held against every way to meet the other.
const anyCondition: fc.Arbitrary<ConditionValue> = fc.oneof(
  anyPlain,
  fc.tuple(anyPlain, anyPlain).map(([plain, inner]) => ({ ...plain, all: [inner] })),
  fc.tuple(anyPlain, anyPlain).map(([one, other]) => ({ any: [one, other] })),
)

/** All that a condition can ask about, in each case that these can tell apart. */
interface ConditionState {
  readonly channel: string
  readonly to: string
  readonly intent: readonly string[]
  readonly role: readonly string[]
  readonly facts: Readonly<Record<string, string | undefined>>
  readonly at: number
}
const FACTS = [undefined, 'a', '1', '2', '3', '4']
const SETS = (one: string, other: string) => [[], [one], [other], [one, other]]
const anyCase: fc.Arbitrary<ConditionState> = fc.record({
  channel: fc.constantFrom('sms', 'email', 'web_chat'),
  to: fc.constantFrom('x', 'y', 'z'),
  intent: fc.constantFrom(...SETS('pay', 'close')),
  role: fc.constantFrom(...SETS('senior', 'fraud')),
  facts: fc.record({ f: fc.constantFrom(...FACTS), g: fc.constantFrom(...FACTS) }),
  at: fc.constantFrom(0, 1, 2, 3),
})

function passes(test: FactTest, fact: string | undefined): boolean {
  if (fact === undefined) return false
  if (typeof test !== 'object') return test === fact
  const value = Number(fact)
  const { above = '-1', upTo = '9' } = test
  return value > Number(above) && value <= Number(upTo)
}

/** What a condition means, written as plainly as can be. */
const holds = (when: ConditionValue, one: ConditionState): boolean =>
  (when.channel?.includes(one.channel) ?? true) &&
  (when.to?.includes(one.to) ?? true) &&
  (when.intent?.some((word) => one.intent.includes(word)) ?? true) &&
  (when.role?.some((word) => one.role.includes(word)) ?? true) &&
  Object.entries(when.context ?? {}).every(([name, some]) =>
    some.some((test) => passes(test, one.facts[name])),
  ) &&
  one.at >= (when.from ?? 0) &&
  one.at < (when.until ?? 9) &&
  (when.any?.some((inner) => holds(inner, one)) ?? true) &&
  (when.all?.every((inner) => holds(inner, one)) ?? true)

/** Any two conditions, or one and what is made of it by leaving something out or by another way to meet it. */
const anyTwo = fc
  .tuple(anyCondition, anyCondition, fc.nat(), fc.constantFrom('free', 'less', 'wider', 'both'))
  .map(([one, other, at, how]): readonly [ConditionValue, ConditionValue] => {
    if (how === 'wider') return [one, { any: [other, one] }]
    if (how === 'both') return [{ all: [one, other] }, other]
    if (how === 'free') return [one, other]
    const names = Object.keys(one)
    const left = Object.entries(one).filter(([name]) => name !== names[at % names.length])
    return [one, Object.fromEntries(left)]
  })

test('whatever meets a condition that is called as strict meets the other', () => {
  let strict = 0
  fc.assert(
    fc.property(
      anyTwo,
      fc.array(anyCase, { minLength: 10, maxLength: 30 }),
      ([one, other], cases) => {
        const isStrict = isConditionAtLeast(one, other)
        const met = cases.filter((state) => holds(one, state) && !holds(other, state))
        expect(isStrict && met.length > 0, JSON.stringify([one, other])).toEqual(false)
        if (isStrict) strict += 1
      },
    ),
    runs(150),
  )
  expect(strict).toBeGreaterThan(20)
})
