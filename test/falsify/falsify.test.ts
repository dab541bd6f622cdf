import { expect, test } from 'vitest'
import { times } from '../runs.js'
import { startCounts } from './counts.js'
import { falsifyOnce } from './falsify.js'

// What nothing proves and nothing shows to be false is no lie.
test('no engagement is found that shows an answer of the analysis not to be so', () => {
  const counts = startCounts()
  const found: string[] = []
  for (let seed = 7_000_000; seed < 7_000_000 + POLICIES; seed += 1) {
    falsifyOnce(seed, {
      counts,
      report: (kind, detail) => {
        if (kind !== 'open' && kind !== 'not compared')
          found.push(`${kind} ${JSON.stringify(detail)}`)
      },
      isDeep: false,
    })
  }
  expect(found).toEqual([])
  expect(counts.engagements).toBeGreaterThan(400)
  expect(counts.proved).toBeGreaterThan(5)
  expect(counts.offers).toBeGreaterThan(30)
  expect(counts.flips).toBeGreaterThan(0)
  expect(counts.untils).toBeGreaterThan(150)
}, 240_000)

const POLICIES = times(12)
