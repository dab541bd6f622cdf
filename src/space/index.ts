// The door of the solver. How it answers "can this ever happen?" about a policy:
//
// 1. `terms.ts` gives a question its variables, each with finitely many values: how sure one is of
//    who writes and who reads, the channel, each risk, class, fact and role that the policy names.
// 2. `statements.ts` says as a formula over them when a rule is met, `laws.ts` what trust never does.
// 3. `search.ts` looks for values that satisfy all of it, `supports.ts` for proofs that come to them.
//    What they find is a state. Where they find none there is none: that is a proof.
// 4. `findExample.ts` builds an engagement for the state and decides it for real.
//
// It errs in one direction alone. A state may be found that no engagement has: the answer is then
// that it is `open`. A state that some engagement has is never missed, or a proof about a policy
// would be false.
export { badParts, contradictingParts, partsOfContact } from './contactParts.js'
export { callersOf } from './contacts.js'
export type { ShowsWanted } from './examples.js'
export { findExample } from './findExample.js'
export { all, any, FALSE, type Formula, not, TRUE } from './formula.js'
export { openSpace, type Space } from './openSpace.js'
export { otherOf } from './people.js'
export { allSituations, eachOnce, plainSituations } from './plainSituations.js'
export { actionOf, agesOf, classNamed, refusedMethods, trustKey, worthKey } from './policyParts.js'
export { specimensOf, stampOf, waysToMake } from './proofParts.js'
export type { PutTogether } from './putTogether.js'
export type { SolvedState } from './realise.js'
export * from './scene.js'
export { type Budget, startBudget } from './search.js'
export * from './solve.js'
export {
  disclosureStatements,
  isAllowed,
  isDisclosed,
  isGlassBroken,
  isHolding,
  isMet,
  type RuleTopic,
  routesTaken,
  statesForAnother,
} from './statements.js'
export {
  type BusinessAddress,
  CHANNEL,
  currencyOf,
  isOneOf,
  isSo,
  READ,
  startTerms,
  type Terms,
  TO,
  WRITE,
} from './terms.js'
