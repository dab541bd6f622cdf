import type { CompiledPolicy } from '../decide/index.js'
import { evaluate } from '../evaluate.js'
import type { Decision } from '../model/index.js'
import type { GivenDocument, Invariant, PolicyTest } from '../policy/index.js'
import { givenOf, type Situation } from './engagementOf.js'

/**
 * Makes the test row that a decision passes: trust, on whose behalf, every class that is given,
 * every action that is allowed, what an agent sees by breaking the glass, and the route.
 *
 * A class or action that a row does not name is expected to be withheld, so nothing else has to be
 * said. The name is a suggestion, and two rows may get the same.
 */
export function testOf(given: GivenDocument, decision: Decision): PolicyTest {
  const { trust, disclosure, actions, route, breakGlass } = decision
  const open = Object.entries(disclosure).filter(([, rung]) => rung !== 'none')
  const allowed = Object.entries(actions).filter(([, answer]) => answer === 'allow')
  return {
    name: `${trust.level} on ${given.channel}`,
    given,
    expect: {
      trust: trust.level,
      ...actingOf(decision),
      ...(breakGlass !== undefined && { break_glass: breakGlass.classes }),
      ...Object.fromEntries([...open, ...allowed]),
      route: route.id,
    },
  }
}

/** Says on whose behalf and as what; nothing of somebody who writes for themselves. */
export const actingOf = ({ acting }: Decision): PolicyTest['expect'] =>
  acting === undefined
    ? {}
    : {
        ...(acting.subject !== null && { acting_for: acting.subject }),
        acting_as: acting.as,
      }

/**
 * Makes a test row of an engagement that breaks an invariant: it gives that engagement, and expects what is decided now of
 * all but what the invariant forbids. So it fails until the policy is mended, and then holds what was mended.
 */
export function rowAgainst(
  policy: CompiledPolicy,
  { never, always }: Invariant,
  { name, situation }: { readonly name: string; readonly situation: Situation },
): PolicyTest {
  const decision = evaluate(policy, situation.engagement, situation.at)
  const row = testOf(givenOf(situation), decision)
  const claim = never ?? always ?? {}
  // What the invariant forbids is left open: how it is mended is for the author to say.
  const isRouted = claim.route !== undefined || claim.queue !== undefined
  const kept = Object.entries(row.expect).filter(
    ([key]) => key !== claim.class && key !== claim.action && !(isRouted && key === 'route'),
  )
  const { class: owed, at_least: least } = always ?? {}
  return {
    name,
    given: row.given,
    expect: {
      ...Object.fromEntries(kept),
      ...(owed !== undefined && least !== undefined && { [owed]: least }),
      ...(always?.action !== undefined &&
        always.answer !== undefined && { [always.action]: [always.answer].flat()[0] ?? 'deny' }),
    },
  }
}
