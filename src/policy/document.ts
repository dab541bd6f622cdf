import type { breakGlassSettings, ChannelWord } from '../decide/index.js'
import type { KnownEvidence } from '../evidence/index.js'
import type {
  Agent,
  Answer,
  Audience,
  BreakGlass,
  FactValue,
  OwnIdentifiers,
  RedactionAction,
  Relation,
  RequestWord,
  Rung,
  WordsOf,
} from '../model/index.js'
import type { CountersDocument } from './countersSchema.js'
import type { Expectable } from './expectable.js'
import type { KnowledgeDocument } from './knowledgeDocument.js'
import type { PackDocument } from './ownPacks/packDocument.js'
import type {
  LevelWord,
  RequirementDocument,
  RequirementWord,
  RiskDocument,
} from './requirementDocument.js'
import type { ConditionDocument, RouteDocument } from './routeDocument.js'
import type { StepUpWord } from './vocabulary.js'

export type {
  LevelWord,
  RequirementDocument,
  RequirementWord,
  RiskDocument,
} from './requirementDocument.js'
export type { ConditionDocument, RouteDocument } from './routeDocument.js'

/** What somebody who acts for another gets, on top of all that is asked of the person themselves. */
export interface ClassRepresentative {
  /** As what they act, by the word of the directory. */
  readonly as: Relation | readonly Relation[]
  readonly accept?: RequirementWord
  readonly confirm?: RequirementWord
  readonly masked?: RequirementWord
  readonly full?: RequirementWord
}

/** The same of an action. */
export interface ActionRepresentative extends RequirementDocument {
  readonly as: Relation | readonly Relation[]
}

/** What has to be so, and between which moments, for a class as a whole. */
export interface WholeDocument {
  /** Nothing of it is given but where this is so. */
  readonly when?: RequestWord
  /** Nothing of it is given where this is so, nor where it is not known whether it is. */
  readonly unless?: RequestWord
  /** In force from this moment on: a time with its offset, or a day of the policy's zone. */
  readonly from?: string
  /** In force before this moment alone. */
  readonly until?: string
}

/** A data class: the fields it covers and what each rung takes. A rung that is not named is never given. */
export interface ClassDocument extends WholeDocument {
  readonly fields?: readonly string[]
  /** What regulations call this data, such as `phi`; the class's own name counts as well. */
  readonly kind?: string | readonly string[]
  readonly accept?: RequirementWord
  readonly confirm?: RequirementWord
  readonly masked?: RequirementWord
  readonly full?: RequirementWord
  /** The most that is given on a channel, such as `sms: { at_most: masked }`. */
  readonly channels?: Readonly<Record<string, { readonly at_most: Rung }>>
  /** What somebody gets who acts for another; nothing, where left out. */
  readonly representative?: ClassRepresentative | readonly ClassRepresentative[]
  /** What sending to the address on file takes, in place of this conversation. */
  readonly deliver_to_record?: RequirementWord
  /** Training an agent needs before being offered a task that opens it. */
  readonly agent?: string | readonly string[]
}

/** An action and what it takes. */
export interface ActionDocument extends RequirementDocument {
  /** What regulations call this action, such as `pay`; the action's own name counts as well. */
  readonly kind?: string | readonly string[]
  /** What it takes for somebody who acts for another; never, where left out. */
  readonly representative?: ActionRepresentative | readonly ActionRepresentative[]
  /** Whom a change is told to, such as `old_address`. */
  readonly notify?: string | readonly string[]
  readonly deliver_to_record?: RequirementWord
  /** Never in a conversation, whatever the trust. */
  readonly denied?: boolean
}

/** Evidence as a document gives it: read, and told where it cannot be, when a test runs. */
export type LooseItem = { readonly kind: string } & Readonly<Record<string, unknown>>

/** An engagement as a test writes it: the contact's own fields at the top, everything else optional. */
export interface GivenDocument<Item = LooseItem> {
  readonly channel: ChannelWord
  readonly address: string
  readonly to?: string | undefined
  /** When the decision is made, ISO 8601; a moment after the latest evidence where it is left out. */
  readonly at?: string | undefined
  readonly conversation?: string | undefined
  readonly message?: string | undefined
  readonly epoch?: number | undefined
  /** On whose behalf they write, by the record's name. */
  readonly subject?: string | undefined
  /** `null` where it is not known who would see a reply. */
  readonly readers?: readonly { readonly channel: ChannelWord; readonly address: string }[] | null
  /** Who of the staff would see the answer. */
  readonly agent?: Agent | undefined
  /** That agent breaks the glass. */
  readonly breakGlass?: BreakGlass | undefined
  readonly claims?: Readonly<Record<string, unknown>> | undefined
  readonly evidence?: readonly Item[] | undefined
  readonly intent?: {
    readonly classes?: readonly string[] | undefined
    readonly actions?: readonly string[] | undefined
    readonly amount?: string | undefined
    readonly payee?: string | undefined
    readonly currency?: string | undefined
  }
  readonly context?: Readonly<Record<string, string | number | boolean>> | undefined
}

/** One row of a policy's own table of tests. */
export interface PolicyTest<Item = LooseItem, Topic extends string = string> {
  readonly name: string
  readonly given: GivenDocument<Item>
  /**
   * `trust`, `read`, `resolution`, `route`, `queue`, `step_up` (method names that some plan needs), `reason`
   * (codes that are given), `acting_for` (whose representative they are, by the record's name) and `acting_as` (as what, all of
   * it), `break_glass` (classes that the agent sees by it), and classes and actions by name. A class that is not named is expected to be withheld.
   */
  readonly expect: Readonly<Partial<Record<Topic | Expectable, unknown>>>
}

/** The conditions under which an invariant is to hold: a conjunction, as in a route. */
export type InvariantCondition<
  Class extends string = string,
  Action extends string = string,
> = ConditionDocument<Class, Action>

/** What is never, or always, so. Every part named must hold. */
export interface InvariantClaim<Class extends string = string, Action extends string = string> {
  readonly class?: Class
  /** The class is disclosed at least so far. */
  readonly at_least?: Rung
  /** The class is disclosed at most so far. */
  readonly at_most?: Rung
  readonly action?: Action
  readonly answer?: Answer | readonly Answer[]
  readonly route?: string | readonly string[]
  readonly queue?: string | readonly string[]
  /** With `identifier` or `class`: what this audience is shown of it. */
  readonly audience?: Audience
  readonly identifier?: string
  readonly shown?: RedactionAction | readonly RedactionAction[]
}

/** A statement about every engagement there can be: proved, not sampled. */
export interface Invariant<Class extends string = string, Action extends string = string> {
  readonly name?: string
  readonly never?: InvariantClaim<Class, Action>
  readonly always?: InvariantClaim<Class, Action>
  readonly when?: InvariantCondition<Class, Action>
  /** Where this is known to be so, nothing is said. */
  readonly unless?: InvariantCondition<Class, Action>
}

/** How the glass may be broken. */
export interface BreakGlassDocument extends WordsOf<typeof breakGlassSettings> {}

/** How one issuer's login words are read. A word that is not listed proves nothing. */
export interface IssuerDocument {
  readonly issuer: string
  readonly acr?: Readonly<Record<string, LevelWord>>
  readonly amr?: Readonly<Record<string, LevelWord>>
}

/** A step-up method of the business's own: a login at an issuer that it declares, by what its token then says. */
export interface OwnMethodDocument {
  readonly issuer: string
  readonly acr?: string
  /** Words of RFC 8176 or of the issuer's own, all of which it has. */
  readonly amr?: string | readonly string[]
}

/** A channel of the business's own, by the scheme of its addresses. */
export interface ChannelDocument {
  readonly scheme: string
  /** Never above `recognized`: a platform's word is not a proof. */
  readonly grade?: 0 | 1 | 2 | 'anonymous' | 'claimed' | 'recognized'
  readonly session?: boolean
}

/** What an audience is shown: by identifier type, by class, and for whatever is not named. */
export type AudienceDocument = Readonly<Record<string, RedactionAction>>

/**
 * What a fact may be: `boolean`, a list of values, or thresholds that numbers are compared with. With a currency it is
 * the amount that is asked for.
 */
export type FactDocument =
  | 'boolean'
  | readonly FactValue[]
  | { readonly upTo: readonly (number | string)[]; readonly currency?: string }

/** A policy as its author writes it, in YAML, JSON or TypeScript. */
export interface PolicyDocument<
  Class extends string = string,
  Action extends string = string,
  Item = LooseItem,
> {
  /** Where an editor finds the JSON Schema of this document. */
  readonly $schema?: string
  readonly policy: string
  readonly version: number
  readonly description?: string
  /** Regulations by name, and packs of the business's own: by their files, or as the objects they stand for. */
  readonly packs?: readonly (string | PackDocument)[]
  /** The time zone in which days begin, such as `Europe/Berlin`. */
  readonly zone?: string
  /** Facts that conditions may name, each with the values it may have. */
  readonly facts?: Readonly<Record<string, FactDocument>>
  /** Roles of the staff, by name, that rungs, actions and conditions may ask for. */
  readonly roles?: readonly string[]
  readonly classes: Readonly<Record<Class, ClassDocument>>
  readonly actions?: Readonly<Record<Action, ActionDocument | LevelWord>>
  /** How an agent may see what is withheld: for a reason, with a second person, for a time. */
  readonly break_glass?: BreakGlassDocument
  /** How many may go wrong before nobody is asked again, and for how long that is counted. */
  readonly counters?: CountersDocument
  readonly stepUp?: readonly StepUpWord[]
  /** Step-up methods of the business's own, by name, for `stepUp` to name. */
  readonly methods?: Readonly<Record<string, OwnMethodDocument>>
  readonly routes: readonly RouteDocument<NoInfer<Class>, NoInfer<Action>>[]
  readonly redact?: Readonly<Partial<Record<Audience, AudienceDocument>>>
  readonly risk?: RiskDocument
  readonly issuers?: readonly IssuerDocument[]
  readonly channels?: readonly ChannelDocument[]
  /** The business's own checks of what somebody knows, by name. */
  readonly knowledge?: Readonly<Record<string, KnowledgeDocument>>
  readonly regions?: readonly string[]
  /** The business's own numbers, addresses and sites, which redaction leaves as they are. */
  readonly allow?: readonly string[]
  /** Kinds of identifier that only this business knows, by name, for `redact` to name like any other. */
  readonly identifiers?: OwnIdentifiers
  readonly refuses?: readonly string[]
  readonly tests?: readonly PolicyTest<Item, NoInfer<Class> | NoInfer<Action>>[]
  readonly invariants?: readonly Invariant<NoInfer<Class>, NoInfer<Action>>[]
}

/** Gives the actions of a document, each with what it takes: one level alone is what is asked of whoever asks. */
export const actionsOf = ({
  actions = {},
}: Pick<PolicyDocument, 'actions'>): Readonly<Record<string, ActionDocument>> =>
  Object.fromEntries(
    Object.entries(actions).map(([name, word]) => [
      name,
      typeof word === 'object' ? word : { write: word },
    ]),
  )

/**
 * Types a policy that is written in TypeScript: a class or action that a route or an invariant misspells does not
 * compile, nor does evidence in a test that is not what its kind carries. Gives the document back unchanged; everything else is checked by `compilePolicy`.
 */
export const definePolicy = <const Class extends string, const Action extends string = never>(
  document: PolicyDocument<Class, Action, KnownEvidence>,
): PolicyDocument<Class, Action> => document
