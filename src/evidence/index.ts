import type { ChannelName } from '../channels/index.js'
import { type Engagement, type Evidence, type OpenWord, suggest } from '../model/index.js'
import { accountLink } from './accountLink.js'
import { agentAttestation } from './agentAttestation.js'
import { botHandover } from './botHandover.js'
import { directory } from './directory.js'
import { emailAuthentication } from './emailAuthentication.js'
import { factorChallenge } from './factorChallenge.js'
import { lettersOf, wordOf } from './fields.js'
import type { ItemOf } from './form.js'
import { knowledgeCheck } from './knowledgeCheck.js'
import { lookup } from './lookup.js'
import type { EvidenceMethod } from './method.js'
import { riskSignal } from './riskSignal.js'
import { securityEvent } from './securityEvent.js'
import { session } from './session.js'
import { sharedContact } from './sharedContact.js'
import { verifyCheck } from './verifyCheck.js'

export { accountNode, isAccount, isTelephone } from './accountNode.js'
export { LOGIN_WORDS } from './authenticationMethods.js'
export { type CounterRule, counterSettings, signalRule, signalsSaid } from './counterSettings.js'
export { BASES } from './directory.js'
export type { FieldForm, FieldForms } from './form.js'
export { gradeLogin } from './gradeLogin.js'
export { gradeKnowledge } from './knowledgeCheck.js'
export { SWAPPED } from './lookupSpecimens.js'
export type {
  CleanFact,
  EvidenceMethod,
  Fact,
  IssuerGrades,
  KnowledgeCheck,
  LiftFact,
  LimitFact,
  ProofFact,
  ProofKind,
  RepresentationFact,
  TieFact,
  UnreadableItem,
} from './method.js'
export { plainLogin, withinRegistry } from './plainLogin.js'
export { SECURITY_EVENTS } from './securityEvents.js'
export { CUSTOMER } from './securitySubject.js'
export { RISK_SIGNALS } from './signalNames.js'
export { CODE_VALIDITY } from './validity.js'

// One line for each method, in the order of the reference.
const table = [
  directory,
  verifyCheck,
  factorChallenge,
  session,
  lookup,
  accountLink,
  emailAuthentication,
  agentAttestation,
  botHandover,
  securityEvent,
  riskSignal,
  sharedContact,
  knowledgeCheck,
]

/** The evidence table: every method that there is, in the order of the reference. */
export const methods: readonly EvidenceMethod[] = table

/**
 * One observation by another system, by kind, in the JSON of its source. What is read is always
 * checked again, whatever the type says.
 */
export type KnownEvidence = ItemOf<(typeof table)[number]['form']>

/** The kinds of evidence that prove something about the person, for types that an editor completes. */
export type ProofKindName = Extract<(typeof table)[number], { proves: unknown }>['form']['kind']

/**
 * An engagement as an application writes it. An editor completes the channels and the kinds of
 * evidence. Both stay open, for channels of the policy and for evidence whose kind is known only
 * later.
 */
export type KnownEngagement = Engagement<
  OpenWord<ChannelName>,
  KnownEvidence | Evidence<OpenWord<KnownEvidence['kind']>>
>

// It is looked up first as it is written, which nearly always succeeds, and then in any spelling.
const BY_KIND: ReadonlyMap<unknown, EvidenceMethod> = new Map(
  methods.map((method) => [method.kind, method]),
)

// Letters and digits alone, so that neither case nor separators make another kind.
const BY_LETTERS: ReadonlyMap<string, EvidenceMethod> = new Map(
  methods.map((method) => [lettersOf(method.kind), method]),
)

/**
 * Finds an evidence method by its kind, in any case and with any separator or none, because a risk may be
 * spelt so.
 */
export const findMethod = (kind: unknown): EvidenceMethod | undefined =>
  BY_KIND.get(kind) ?? BY_LETTERS.get(lettersOf(wordOf(kind) ?? ''))

// Kinds whose loss would be worse than a false alarm.
const BAD_NEWS: readonly string[] = methods
  .filter(({ mayBeRisk }) => mayBeRisk)
  .map(({ kind }) => kind)

/**
 * Tells whether an unknown kind may be a misspelt one that brings a risk. The item then keeps the
 * conversation at `claimed`.
 */
export const isNearRisk = (kind: string): boolean => suggest(kind, BAD_NEWS) !== undefined

export {
  actingAnswer,
  directoryAnswer,
  directoryAnswerSince,
  PLAIN_TIES,
  type TieWord,
} from './directoryTies.js'
export type { ReadingSettings } from './method.js'
export {
  questionAbout,
  type Specimen,
  type SpecimenBinding,
  type SpecimenPerson,
} from './specimen.js'
