// The waist of the house: a compiled policy and a reading go in, a decision comes out. It loads
// neither zod nor yaml and knows no document, so that it runs in a page and in a Function that is
// just starting.
export { CHANNEL_WORDS } from '../channels/index.js'
export { isByScheme, type Request } from '../model/index.js'
export { type CounterRule, counterSettings } from '../trust/index.js'
export { kindOfCause } from './assumeProofs.js'
export { glassOpens, type OpenedGlass } from './breakGlass/judge.js'
export { type BreakGlassRule, breakGlassSettings, LONGEST_OPEN } from './breakGlass/settings.js'
export type {
  ActionRule,
  AudienceRedaction,
  CompiledPolicy,
  Condition,
  DataClass,
  PolicyPart,
  RepresentativeRule,
  Requirement,
  Route,
  Rule,
  RungRule,
} from './compiled.js'
export { HIGHEST_PRIORITY, LAST_VERSION, MOST_ATTEMPTS } from './compiledShape.js'
export type { Atom, AtomWords, TrustReached } from './condition/atom.js'
export {
  ATOM_NAMES,
  conditionAtoms,
  covers,
  isEveryAtom,
  isOfRequest,
  isOpposable,
  isSomeAtom,
  mapAtoms,
  sayCondition,
} from './condition/atoms.js'
export { datedIn, momentsIn } from './dates.js'
export { type Decided, decide, decideRequest } from './decide.js'
export {
  answerRequest,
  type DecidedAnswers,
  type DecidedNow,
  decideNow,
} from './decideNow.js'
export {
  type DecisionRecord,
  recordDecision,
} from './decisionRecord.js'
export {
  aboveAll,
  conditionsOf,
  type FactRead,
  factsIn,
  rolesNamedBy,
  withInner,
} from './declaredFacts.js'
export { digestOf, digestPolicy, isDigest, printCanonical, sha256OfText } from './digest.js'
export type { FactDeclaration, FactDeclarations } from './factDeclaration.js'
export { readFloor, writeFloor } from './floors.js'
export { type AssessLater, holdsUntil } from './holdsUntil.js'
export { IDENTIFIER_TYPES, isIdentifierType } from './identifierTypes.js'
export { type Label, labelOf, mayRepeat, repeatable } from './labels.js'
export type { RequestLogic, RouteLogic } from './logic.js'
export { holds, matchRoute } from './matchRoute.js'
export {
  forActions,
  inputOf,
  isProved,
  meets,
  meetsRule,
  namedBy,
  type RequirementInput,
  shortfalls,
  shortfallsOfAction,
} from './meets.js'
export { isAnyOpenable, MOST_OFFERED } from './planStepUp.js'
export { policyIndexOf } from './policyIndex.js'
export { readCompiledPolicy } from './readCompiledPolicy.js'
export { SHORTFALLS } from './reasonsFor.js'
export { replayRecord } from './replayRecord.js'
export type { RequirementPart } from './requirement/part.js'
export {
  ageOf,
  asksAtLeastParts,
  asksForProof,
  isBoundTo,
  isEveryPart,
  mapParts,
  ofProofs,
  PART_NAMES,
  type RequirementAsks,
  requirementParts,
} from './requirement/parts.js'
export { isOfRoute, isVariant, placeInDocument, variantOf } from './routeVariants.js'
export { allRules, requirementsOf, rulesOf, rulesOfAction } from './rules.js'
export {
  CHANGES,
  compareDecisions,
  DECIDED_THINGS,
  type Difference,
  rankOfAnswer,
  rankOfOpenness,
  shadow,
} from './shadow.js'
export { newerThan, RECORD_FORM, RECORD_VERSION, type ShapeVersion } from './shapeVersions.js'
export { readStampedPolicy, type StampedPolicy, stampPolicy } from './stampedPolicy.js'
export {
  type StepUpMethod,
  type StepUpName,
  stepUpMethodOf,
  stepUpMethods,
  stepUpWords,
} from './stepUpMethods.js'
export { stepUpMethodsOf } from './stepUpMethodsOf.js'
export { CODE, LINKS, type SupportBand } from './supportBands.js'
export { REPRESENTATIVE } from './truths.js'
export {
  CHANNEL_NAMES,
  type ChannelWord,
  channelNameOf,
  SESSION_CHANNELS,
} from './vocabulary.js'
