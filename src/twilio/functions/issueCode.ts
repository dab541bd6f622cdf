import type { Result } from '../../model/index.js'

/** The code of a refusal's first issue: an answer of a Function has room for one reason. */
export const issueCode = (result: Result<unknown>): string =>
  (result.ok ? undefined : result.issues[0]?.code) ?? 'internal_failure'
