import { expect, test } from 'vitest'
import { evaluate } from '../../src/evaluate.js'
import { compilePolicy } from '../../src/policy/index.js'
import { fromSeed, NOW } from '../trust/world.js'
import { startCounts } from './counts.js'
import { makeEngagement } from './engagements.js'
import { checkOffers } from './offers.js'
import { makePolicy } from './policies.js'

const POLICIES = 240
const ENGAGEMENTS = 25

test('doing what is offered opens it: whoever else reads, whatever agents said and risks are known', () => {
  const counts = startCounts()
  const found: string[] = []
  for (let seed = 5_000; seed < 5_000 + POLICIES; seed += 1) {
    const choose = fromSeed(seed)
    const compiled = compilePolicy({ ...makePolicy(choose), stepUp: ALL })
    if (!compiled.ok) continue
    for (let at = 0; at < ENGAGEMENTS; at += 1) {
      const engagement = makeEngagement(choose)
      const decision = evaluate(compiled.value, engagement, NOW)
      checkOffers(compiled.value, engagement, decision, counts, (_, detail) => {
        found.push(JSON.stringify([seed, detail]))
      })
    }
  }
  expect(found).toEqual([])
  expect(counts.offers).toBeGreaterThan(2_000)
  expect(counts.largerOffers).toBeLessThan(counts.offers / 40)
}, 300_000)

const ALL = ['login', 'verify_sms', 'verify_email', 'push', 'passkey', 'agent_callback'] as const
