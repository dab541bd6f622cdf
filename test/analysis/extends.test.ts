import fc from 'fast-check'
import { expect, test, vi } from 'vitest'
import { diff } from '../../src/analysis/index.js'
import { compilePolicy } from '../../src/policy/index.js'
import { anyPolicy } from '../policy/arbitraries.js'
import { runs } from '../runs.js'
import { anyOverlay } from './overlays.js'

// Whole comparisons of generated policies take their time on a busy machine.
vi.setConfig({ testTimeout: 240_000 })

test('a policy that extends another never discloses or allows more, over every state', () => {
  fc.assert(
    fc.property(
      anyPolicy,
      fc.array(anyOverlay, { minLength: 1, maxLength: 3 }),
      (base, overlays) => {
        const brand = Object.assign({}, ...overlays.map((one) => one(base)))
        const before = compilePolicy(base)
        const after = compilePolicy(
          { extends: 'base.yaml', policy: 'brand', version: 1, ...brand },
          { files: { 'base.yaml': base } },
        )
        expect(before.ok).toBe(true)
        if (!before.ok || !after.ok) return
        const compared = diff(before.value, after.value)
        const looser = compared.ok
          ? [
              ...compared.value.regions.filter(
                ({ change, after: now }) => change === 'looser' && now !== 'step_up',
              ),
              ...compared.value.changes.filter(
                ({ change, about, before: old }) =>
                  change === 'looser' &&
                  about !== 'step_up' &&
                  // What no class names stands in the most sensitive one. A comparison calls it looser to name it in
                  // any class; composition holds that class against the most sensitive (test/policy/extends).
                  !(about === 'field' && old === 'no class'),
              ),
            ]
          : []
        expect(looser).toEqual([])
      },
    ),
    runs(60),
  )
})
