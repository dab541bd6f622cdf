import { type ChannelWord, type StepUpName, stepUpMethodOf, stepUpWords } from '../decide/index.js'
import { methods, type ProofKindName } from '../evidence/index.js'
import { BAD_RISK_REASONS, type OpenWord } from '../model/index.js'

/** What `refuses` lists, of a policy as of a pack. */
export const REFUSES = 'Kinds of evidence that must not be used.'

// What is known of the person, or cannot be known, caps the whole conversation.
const RISKS_OF_PERSONS = [
  'risk_unreadable',
  'directory_unknown',
  'subject_unknown',
  'ambiguous',
  'conflict',
] as const

/**
 * Risks that can be bad now, by the codes that reasons give them. A condition names them under
 * `risk`.
 */
export const RISK_NAMES: readonly string[] = [...Object.keys(BAD_RISK_REASONS), ...RISKS_OF_PERSONS]

/**
 * A way to step up as a document names it: an editor completes one of the table, and those of a
 * policy's own may stand as well.
 */
export type StepUpWord = OpenWord<StepUpName>

/**
 * The types of the words that settings take from lists, for an editor to complete. Each comes of
 * its table. They are open, because a document that is read from text is typed by them too;
 * compiling it tells of any word that there is not.
 */
export interface KnownWords {
  readonly channels: ChannelWord
  readonly methods: OpenWord<ProofKindName | StepUpName>
  readonly risks: OpenWord<keyof typeof BAD_RISK_REASONS | (typeof RISKS_OF_PERSONS)[number]>
}

// The evidence kinds that each channel of a proof belongs to, such as a text message to a check: a call is how a code is
// read out, and how an agent calls back. What kinds prove is said by their own descriptors, under the issuers' default words.
const VIAS: readonly (readonly [via: string, kind: string])[] = methods.flatMap(
  ({ kind, proves }) =>
    (proves?.({ issuers: [] }) ?? []).flatMap(({ via }) =>
      via === undefined ? [] : [[via, kind] as const],
    ),
)

/**
 * Evidence kinds that prove something about the person. The others say of a number or an account
 * how risky it is.
 */
export const PROOF_KINDS: readonly string[] = methods
  .filter(({ proves }) => proves !== undefined)
  .map(({ kind }) => kind)

/** What a requirement may name under `methods`: evidence kinds that prove, and their own channels. */
export const PROOF_METHODS: readonly string[] = [
  ...new Set([...PROOF_KINDS, ...VIAS.map(([via]) => via)]),
]

/**
 * Every word that a requirement may have for a method: those, and what `stepUp` calls the ways to
 * give one.
 */
export const METHOD_WORDS: readonly string[] = [...new Set([...PROOF_METHODS, ...stepUpWords])]

/**
 * Gives the method that a word means: itself, or what a way to step up yields, such as its channel
 * (`via`) where it has one.
 */
export function methodOf(word: string): string {
  const step = PROOF_METHODS.includes(word) ? undefined : stepUpMethodOf(word)
  return step === undefined ? word : (step.via ?? step.kind)
}

/** Gives the evidence kinds that a method is of: a channel may be one of several. */
export function kindsOfMethod(method: string): readonly string[] {
  const kinds = VIAS.flatMap(([via, kind]) => (via === method ? [kind] : []))
  return kinds.length === 0 ? [method] : [...new Set(kinds)]
}

/**
 * What a policy or pack may refuse as input: every kind of evidence, and profiles that others make
 * of people, which are no evidence here.
 */
export const REFUSABLE: readonly string[] = [
  ...methods.map(({ kind }) => kind),
  'conversation_memory',
  'resolve_profile',
  'segment_profile',
]

/**
 * Kinds of data that packs have rules for; a class is of a kind by its name or by its `kind`. `pan`
 * is a card number and `sad` sensitive authentication data (PCI DSS), `phi` health data (HIPAA),
 * `cpni` what a carrier knows of a customer's service (47 CFR 64.2003), `special` data of Article 9
 * GDPR.
 */
export const CLASS_KINDS = [
  'public',
  'general',
  'contact',
  'account',
  'financial',
  'phi',
  'pan',
  'sad',
  'cpni',
  'cpni_call_detail',
  'special',
  'government_id',
  'credential',
  'security_answer',
  'biometric',
] as const

/**
 * Kinds of action that packs have rules for. `know_categories`, `know_specific` and `delete_data`
 * are the requests of privacy law; `payout` is money that leaves for good.
 */
export const ACTION_KINDS = [
  'change_contact',
  'change_credential',
  'pay',
  'payout',
  'cancel',
  'know_categories',
  'know_specific',
  'delete_data',
] as const
