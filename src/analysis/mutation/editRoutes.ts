import { RUNGS } from '../../model/index.js'
import { type ConditionDocument, listOf, type RouteDocument } from '../../policy/index.js'
import type { Edit, Step } from './edit.js'
import { editOrder, editThreshold, editWords } from './editWords.js'

/** Changes to the routes: each out, each pair swapped, each condition, queue and priority. */
export function editRoutes(routes: readonly RouteDocument[]): readonly Edit[] {
  const last = routes.length - 1
  return [
    ...editOrder(['routes'], routes.slice(0, last)).map((edit) => ({
      ...edit,
      value: [...listOf(edit.value), ...routes.slice(last)],
    })),
    ...routes.flatMap((route, at) => editRoute(['routes', at], route, at === last)),
  ]
}

const editRoute = (
  path: readonly Step[],
  route: RouteDocument,
  isLast: boolean,
): readonly Edit[] => [
  ...(isLast ? [] : [{ operator: 'drop', path }]),
  ...editCondition([...path, 'when'], route.when ?? {}),
  { operator: 'rename', path: [...path, 'queue'], value: `${route.queue}-other` },
]

function editCondition(path: readonly Step[], when: ConditionDocument): readonly Edit[] {
  const at = (key: keyof ConditionDocument): readonly Step[] => [...path, key]
  return [
    ...editThreshold(at('trust'), when.trust),
    ...editThreshold(at('trust_below'), when.trust_below),
    ...editThreshold(at('read'), when.read),
    ...editWords(at('risk'), when.risk),
    ...editWords(at('channel'), when.channel),
    ...editWords(at('intent'), when.intent),
    ...editWords(at('resolution'), when.resolution),
    ...editContext(at('context'), when.context),
    ...editDiscloses(at('discloses'), when.discloses),
  ]
}

const editContext = (path: readonly Step[], facts: ConditionDocument['context']): readonly Edit[] =>
  Object.entries(facts ?? {}).flatMap(([fact, words]) => {
    const values = listOf(words)
    const each = values.map((value) => values.filter((other) => other !== value))
    return [
      ...each
        .filter((left) => left.length > 0)
        .map((value) => ({ operator: 'narrow', path: [...path, fact], value })),
      { operator: 'drop', path: [...path, fact] },
    ]
  })

const editDiscloses = (
  path: readonly Step[],
  classes: ConditionDocument['discloses'],
): readonly Edit[] =>
  Object.entries(classes ?? {}).flatMap(([name, rung]) => {
    const place = rung === undefined ? -1 : RUNGS.indexOf(rung)
    const near = [RUNGS[place + 1], RUNGS[place - 1]].flatMap((value) =>
      value === undefined ? [] : [{ operator: 'move', path: [...path, name], value }],
    )
    return [...near, { operator: 'drop', path: [...path, name] }]
  })
