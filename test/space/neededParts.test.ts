import fc from 'fast-check'
import { expect, test } from 'vitest'
import { openSpace, prove } from '../../src/analysis/index.js'
import { compilePolicy, type Invariant } from '../../src/policy/index.js'
import { all, any, truthOf } from '../../src/space/formula.js'
import { neededParts } from '../../src/space/neededParts.js'
import { isAtLeast, isSo, READ, startTerms, variable, WRITE } from '../../src/space/terms.js'
import { runs } from '../runs.js'

const RISKS = ['fraud', 'sim_swap', 'velocity'] as const

test('what a state needs is said without what does not matter to it', () => {
  fc.assert(
    fc.property(
      fc.nat(4),
      fc.nat(4),
      fc.array(fc.boolean(), { minLength: 3, maxLength: 3 }),
      fc.nat(4),
      fc.nat(4),
      (write, read, bad, leastWrite, leastRead) => {
        const terms = startTerms([])
        const risks = RISKS.map((risk) => variable(terms, `risk ${risk}`, 2))
        const asked = all(
          isAtLeast(WRITE, leastWrite),
          any(isAtLeast(READ, leastRead), ...RISKS.map((risk) => isSo(terms, `risk ${risk}`))),
        )
        const settled = terms.full.map((full, of) => {
          if (of === WRITE) return 1n << BigInt(write)
          if (of === READ) return 1n << BigInt(read)
          const risk = risks.indexOf(of)
          return risk < 0 ? full : bad[risk] === true ? 2n : 1n
        })
        if (truthOf(asked, settled) !== true) return
        const core = neededParts(terms, asked, settled)
        const isWriteNeeded = leastWrite > 0
        const isMoreNeeded = leastRead > 0
        expect(core.includes(`write ${write}`)).toBe(isWriteNeeded)
        // One of several that would do is enough.
        expect(core.filter((part) => !part.startsWith('write')).length).toBe(isMoreNeeded ? 1 : 0)
      },
    ),
    runs(400),
  )
})

test('what is not proved says which law would rule it out', () => {
  const policy = compilePolicy({
    policy: 'one',
    version: 1,
    classes: { account: { fields: ['orders.*'], full: { write: 'verified', read: 'verified' } } },
    routes: [
      { id: 'held', when: { trust_below: 'claimed', read: 'claimed' }, queue: 'desk' },
      { id: 'rest', queue: 'front' },
    ],
  })
  if (!policy.ok) throw new Error('does not compile')
  // Whoever is read at 1 writes at 1 at least, which is no law of those that proofs rest on.
  const never: Invariant = { never: { route: 'held' } }
  const proof = prove(openSpace(policy.value), never)
  expect(proof.ok && proof.value.verdict).toBe('not_proved')
  expect(proof.ok ? proof.value.open : '').toContain(
    'these may come together: write 0, read 1 or 2 or 3',
  )
})
