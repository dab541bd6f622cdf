import type {
  Audience,
  OwnIdentifiers,
  Rank,
  RedactionAction,
  Relation,
  RouteDecision,
  Rung,
} from '../model/index.js'
import type { TrustSettings } from '../trust/index.js'
import type { BreakGlassRule } from './breakGlass/settings.js'
import type { Condition } from './condition/atoms.js'
import type { FactDeclarations } from './factDeclaration.js'
import type { RequirementAsks } from './requirement/parts.js'
import type { ShapeVersion } from './shapeVersions.js'

export type { Condition }

/** What a rung or an action takes: two levels, and the parts of the table. Every part present must be met. */
export interface Requirement extends RequirementAsks {
  /** The pack's rule that asks it; absent for the policy's own. */
  readonly rule?: string
  /** How sure it has to be who asks, 0 to 4. */
  readonly write: Rank
  /** How sure it has to be of everybody who would see the answer, 0 to 4. */
  readonly read: Rank
}

/** A requirement with the rule that states it and where that rule comes from. */
export interface Rule {
  /** Stable name, such as `class.phi.full` or `hipaa.phi.full`. */
  readonly id: string
  /** All of them have to be met: the policy's own, and each that a pack adds. */
  readonly requires: readonly Requirement[]
  /** Citations: law, standard, vendor page. */
  readonly sources: readonly string[]
  /** Who besides the person themselves; what is asked of them comes on top. Absent for nobody. */
  readonly representatives?: readonly RepresentativeRule[]
}

/** Some who may act for another, and what is asked of them besides what is asked of the person themselves. */
export interface RepresentativeRule {
  readonly as: readonly Relation[]
  readonly requires: readonly Requirement[]
}

/** A rung of a class and everything it takes: the policy's requirement and each pack's, all of them to be met. */
export interface RungRule extends Rule {
  readonly rung: Exclude<Rung, 'none'>
}

/** A data class. */
export interface DataClass<Name extends string = string> {
  readonly name: Name
  /** What regulations call this data, besides its name; packs attach to either. */
  readonly kinds?: readonly string[]
  /** Paths into a record, such as `orders.*`; `*` is one name, `**` any number of them. */
  readonly fields: readonly string[]
  /** Position by sensitivity, 0 least. The highest also holds every field no class names. */
  readonly sensitivity: number
  /** Rungs that can be given, lowest first. */
  readonly rungs: readonly RungRule[]
  /** Rules of packs because of which some rung is never given. */
  readonly refusedBy?: readonly string[]
  /** What sending to the address on file takes, where that is offered. */
  readonly deliver?: Rule
  /** Training or clearance an agent needs before being offered a task that opens it. */
  readonly agent: readonly string[]
}

/** An action. */
export interface ActionRule<Name extends string = string> extends Rule {
  readonly name: Name
  /** What regulations call this action, besides its name. */
  readonly kinds?: readonly string[]
  /** Whom a change must be told to. */
  readonly notify: readonly string[]
  readonly deliver?: Rule
  /** Never by this channel of service, whatever the trust. */
  readonly denied: boolean
}

/** One route. Routes are first match; the last always matches. */
export interface Route extends RouteDecision {
  readonly when: Condition
  /** Facts that are not known where this is taken: for whom they are, it is another route, with the value as a skill. */
  readonly unknownSkills?: readonly string[]
  /** Seconds for which a task is offered to the worker of the context's `known_worker` alone. */
  readonly knownWorker?: number
  /** Seconds a task waits in the queue before it goes on; it stays for good where there are none. */
  readonly timeout?: number
  /** Goes on at once where nobody in the queue is at work. */
  readonly skipIf?: 'nobody_available'
  /** The queue that it goes on to and stays in. */
  readonly overflow?: { readonly queue: string; readonly priority: number }
}

/** What an audience is shown: by identifier or class, and for whatever is not named. */
export interface AudienceRedaction {
  readonly default: RedactionAction
  /** Identifier types found in text. */
  readonly identifiers: Readonly<Record<string, RedactionAction>>
  /** Data classes of a record, where stricter than their disclosure. */
  readonly classes: Readonly<Record<string, RedactionAction>>
}

/** The business's own way to be more certain who is asking: a login at an issuer that it declares, with these words. */
export interface OwnMethod {
  readonly name: string
  readonly issuer: string
  readonly acr?: string
  readonly amr?: readonly string[]
}

/** A document that a policy was made of besides its own: a base or a pack, by its name there, and what it was. */
export interface PolicyPart {
  readonly name: string
  /** `sha256:` of the compiled base, or of the pack's canonical form. */
  readonly digest: string
}

/**
 * A compiled policy: plain data that can be stored as JSON, and everything that a decision needs.
 * If it was compiled from a typed object, the names of its classes and actions are in the type of
 * every decision.
 */
export interface CompiledPolicy<Class extends string = string, Action extends string = string>
  extends TrustSettings {
  /** The form it is written in: the oldest that can say all of it, so that older runtimes go on reading it. */
  readonly countersign: ShapeVersion
  /** Its name, from `policy` of the document. */
  readonly name: string
  /** The author's own count of versions. */
  readonly version: number
  /** `sha256:` of the canonical form. */
  readonly digest: string
  /** The regulations that tightened it. */
  readonly packs: readonly string[]
  /** Classes of data, each with the rules that open its rungs. */
  readonly classes: readonly DataClass<Class>[]
  /** Actions, each with the rule that allows it. */
  readonly actions: readonly ActionRule<Action>[]
  /** Routes, in the order in which they are tried. */
  readonly routes: readonly Route[]
  /** What is hidden from each audience. */
  readonly redact: Readonly<Record<Audience, AudienceRedaction>>
  /** Kinds of identifier of the policy's own, by name; absent where there are none. */
  readonly identifiers?: OwnIdentifiers
  /** Facts that conditions may name; absent where none are declared. */
  readonly facts?: FactDeclarations
  /** The time zone in which days begin; absent where none is declared. */
  readonly zone?: string
  /** Roles of the staff that rules may name; absent where none are declared. */
  readonly roles?: readonly string[]
  /** How the glass may be broken; absent where it may not. */
  readonly breakGlass?: BreakGlassRule
  /** Regions for phone numbers written without a country code, such as `US`. */
  readonly regions: readonly string[]
  /** The business's own values, which are shown; absent where there are none. */
  readonly allow?: readonly string[]
  /** Step-up methods of the business's own; absent where there are none. */
  readonly methods?: readonly OwnMethod[]
  /** What it was made of, in the digest of none of it; absent where it was made of one document. */
  readonly parts?: readonly PolicyPart[]
}
