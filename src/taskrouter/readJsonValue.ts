import type { Issue } from '../model/index.js'
/** Reads JSON text into a value, or takes a value as it is; `undefined` for text that is not JSON or too long. */
export function readJsonValue(input: unknown, longest: number): unknown {
  if (typeof input !== 'string') return input
  if (input.length > longest) return undefined
  try {
    return JSON.parse(input)
  } catch {
    return undefined
  }
}

/** Gives the first of an object's own members that is there, under any of its spellings. */
export function firstMember(
  source: Readonly<Record<string, unknown>>,
  ...names: readonly string[]
): unknown {
  for (const name of names) {
    if (Object.hasOwn(source, name) && source[name] !== null) return source[name]
  }
  return undefined
}

/** Notes what is wrong, and gives nothing. */
export function noteIssue(issues: Issue[], code: string, path: string): null {
  issues.push({ code, path })
  return null
}
