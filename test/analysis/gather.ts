import fc from 'fast-check'
import { attestations, factors } from '../../src/analysis/space/factors.js'
import type { Space } from '../../src/analysis/space/openSpace.js'
import { ingredientsOf } from '../../src/analysis/space/proofs.js'
import { risks } from '../../src/analysis/space/risks.js'
import { compose, SCENE } from '../../src/analysis/space/scene.js'
import type { CompiledPolicy } from '../../src/decide/index.js'
import { DAY, type Engagement } from '../../src/model/index.js'

/** Names everything a policy may be asked for. */
export const topicsOf = ({ classes, actions }: CompiledPolicy): readonly string[] =>
  [...classes, ...actions].map(({ name }) => name)

/** Any engagement that a person may make of what there is to gather, asking for some of what a policy has. */
export function anyEngagement(policy: CompiledPolicy, space: Space): fc.Arbitrary<Engagement> {
  const topics = topicsOf(policy)
  const all = [
    ...ingredientsOf([policy], ['sms', 'sna', 'call']),
    ...factors,
    ...attestations,
    ...risks,
  ]
  const anyProof = fc.record({
    ingredient: fc.constantFrom(...all),
    age: fc.integer({ min: 1_000, max: 40 * DAY }),
    purpose: fc.option(fc.constantFrom(...topics)),
    linked: fc.boolean(),
  })
  return fc
    .record({
      world: fc.constantFrom(...space.universe.worlds),
      proofs: fc.array(anyProof, { maxLength: 6 }),
      pays: fc.boolean(),
    })
    .map(({ world, proofs, pays }) => {
      const contact = world.callers[0]?.contact ?? { channel: 'unknown', address: 'unknown' }
      const parts = proofs.map(({ ingredient, age, purpose, linked }, serial) =>
        ingredient.part({ at: SCENE.at - age, purpose, linked, serial }),
      )
      return compose(contact, [...world.parts(contact), ...parts], {
        intent: { classes: topics, ...(pays && { amount: SCENE.amount, payee: SCENE.payee }) },
      })
    })
}
