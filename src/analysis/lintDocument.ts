import type { Check, Finding, Lintable } from './finding.js'
import { lintAddresses } from './lintAddresses.js'
import { lintAllowed } from './lintAllowed.js'
import { lintCeilings } from './lintCeilings.js'
import { lintChannels } from './lintChannels.js'
import { lintContradictions } from './lintContradictions.js'
import { lintCounters } from './lintCounters.js'
import { lintDates } from './lintDates.js'
import { lintFacts } from './lintFacts.js'
import { lintFields } from './lintFields.js'
import { lintInvariants } from './lintInvariants.js'
import { lintIssuers } from './lintIssuers.js'
import { lintKnowledge } from './lintKnowledge.js'
import { lintLevels } from './lintLevels.js'
import { lintMethods } from './lintMethods.js'
import { lintNames } from './lintNames.js'
import { lintNotices } from './lintNotices.js'
import { lintPacks } from './lintPacks.js'
import { lintRedaction } from './lintRedaction.js'
import { lintRepeats } from './lintRepeats.js'
import { lintRoles } from './lintRoles.js'
import { lintRoutes } from './lintRoutes.js'
import { lintStepUp } from './lintStepUp.js'
import { lintWindows } from './lintWindows.js'
import { inTurn, type OnProgress } from './onProgress.js'

// In the order in which findings are printed. A check that is added needs a line here and the words
// for its code in `sayFinding.ts`.
const CHECKS: readonly (readonly [label: string, check: Check])[] = [
  ['step-up', lintStepUp],
  ['invariants', lintInvariants],
  ['contradictions', lintContradictions],
  ['packs', lintPacks],
  ['fields', lintFields],
  ['routes', lintRoutes],
  ['names', lintNames],
  ['facts', lintFacts],
  ['dates', lintDates],
  ['knowledge', lintKnowledge],
  ['methods', lintMethods],
  ['levels', lintLevels],
  ['ceilings', lintCeilings],
  ['windows', lintWindows],
  ['counters', lintCounters],
  ['repeats', lintRepeats],
  ['roles', lintRoles],
  ['issuers', ({ document }) => lintIssuers(document)],
  ['addresses', lintAddresses],
  ['channels', lintChannels],
  ['notices', lintNotices],
  ['redaction', lintRedaction],
  ['allowed', ({ document }) => lintAllowed(document)],
]

/**
 * Finds what a policy's author can hardly mean, by what is written: every check in turn. None of
 * them searches states, so it takes milliseconds; what takes a search is in `lintPolicy`.
 */
export const lintDocument = (lintable: Lintable, onProgress?: OnProgress): readonly Finding[] =>
  inTurn(
    CHECKS,
    ([, check]) => check(lintable),
    ([label]) => label,
    onProgress,
  )
