import { type CompiledPolicy, placeInDocument, rolesNamedBy } from '../decide/index.js'
import { valueAt } from '../policy/index.js'
import { WORKER_KEYS } from '../taskrouter/index.js'
import type { Finding } from './finding.js'
import type { PathSteps } from './mutation/edit.js'

/**
 * Finds what rules and routes ask of the staff that none of the workers has: a role that is named somewhere, a skill of a
 * route, a training of a class. Nobody is shown what such a rule gives, and nobody takes such a task. Each is told once,
 * where it is named first.
 *
 * Attributes are read where Flex keeps them, as by the workflow that is compiled without other keys.
 */
export function lintWorkers(
  policy: CompiledPolicy,
  workers: readonly StaffMember[],
): readonly Finding[] {
  const asked = [
    ...rolesAsked(policy).map((word) => neededAttribute('roles', ['roles'], word)),
    ...policy.classes.flatMap(({ name, agent }) =>
      agent.map((word) => neededAttribute('training', ['classes', name, 'agent'], word)),
    ),
    ...policy.routes.flatMap(({ skills }, index) =>
      skills.map((word) =>
        neededAttribute(
          'skills',
          ['routes', placeInDocument(policy.routes, index), 'skills'],
          word,
        ),
      ),
    ),
  ]
  const lacking = asked.filter(({ what, word }) =>
    workers.every(({ attributes }) => !wordsAt(attributes, WORKER_KEYS[what]).includes(word)),
  )
  const first = new Map(lacking.toReversed().map((one) => [`${one.what} ${one.word}`, one]))
  return [...first.values()]
    .toReversed()
    .map(({ what, path, word }): Finding => ({ code: 'no_worker_has', path, word, by: what }))
}

/** Somebody of the staff, as TaskRouter knows a worker. */
export interface StaffMember {
  readonly attributes: Readonly<Record<string, unknown>>
}

const neededAttribute = (what: keyof typeof WORKER_KEYS, path: PathSteps, word: string) => ({
  what,
  path,
  word,
})

/** Roles that rules name, and those without which the glass cannot be broken. */
const rolesAsked = (policy: CompiledPolicy): readonly string[] => [
  ...rolesNamedBy(policy),
  ...(policy.breakGlass?.roles ?? []),
  ...(policy.breakGlass?.second ?? []),
]

/** Reads the words at a path of attributes: a list, or one alone. */
function wordsAt(attributes: StaffMember['attributes'], path: string): readonly unknown[] {
  const found = valueAt(attributes, path.split('.'))
  return Array.isArray(found) ? found : [found]
}
