import type { Requirement } from '../../decide/index.js'
import type { Audience, RedactionAction, Rung } from '../../model/index.js'
import type { RiskSettings } from '../../trust/index.js'

/** A citation: where a rule comes from, and what of it was turned into the rule. */
export type Citation = string

/** What data of a kind takes from a rung upwards, whatever the policy asks. */
export interface PackClassRule {
  readonly id: string
  /** Kinds of data, as classes are named or marked with `kind`; `*` for every class. */
  readonly kinds: readonly string[]
  /** Kinds that `*` leaves out. */
  readonly except?: readonly string[]
  /** The lowest rung it speaks of; those above take it as well. */
  readonly from: Exclude<Rung, 'none'>
  /** Absent: no rung from there upwards is ever given. */
  readonly requires?: Requirement
  readonly sources: readonly Citation[]
}

/** What an action of a kind takes, whatever the policy asks. */
export interface PackActionRule {
  readonly id: string
  readonly kinds: readonly string[]
  /** Absent: never in a conversation. */
  readonly requires?: Requirement
  readonly notify?: readonly string[]
  readonly sources: readonly Citation[]
}

/** What delivery to the address on file takes for data of a kind. */
export interface PackDeliveryRule {
  readonly id: string
  readonly kinds: readonly string[]
  readonly requires: Requirement
  readonly sources: readonly Citation[]
}

/** The most an audience is shown of a kind of identifier, or of data of a kind. */
export interface PackRedaction {
  readonly id: string
  readonly audiences: readonly Audience[]
  readonly identifiers?: readonly string[]
  readonly kinds?: readonly string[]
  /** Speaks of everything, named or not. */
  readonly all?: true
  readonly atMost: RedactionAction
  readonly sources: readonly Citation[]
}

/** An evidence kind or enrichment that may not be used as input. */
export interface PackRefusal {
  readonly id: string
  readonly kind: string
  readonly sources: readonly Citation[]
}

/** How long what is recorded is kept, as the law bounds it. For the host: the library stores nothing. */
export interface PackRetention {
  readonly id: string
  readonly what: string
  readonly keep: string
  readonly sources: readonly Citation[]
}

/**
 * A regulation as data, each rule citing its source. A pack can only tighten what a policy says. Engineering defaults
 * drawn from the texts, not legal advice: have counsel confirm what applies to you.
 */
export interface Pack {
  readonly name: string
  readonly title: string
  /** Set where the business wrote it itself. */
  readonly isOwn?: true
  readonly classes: readonly PackClassRule[]
  readonly actions: readonly PackActionRule[]
  readonly delivery: readonly PackDeliveryRule[]
  readonly redaction: readonly PackRedaction[]
  readonly refuses: readonly PackRefusal[]
  readonly retention: readonly PackRetention[]
  readonly risk: Partial<RiskSettings>
  /** Training an agent needs before a task opens data of a kind. */
  readonly training: readonly { readonly kinds: readonly string[]; readonly skill: string }[]
}
