import type { Result } from '../../model/index.js'

/** The code of a refusal's first issue. */
export const issueCode = (result: Result<unknown>): string =>
  (result.ok ? undefined : result.issues[0]?.code) ?? 'internal_failure'
