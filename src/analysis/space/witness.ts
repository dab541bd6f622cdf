import type { CompiledPolicy } from '../../decide/index.js'
import type { Intent } from '../../model/index.js'
import type { Situation } from '../engagementOf.js'
import type { State } from './enumerate.js'
import { compose, SCENE } from './scene.js'
import { OTHER_PURPOSE } from './scope.js'

/** Makes the engagement that stands for a state, and the time it is decided at. */
export function witnessOf(
  { contact, world, additions, reader, request, asked }: State,
  policies: readonly Pick<CompiledPolicy, 'classes' | 'actions'>[],
): Situation {
  const known = policies.flatMap(({ classes, actions }) => [...classes, ...actions])
  const other = known.find(({ name }) => !asked.includes(name))?.name ?? OTHER_PURPOSE
  const named = additions.map((addition) => ({
    ...addition,
    purpose: addition.purpose === OTHER_PURPOSE ? other : addition.purpose,
  }))
  const parts = named.map(({ shape, purpose, linked }, serial) =>
    shape.ingredient.part({ at: SCENE.at - shape.age, purpose, linked, serial: serial + 1 }),
  )
  const purposes = named.flatMap(({ purpose }) => purpose ?? [])
  const topics = [...new Set([...request.topics, ...purposes])]
  const isAction = (topic: string): boolean =>
    policies.some(({ actions }) => actions.some(({ name }) => name === topic))
  const actions = topics.filter(isAction)
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
