export { badParts, contradictingParts, partsOfContact } from './contactParts.js'
export { callersOf } from './contacts.js'
export type { Shows } from './examples.js'
export { findExample } from './findExample.js'
export { all, any, FALSE, type Formula, not, TRUE } from './formula.js'
export { openSpace, type Space } from './openSpace.js'
export { otherOf } from './people.js'
export { allSituations, plainSituations } from './plainSituations.js'
export { actionOf, agesOf, classOf, refusedMethods, trustKey, worthKey } from './policyParts.js'
export { specimensOf, stampOf, waysToMake } from './proofParts.js'
export type { PutTogether } from './putTogether.js'
export { compose, SCENE, type ScenePart, type Situation, weightOf } from './scene.js'
export { type Budget, startBudget } from './search.js'
export {
  type Asked,
  openQuestion,
  type Question,
  type Solved,
  type State,
  type TooMany,
} from './solve.js'
export {
  disclosures,
  isAllowed,
  isDisclosed,
  isForAnother,
  isGlassBroken,
  isHolding,
  isMet,
  type RuleTopic,
  routesTaken,
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
