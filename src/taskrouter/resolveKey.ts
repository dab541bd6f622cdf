import type { KeyOperand } from './expression.js'

/** What an expression is evaluated against. */
export interface AttributeScope {
  readonly task?: unknown
  /** One worker's attributes, with `sid`, `friendly_name`, `activity_name` and `channel` beside them. */
  readonly worker?: unknown
  /** For `skip_if`: `available`, `unavailable`, and a count for each activity's SID. */
  readonly workers?: unknown
  /** `currentTime`, `currentHour`, `currentMin` and `dayOfWeek`, in UTC. */
  readonly taskrouter?: unknown
  /** Whose attributes an unprefixed name means: the task's in a filter (the default), a worker's in a queue's expression, nobody's in a target. */
  readonly names?: 'task' | 'worker' | 'none'
}

/** A value found for a key; `undocumented` where Twilio does not say what the key means there. */
export interface ResolvedKey {
  /** The value; `null` for a key that is missing. */
  readonly value: unknown
  /** Whether Twilio does not say what the key means there. */
  readonly undocumented: boolean
}

/** What a key may begin with to say whose attribute it is. */
export const KEY_PREFIXES = ['task', 'worker', 'workers', 'taskrouter'] as const

/**
 * Resolves a key: the owner's own attribute first, then the prefixes `task`, `worker`, `workers`, `taskrouter`. A
 * missing key is NULL, as documented; inherited members are never reached.
 */
export function resolveKey(key: KeyOperand, scope: AttributeScope): ResolvedKey {
  const owner = scope.names ?? 'task'
  if (owner !== 'none') {
    const own = followPath(scope[owner], key.path)
    if (own !== undefined) return { value: own, undocumented: false }
  }
  const [head, ...rest] = key.path
  const prefix = KEY_PREFIXES.find((name) => name === head)
  if (prefix !== undefined && rest.length > 0) {
    return { value: followPath(scope[prefix], rest) ?? null, undocumented: false }
  }
  // A target's names must all carry a prefix; those that do not are met all the same, and may mean the task's.
  if (owner === 'none')
    return { value: followPath(scope.task, key.path) ?? null, undocumented: true }
  return { value: null, undocumented: false }
}

/**
 * Follows a path; `undefined` where a step leads nowhere. Only what an object holds itself
 * is followed.
 */
function followPath(from: unknown, path: KeyOperand['path']): unknown {
  let value = from
  for (const step of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, step)) return undefined
    value = Reflect.get(value, step)
  }
  return value
}
