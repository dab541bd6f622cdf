import fc from 'fast-check'
import type { CompiledPolicy } from '../../src/decide/index.js'
import { DAY, type Engagement } from '../../src/model/index.js'
import {
  badParts,
  callersOf,
  composeEngagement,
  contradictingParts,
  partsOfContact,
  SCENE,
  specimensOf,
  stampOf,
  waysToMake,
} from '../../src/space/index.js'

/** Names everything a policy may be asked for. */
export const topicsOf = ({ classes, actions }: CompiledPolicy): readonly string[] =>
  [...classes, ...actions].map(({ name }) => name)

/** Any engagement that a person may make of what there is to gather, asking for some of what a policy has. */
export function anyEngagement(policy: CompiledPolicy): fc.Arbitrary<Engagement> {
  const topics = topicsOf(policy)
  const proofs = specimensOf(policy).flatMap(([, one]) => (one.says === 'proof' ? [one] : []))
  const anyProof = fc.record({
    specimen: fc.constantFrom(...proofs),
    grade: fc.integer({ min: 1, max: 3 }),
    pick: fc.nat(),
    age: fc.integer({ min: 1_000, max: 40 * DAY }),
    purpose: fc.option(fc.constantFrom(...topics)),
    linked: fc.boolean(),
  })
  return fc.constantFrom(...callersOf([policy])).chain((caller) => {
    const known = [...partsOfContact(policy, caller), ...contradictingParts(policy)]
    const bad = badParts(policy, caller).map(({ part }) => part)
    return fc
      .record({
        contact: fc.constantFrom(...known),
        against: fc.array(fc.constantFrom(...bad), { maxLength: 2 }),
        made: fc.array(anyProof, { maxLength: 6 }),
        pays: fc.boolean(),
      })
      .map(({ contact, against, made, pays }) => {
        const { amount, payee } = SCENE
        const parts = made.flatMap(({ specimen, grade, pick, age, purpose, linked }, serial) => {
          const payment = linked ? { amount, payee } : null
          const scene = { settings: policy, caller, purposes: [] }
          const ways = waysToMake(
            scene,
            specimen,
            grade,
            stampOf(age, serial, { purpose, payment }),
          )
          return ways.slice(pick % ways.length).slice(0, 1)
        })
        return composeEngagement(caller.contact, [contact, ...against, ...parts], {
          intent: { classes: topics, ...(pays && { amount, payee }) },
        })
      })
  })
}
