import type { Intent } from '../../model/engagement.js'
import type { CompiledPolicy } from '../../policy/compiled.js'
import type { Situation } from '../engagementOf.js'
import type { State } from './enumerate.js'
import { compose, SCENE } from './scene.js'

/** Makes the engagement that stands for a state, and the time it is decided at. */
export function witnessOf(
  { contact, world, additions, reader, request }: State,
  policies: readonly Pick<CompiledPolicy, 'actions'>[],
): Situation {
  const parts = additions.map(({ shape, purpose, linked }, serial) =>
    shape.ingredient.part({ at: SCENE.at - shape.age, purpose, linked, serial: serial + 1 }),
  )
  const purposes = additions.flatMap(({ purpose }) => purpose ?? [])
  const topics = [...new Set([...request.topics, ...purposes])]
  const actions = topics.filter((topic) =>
    policies.some((policy) => policy.actions.some(({ name }) => name === topic)),
  )
  const classes = topics.filter((topic) => !actions.includes(topic))
  const intent: Intent = {
    ...(classes.length > 0 && { classes }),
    ...(actions.length > 0 && { actions }),
    ...(request.linked && { amount: SCENE.amount, payee: SCENE.payee }),
  }
  const { context } = request
  const engagement = compose(contact, [...world.parts(contact), ...parts, ...reader.parts], {
    ...(Object.keys(intent).length > 0 && { intent }),
    ...(Object.keys(context).length > 0 && { context }),
  })
  return { engagement, at: SCENE.at }
}
