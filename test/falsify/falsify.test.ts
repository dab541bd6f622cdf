import { expect, test } from 'vitest'
import { falsifyOnce, startCounts } from './falsify.js'

// Offers to step up are counted by the falsifier and not yet held to: one may not open where somebody else reads.
test('no engagement is found that shows an answer of the analysis not to be so', () => {
  const counts = startCounts()
  const found: string[] = []
  for (let seed = 7_000_000; seed < 7_000_010; seed += 1) {
    falsifyOnce(
      seed,
      counts,
      (kind, detail) => {
        if (kind !== 'offer' && kind !== 'open') found.push(`${kind} ${JSON.stringify(detail)}`)
      },
      false,
    )
  }
  expect(found).toEqual([])
  expect(counts.engagements).toBeGreaterThan(200)
  expect(counts.proved).toBeGreaterThan(1)
  expect(counts.untils).toBeGreaterThan(40)
}, 180_000)
