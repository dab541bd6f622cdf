import { type CompiledPolicy, glassOpens, isEveryPart, rolesNamedBy } from '../decide/index.js'
import type { Check, Finding } from './finding.js'

/**
 * Finds roles of the staff that nothing asks for, and what of breaking the glass its author can
 * hardly mean:
 *
 * - `break_glass_untold`: nobody is told, so it leaves nothing but a record,
 * - `break_glass_among_peers`: whoever may open it is approved by nobody but their own kind,
 * - `break_glass_opens_nothing`: agents see no more of a class than they do anyway.
 */
export const lintRoles: Check = ({ policy, document }) => {
  const { breakGlass: rule, roles = [] } = policy
  const named = [...rolesNamedBy(policy), ...(rule?.roles ?? []), ...(rule?.second ?? [])]
  const unnamed = roles.flatMap((role) =>
    named.includes(role)
      ? []
      : [{ code: 'role_never_named' as const, path: ['roles'], word: role }],
  )
  return rule === undefined || document.break_glass === undefined
    ? unnamed
    : [...unnamed, ...lintGlass(policy, rule)]
}

type DeclaredBreakGlass = NonNullable<Parameters<Check>[0]['policy']['breakGlass']>

function lintGlass(
  policy: Parameters<Check>[0]['policy'],
  { roles, second, notice = [], classes }: DeclaredBreakGlass,
): readonly Finding[] {
  const at = ['break_glass']
  // What breaking the glass gives of each class it names, and what redaction leaves of it for an
  // agent.
  const opens = glassOpens(policy)
  const shown = policy.redact.agent.classes
  // Whoever may open is approved by nobody but their own kind, so that two friends are enough.
  const isAmongPeers = second.every((role) => roles.includes(role))
  return [
    ...(notice.length === 0
      ? [{ code: 'break_glass_untold' as const, path: at, word: 'notice' }]
      : []),
    ...(isAmongPeers
      ? [
          {
            code: 'break_glass_among_peers' as const,
            path: [...at, 'second'],
            word: second.join(', '),
          },
        ]
      : []),
    ...classes.flatMap((name) =>
      Object.hasOwn(opens, name) && shown[name] !== 'drop' && !isOpenToAll(policy, name)
        ? []
        : [{ code: 'break_glass_opens_nothing' as const, path: [...at, 'classes'], word: name }],
    ),
  ]
}

/** Tells whether everybody is given all of a class, so that nothing of it is ever withheld. */
function isOpenToAll({ classes }: CompiledPolicy, name: string): boolean {
  const top = classes.find((one) => one.name === name)?.rungs.at(-1)
  return (
    top?.requires.every(
      ({ write, read, ...asked }) => write === 0 && read === 0 && isEveryPart(asked, () => false),
    ) ?? false
  )
}
