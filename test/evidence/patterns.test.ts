import { isSafe } from 'redos-detector'
import { expect, test } from 'vitest'
import { DURATION } from '../../src/evidence/simSwap.js'

test('the pattern of a duration is safe from catastrophic backtracking', () => {
  expect(isSafe(DURATION).safe).toBe(true)
})
