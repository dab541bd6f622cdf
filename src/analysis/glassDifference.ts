import { type CompiledPolicy, glassOpens } from '../decide/index.js'
import { evaluate } from '../evaluate.js'
import { type Decision, type Engagement, SECOND } from '../model/index.js'
import { SCENE, type Situation } from '../space/index.js'

/**
 * Says how a policy lets the glass be broken, and what of its classes that opens, in words that are equal where it is.
 *
 * Classes that the glass does not open in fact are no part of it.
 */
export const glassKey = (policy: CompiledPolicy): string =>
  policy.breakGlass === undefined ? '' : JSON.stringify([policy.breakGlass, glassOpens(policy)])

/**
 * Finds an agent who breaks the glass under one policy and sees or owes something else under another; `null` where there
 * is none. What opens depends on the reason, the roles of the two people and the time alone, so every combination of
 * what either policy names is tried, and the moments at which either ends.
 */
export function glassDifference(before: CompiledPolicy, after: CompiledPolicy): Situation | null {
  if (glassKey(before) === glassKey(after)) return null
  const rules = [before, after].flatMap(({ breakGlass }) => breakGlass ?? [])
  const all = (of: (rule: (typeof rules)[number]) => readonly string[]): readonly string[] => [
    ...new Set(rules.flatMap(of)),
  ]
  // Just before and just when a broken glass ends, for either policy's span.
  const ends = rules.flatMap(({ for: span }) => [span - SECOND, span])
  for (const reason of all(({ reasons }) => reasons))
    for (const role of all(({ roles }) => roles))
      for (const second of all((rule) => rule.second))
        for (const age of [0, ...ends]) {
          const situation = {
            engagement: situationWithGlass(reason, role, second, age),
            at: SCENE.at,
          }
          if (shownIn(before, situation) !== shownIn(after, situation)) return situation
        }
  return null
}

/**
 * An engagement of the scene in which somebody breaks the glass. Two different people, as whoever
 * approves is never the one who asks.
 */
const situationWithGlass = (
  reason: string,
  role: string,
  second: string,
  age: number,
): Engagement => ({
  conversation: SCENE.conversation,
  contact: { channel: 'sms', address: SCENE.phone },
  agent: { worker: 'WK01', roles: [role] },
  breakGlass: {
    reason,
    requestedBy: 'WK01',
    approvedBy: { worker: 'WK02', roles: [second] },
    at: new Date(SCENE.at - age).toISOString(),
  },
})

const shownIn = (policy: CompiledPolicy, { engagement, at }: Situation): string =>
  printSeen(evaluate(policy, engagement, at))

/**
 * What the agent sees of each class, and who is told, in words that are equal where it is. Classes
 * stand in the order of their sensitivity, which says nothing here.
 */
const printSeen = ({ breakGlass, notices, redaction }: Decision): string =>
  JSON.stringify([
    breakGlass?.classes.toSorted(),
    redaction.agent
      .flatMap((rule) =>
        rule.target === 'field' && breakGlass?.classes.includes(rule.class ?? '') === true
          ? [`${rule.class} ${rule.action}`]
          : [],
      )
      .toSorted(),
    notices.map(({ to }) => to).toSorted(),
  ])
