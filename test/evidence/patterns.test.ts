import { isSafe } from 'redos-detector'
import { expect, test } from 'vitest'
import { SWAP_PERIOD } from '../../src/evidence/simSwap.js'

test('the pattern of a duration is safe from catastrophic backtracking', () => {
  expect(isSafe(SWAP_PERIOD).safe).toBe(true)
})
