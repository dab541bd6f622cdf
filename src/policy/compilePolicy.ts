import type { CompiledPolicy } from '../decide/index.js'
import { ok, type Result } from '../model/index.js'
import { buildPolicy } from './buildPolicy.js'
import type { PolicyDocument } from './document.js'
import type { ExtendingDocument } from './extendingDocument.js'
import { type PolicySources, parseDocument } from './parseDocument.js'

/**
 * Compiles a policy: YAML or JSON text, or the typed object. Everything that can fail fails here,
 * and all mistakes are reported together. The result is plain data, and every decision from it
 * succeeds. The documents that the policy names, such as the one it `extends`, are passed in under
 * their names.
 *
 * A text may have 256 KB. Issues have a code, a JSON pointer, the word of the author and, for text,
 * line and column: 100 at most, then `more_issues`. The result can be stored as JSON and read again
 * by `readCompiledPolicy`, which needs no YAML parser.
 *
 * @example
 * ```ts
 * const policy = compilePolicy(`
 * policy: shop
 * version: 1
 * classes:
 *   orders: { full: recognized }
 * routes:
 *   - { id: everyone, queue: Everyone }
 * `)
 * if (!policy.ok) throw new Error(policy.issues.map(({ code, path }) => `${code} at ${path}`).join())
 * ```
 */
export function compilePolicy<const Class extends string, const Action extends string = never>(
  source: PolicyDocument<Class, Action>,
): Result<CompiledPolicy<Class, Action>>
export function compilePolicy(
  source: string | PolicyDocument | ExtendingDocument,
  sources?: PolicySources,
): Result<CompiledPolicy>
export function compilePolicy(
  source: string | PolicyDocument | ExtendingDocument,
  sources?: PolicySources,
): Result<CompiledPolicy> {
  const parsed = parseDocument(source, sources)
  return parsed.ok ? ok(buildPolicy(parsed.value.document, parsed.value.parts)) : parsed
}
