import { isRecord } from '../model/index.js'
import type { PathSteps } from './readSource.js'

/**
 * Gives the value at a path; `undefined` where there is none. Only own members count, so
 * `constructor` leads nowhere.
 */
export function valueAt(value: unknown, steps: PathSteps): unknown {
  let here: unknown = value
  for (const step of steps) {
    if (typeof here !== 'object' || here === null || !Object.hasOwn(here, step)) return undefined
    here = isRecord(here)
      ? here[String(step)]
      : Array.isArray(here)
        ? here[Number(step)]
        : undefined
  }
  return here
}
