import { expect, test } from 'vitest'
import { isConditionAtLeast } from '../../src/decide/requirement/isConditionAtLeast.js'
import type { ConditionValue } from '../../src/model/index.js'

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
