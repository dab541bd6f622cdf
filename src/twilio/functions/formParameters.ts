import { fail, ok, type Result } from '../../model/index.js'

/** Parameters of one call, each given once. */
export type CallParameters = Readonly<Record<string, string>>

// The messaging webhook has about 40; ten media files and add-ons bring more.
const LIMIT = 256

/**
 * Reads a form-encoded body (`application/x-www-form-urlencoded`). A name given twice is refused:
 * Twilio never does so, its signature drops duplicates, and two readers of the same body would see
 * two different messages (CWE-235).
 *
 * Codes: `too_many_parameters`, `duplicate_parameter`.
 */
export function readForm(body: string): Result<CallParameters> {
  const entries = [...new URLSearchParams(body)]
  if (entries.length > LIMIT) return fail('too_many_parameters')
  const names = new Set(entries.map(([name]) => name))
  if (names.size !== entries.length) return fail('duplicate_parameter')
  return ok(withoutPrototype(entries))
}

// The object has no prototype, so `__proto__` is a key like any other.
const withoutPrototype = (entries: readonly (readonly [string, string])[]): CallParameters => {
  const parameters: Record<string, string> = Object.create(null)
  for (const [name, value] of entries) {
    Object.defineProperty(parameters, name, { value, enumerable: true })
  }
  return parameters
}
