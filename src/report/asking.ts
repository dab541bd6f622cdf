import type { Situation } from '../analysis/index.js'
import type { ActionRule, DataClass } from '../decide/index.js'
import type { Evidence } from '../model/index.js'
import { SCENE } from '../space/index.js'
import type { Topic } from './topics.js'

/**
 * Makes whoever wants something ask for it: a decision then says why not, and what would
 * open it. A row about a payment is asked for with an amount and a payee, because a proof
 * has to name both (PSD2, strong customer authentication with dynamic linking): those of the
 * engagement, where it names any.
 */
export const askingFor = (topic: Topic, { engagement, at }: Situation): Situation => ({
  engagement: {
    ...engagement,
    ...(engagement.evidence !== undefined && {
      evidence: engagement.evidence.map((item) => givenFor(topic, item)),
    }),
    intent: {
      ...engagement.intent,
      ...(topic.about === 'class' ? { classes: [topic.name] } : { actions: [topic.name] }),
      ...(isLinked(topic.rule) && {
        amount: engagement.intent?.amount ?? SCENE.amount,
        payee: engagement.intent?.payee ?? SCENE.payee,
      }),
    },
  },
  at,
})

/**
 * A proof given in this conversation for nothing in particular is taken as one for this
 * row. That is the most it can be worth: on a channel without a session no other proof
 * opens an action.
 */
const givenFor = ({ name }: Topic, item: Evidence): Evidence =>
  item['conversation'] === SCENE.conversation && item['purpose'] === undefined
    ? { ...item, purpose: name }
    : item

/** Tells whether a row is about a payment, of which a proof has to name the amount and the payee. */
export const isLinked = (rule: DataClass | ActionRule): boolean =>
  ('rungs' in rule ? rule.rungs : [rule]).some(({ requires }) =>
    requires.some(({ linked }) => linked === true),
  )

/**
 * Puts somebody in the circumstances of another: what the business says of the case (`context`), and the amount, payee
 * and business address of what is asked for. Who they are and what they proved stays.
 */
export function inCircumstancesOf(other: Situation, { engagement, at }: Situation): Situation {
  const { context, intent = {}, contact } = other.engagement
  const { classes: _, actions: __, ...asked } = intent
  return {
    engagement: {
      ...engagement,
      ...(context !== undefined && { context }),
      intent: { ...engagement.intent, ...asked },
      contact: { ...engagement.contact, ...(contact.to !== undefined && { to: contact.to }) },
    },
    at,
  }
}
