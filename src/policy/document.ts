import type { breakGlassSettings } from '../decide/index.js'
import type { KnownEvidence } from '../evidence/index.js'
import type {
  Audience,
  FactValue,
  GIVEN_RUNGS,
  OwnIdentifiers,
  RedactionAction,
  Relation,
  RequestWord,
  Rung,
  WordsOf,
} from '../model/index.js'
import type { CountersDocument } from './countersSchema.js'
import type { KnowledgeDocument } from './knowledgeDocument.js'
import type { PackDocument } from './ownPacks/packDocument.js'
import type {
  LevelWord,
  RequirementDocument,
  RequirementWord,
  RiskDocument,
} from './requirementDocument.js'
import type { RouteDocument } from './routeDocument.js'
import type { Invariant, LooseItem, PolicyTest } from './statementDocument.js'
import type { StepUpWord } from './vocabulary.js'

export type {
  LevelWord,
  RequirementDocument,
  RequirementWord,
  RiskDocument,
} from './requirementDocument.js'
export type { ConditionDocument, RouteDocument } from './routeDocument.js'
export type { GivenDocument, Invariant, PolicyTest } from './statementDocument.js'

/**
 * What somebody who acts for another gets of a class, on top of all that is asked of the person
 * themselves. They have to be verified, and are given no rung that the class itself has not.
 */
export interface ClassRepresentative extends Pick<ClassDocument, (typeof GIVEN_RUNGS)[number]> {
  /** As what they act, by the word of the directory. */
  readonly as: Relation | readonly Relation[]
}

/** What an action takes of somebody who acts for another. They have to be verified. */
export interface ActionRepresentative extends RequirementDocument {
  /** As what they act, by the word of the directory. */
  readonly as: Relation | readonly Relation[]
}

/** What has to be so, and between which moments, for a class as a whole. */
export interface WholeDocument {
  /** It is given only where this condition holds. */
  readonly when?: RequestWord
  /** Nothing of it is given where this is so, nor where it is not known whether it is. */
  readonly unless?: RequestWord
  /** In force from this moment on: a time with its offset, or a day of the policy's zone. */
  readonly from?: string
  /** In force before this moment alone. */
  readonly until?: string
}

/**
 * A data class: the fields it covers and what each rung takes. A rung that is not named is never
 * given, and a higher rung asks at least what a lower one asks.
 *
 * ```yaml
 * classes:
 *   orders:
 *     fields: [orders.*]
 *     confirm: recognized
 *     full: { write: recognized, read: recognized, maxAge: 24h }
 * ```
 */
export interface ClassDocument extends WholeDocument {
  /**
   * Paths of a customer's record, such as `address.*`. What no class names belongs to the most
   * sensitive one.
   */
  readonly fields?: readonly string[]
  /** What regulations call this data, such as `phi`; the class's own name counts as well. */
  readonly kind?: string | readonly string[]
  /** What it takes to take what they say, and to tell them nothing. */
  readonly accept?: RequirementWord
  /** What it takes to say whether what they said is right. */
  readonly confirm?: RequirementWord
  /** What it takes to show a part, such as the last four. */
  readonly masked?: RequirementWord
  /** What it takes to show all of it. */
  readonly full?: RequirementWord
  /** The most that is given on a channel, such as `sms: { at_most: masked }`. */
  readonly channels?: Readonly<Record<string, { readonly at_most: Rung }>>
  /** What somebody gets who acts for another; the default is nothing. */
  readonly representative?: ClassRepresentative | readonly ClassRepresentative[]
  /** What sending to the address on file takes, in place of this conversation. */
  readonly deliver_to_record?: RequirementWord
  /** Training an agent needs before being offered a task that opens it. */
  readonly agent?: string | readonly string[]
}

/** What a class gives, least first, and what it sends to the address on file: each with a requirement of its own. */
export const CLASS_RULES = [
  'accept',
  'confirm',
  'masked',
  'full',
  'deliver_to_record',
] as const satisfies readonly (keyof ClassDocument)[]

/**
 * An action and what it takes. `write` is needed, unless it is `denied`; `read` asks nothing,
 * because an action shows nothing.
 */
export interface ActionDocument extends RequirementDocument {
  /** What regulations call this action, such as `pay`; the action's own name counts as well. */
  readonly kind?: string | readonly string[]
  /** What it takes for somebody who acts for another; the default is never. */
  readonly representative?: ActionRepresentative | readonly ActionRepresentative[]
  /** Who is told of a change, such as `old_address`. */
  readonly notify?: string | readonly string[]
  /** What doing it by the address on file takes, in place of this conversation. */
  readonly deliver_to_record?: RequirementWord
  /** Never in a conversation, whatever the trust. */
  readonly denied?: boolean
}

/**
 * How the glass may be broken: who may ask, who approves, for which reasons, of which classes and
 * for how long. Its lines come of their descriptors in `decide`.
 */
export interface BreakGlassDocument extends WordsOf<typeof breakGlassSettings> {}

/**
 * How one issuer's login words are read. A word that is not listed proves nothing, because words of
 * `acr` and `amr` mean what their issuer says they mean (RFC 8176 for the registered ones of
 * `amr`).
 */
export interface IssuerDocument {
  /** The `iss` of its tokens (OpenID Connect Core). */
  readonly issuer: string
  /** What a login is worth, by its `acr`. */
  readonly acr?: Readonly<Record<string, LevelWord>>
  /** What a login is worth, by a word of its `amr`. */
  readonly amr?: Readonly<Record<string, LevelWord>>
}

/**
 * A step-up method of the business's own: a login at an issuer that it declares, by what its token
 * then says.
 */
export interface OwnMethodDocument {
  /** The issuer, of those that the policy declares. */
  readonly issuer: string
  /** The `acr` that its token then has. */
  readonly acr?: string
  /** Words of RFC 8176 or of the issuer's own, all of which it has. */
  readonly amr?: string | readonly string[]
}

/** A channel of the business's own, by the scheme of its addresses. */
export interface ChannelDocument {
  /** The prefix of its addresses, such as `kiosk` of `kiosk:42`; also the name of the channel. */
  readonly scheme: string
  /** Never above `recognized`: a platform's word is not a proof. */
  readonly grade?: 0 | 1 | 2 | 'anonymous' | 'claimed' | 'recognized'
  /** Whether a proof also counts for later messages; the default is no. */
  readonly session?: boolean
}

/** What an audience is shown: by identifier type, by class, and for whatever is not named. */
export type AudienceDocument = Readonly<Record<string, RedactionAction>>

/**
 * What a fact may be: `boolean`, a list of values, or thresholds that numbers are compared with.
 * With a currency it is the amount that is asked for.
 */
export type FactDocument =
  | 'boolean'
  | readonly FactValue[]
  | { readonly upTo: readonly (number | string)[]; readonly currency?: string }

/**
 * A policy as its author writes it, in YAML, JSON or TypeScript. Only `policy`, `version`,
 * `classes` and `routes` are needed. The type parameters are the names of classes and actions, so
 * that whatever names one of them is checked by the compiler.
 */
export interface PolicyDocument<
  Class extends string = string,
  Action extends string = string,
  Item = LooseItem,
> {
  /** Where an editor finds the JSON Schema of this document. */
  readonly $schema?: string
  /** Its name, which stands in every decision: letters, digits, `.`, `_` and `-`, at most 64. */
  readonly policy: string
  /** Goes up with each change, and stands in every decision. */
  readonly version: number
  /** What it is for, in a sentence. */
  readonly description?: string
  /**
   * Regulations by name, and packs of the business's own: by their files, or as the objects they
   * stand for.
   */
  readonly packs?: readonly (string | PackDocument)[]
  /** The time zone in which days begin, such as `Europe/Berlin`. */
  readonly zone?: string
  /** Facts that conditions may name, each with the values it may have. */
  readonly facts?: Readonly<Record<string, FactDocument>>
  /** Roles of the staff, by name, that rungs, actions and conditions may ask for. */
  readonly roles?: readonly string[]
  /** Data that is opened or withheld as a whole, by name. */
  readonly classes: Readonly<Record<Class, ClassDocument>>
  /**
   * What can be done in a conversation, by name; one level alone is what is asked of whoever asks.
   */
  readonly actions?: Readonly<Record<Action, ActionDocument | LevelWord>>
  /** How an agent may see what is withheld: for a reason, with a second person, for a time. */
  readonly break_glass?: BreakGlassDocument
  /** How many may go wrong before nobody is asked again, and for how long that is counted. */
  readonly counters?: CountersDocument
  /** What this business can do to be more certain who is asking, preferred first. */
  readonly stepUp?: readonly StepUpWord[]
  /** Step-up methods of the business's own, by name, for `stepUp` to name. */
  readonly methods?: Readonly<Record<string, OwnMethodDocument>>
  /** Where a task goes: the first whose condition holds. The last has none. */
  readonly routes: readonly RouteDocument<NoInfer<Class>, NoInfer<Action>>[]
  /**
   * What each audience sees of identifiers in text and of classes. The default is masks for
   * readers, and nothing for stores.
   */
  readonly redact?: Readonly<Partial<Record<Audience, AudienceDocument>>>
  /** The most that trust comes to while something is bad or not known. */
  readonly risk?: RiskDocument
  /** Whose logins count, and for how much. */
  readonly issuers?: readonly IssuerDocument[]
  /** Channels of the business's own. */
  readonly channels?: readonly ChannelDocument[]
  /** The business's own checks of what somebody knows, by name. */
  readonly knowledge?: Readonly<Record<string, KnowledgeDocument>>
  /**
   * Countries (ISO 3166-1, two letters) whose phone numbers are understood without a prefix, the
   * first preferred.
   */
  readonly regions?: readonly string[]
  /** The business's own numbers, addresses and sites, which redaction leaves as they are. */
  readonly allow?: readonly string[]
  /**
   * Kinds of identifier that only this business knows, by name, for `redact` to name like any
   * other.
   */
  readonly identifiers?: OwnIdentifiers
  /** Kinds of evidence that may not be used. */
  readonly refuses?: readonly string[]
  /** Examples that must come out as they say. */
  readonly tests?: readonly PolicyTest<Item, NoInfer<Class> | NoInfer<Action>>[]
  /** Claims that are proved over every state. */
  readonly invariants?: readonly Invariant<NoInfer<Class>, NoInfer<Action>>[]
}

/**
 * Gives the actions of a document, each with what it takes: one level alone is what is asked of
 * whoever asks.
 */
export const actionsOf = ({
  actions = {},
}: Pick<PolicyDocument, 'actions'>): Readonly<Record<string, ActionDocument>> =>
  Object.fromEntries(
    Object.entries(actions).map(([name, word]) => [
      name,
      typeof word === 'object' ? word : { write: word },
    ]),
  )

/** Lists the schemes of the channels that a document declares. */
export const schemesOf = ({ channels = [] }: Pick<PolicyDocument, 'channels'>): readonly string[] =>
  channels.map(({ scheme }) => scheme)

/**
 * Types a policy that is written in TypeScript. A class or action that a route or an invariant
 * misspells does not compile, and neither does evidence in a test that does not fit its kind. It
 * gives the document back unchanged; `compilePolicy` checks everything else.
 *
 * @example
 * ```ts
 * export const shop = definePolicy({
 *   policy: 'shop',
 *   version: 1,
 *   classes: { orders: { full: 'recognized' } },
 *   routes: [{ id: 'everyone', queue: 'Everyone' }],
 * })
 * ```
 */
export const definePolicy = <const Class extends string, const Action extends string = never>(
  document: PolicyDocument<Class, Action, KnownEvidence>,
): PolicyDocument<Class, Action> => document
