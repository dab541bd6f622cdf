import { rolesNamedBy } from '../decide/index.js'
import type { Check } from './finding.js'

/** Finds roles of the staff that are declared and that no rung, action or condition asks for. */
export const lintRoles: Check = ({ policy }) => {
  const named = rolesNamedBy(policy)
  return (policy.roles ?? []).flatMap((role) =>
    named.includes(role)
      ? []
      : [{ code: 'role_never_named' as const, path: ['roles'], word: role }],
  )
}
