import type { Check } from './finding.js'
import { lintAllowed } from './lintAllowed.js'
import { lintFacts } from './lintFacts.js'
import { lintFields } from './lintFields.js'
import { lintInvariants } from './lintInvariants.js'
import { lintIssuers } from './lintIssuers.js'
import { lintNames } from './lintNames.js'
import { lintPacks } from './lintPacks.js'
import { lintRoutes } from './lintRoutes.js'
import { lintStepUp } from './lintStepUp.js'
import { lintTwins } from './lintTwins.js'
import { lintWindows } from './lintWindows.js'

const CHECKS: readonly Check[] = [
  lintStepUp,
  lintInvariants,
  lintPacks,
  lintFields,
  lintRoutes,
  lintNames,
  lintFacts,
  lintWindows,
  lintTwins,
  ({ document }) => lintIssuers(document),
  ({ document }) => lintAllowed(document),
]

/** Finds what a policy's author can hardly mean, by what is written: every check in turn. */
export const lintDocument: Check = (lintable) => CHECKS.flatMap((check) => check(lintable))
