import { REASONS } from './reasons.js'
import type { ReasonMeaning } from './riskReasons.js'

const MEANINGS: Readonly<Record<string, ReasonMeaning>> = REASONS

/** What a reason means, by its code; `undefined` for a code of another version. */
export const meaningOfReason = (code: string): ReasonMeaning | undefined =>
  Object.hasOwn(MEANINGS, code) ? MEANINGS[code] : undefined
