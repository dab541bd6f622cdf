import type { Requirement } from '../../decide/index.js'
import { type Audience, compareTexts, type RedactionAction, type Rung } from '../../model/index.js'
import type { RiskSettings } from '../../trust/index.js'

/** What every rule of a pack has. */
interface SourcedRule {
  /** Stable name, pack first, such as `hipaa.phi.confirm`: reasons and citations name it. */
  readonly id: string
  /** Where the rule comes from, and what of it was turned into the rule. */
  readonly sources: readonly string[]
}

/** What data of a kind takes from a rung upwards, whatever the policy asks. */
export interface PackClassRule extends SourcedRule {
  /** Kinds of data, as classes are named or marked with `kind`; `*` for every class. */
  readonly kinds: readonly string[]
  /** Kinds that `*` leaves out. */
  readonly except?: readonly string[]
  /** The lowest rung it speaks of; those above take it as well. */
  readonly from: Exclude<Rung, 'none'>
  /** Absent: no rung from there upwards is ever given. */
  readonly requires?: Requirement
}

/** What an action of a kind takes, whatever the policy asks. */
export interface PackActionRule extends SourcedRule {
  /** Kinds of action, as actions are named or marked with `kind`. */
  readonly kinds: readonly string[]
  /** Absent: never in a conversation. */
  readonly requires?: Requirement
  /** Whom it is told to besides, such as `old_address`. */
  readonly notify?: readonly string[]
}

/** What delivery to the address on file takes for data of a kind. */
export interface PackDeliveryRule extends SourcedRule {
  /** Kinds of data and of actions. */
  readonly kinds: readonly string[]
  /** What it takes. `read` is 0: nobody who reads the conversation sees what is sent. */
  readonly requires: Requirement
}

/** The most an audience is shown of a kind of identifier, or of data of a kind. */
export interface PackRedaction extends SourcedRule {
  /** Who is shown no more. */
  readonly audiences: readonly Audience[]
  /** Kinds of identifier in texts. */
  readonly identifiers?: readonly string[]
  /** Kinds of data. */
  readonly kinds?: readonly string[]
  /** Speaks of everything, named or not. */
  readonly all?: true
  /** The most that is shown, whatever the policy allows. */
  readonly atMost: RedactionAction
}

/** An evidence kind or enrichment that may not be used as input. */
export interface PackRefusal extends SourcedRule {
  /** What is refused: a kind of evidence, or what others find out about people (`REFUSABLE`). */
  readonly kind: string
}

/**
 * How long what is recorded is kept, as the law bounds it. For the host: the library stores
 * nothing.
 */
export interface PackRetention extends SourcedRule {
  /** What is kept, in plain words. */
  readonly what: string
  /** For how long, in plain words: laws bound it from above or from below. */
  readonly keep: string
}

/**
 * A regulation as data, each rule citing its source. A pack can only tighten what a policy says.
 *
 * Its levels and ages are engineering defaults drawn from the texts, not legal advice: have counsel
 * confirm what applies to you.
 */
export interface Pack {
  /** What a document calls it under `packs`. */
  readonly name: string
  /** What it is called in full. */
  readonly title: string
  /** Set where the business wrote it itself. */
  readonly isOwn?: true
  readonly classes: readonly PackClassRule[]
  readonly actions: readonly PackActionRule[]
  readonly delivery: readonly PackDeliveryRule[]
  readonly redaction: readonly PackRedaction[]
  readonly refuses: readonly PackRefusal[]
  readonly retention: readonly PackRetention[]
  /** Caps and windows that are made stricter where a policy has looser ones. */
  readonly risk: Partial<RiskSettings>
  /** Training an agent needs before a task opens data of a kind. */
  readonly training: readonly { readonly kinds: readonly string[]; readonly skill: string }[]
}

/** Orders rules by their names, so that the order of packs changes nothing. */
export const byId = (a: Pick<SourcedRule, 'id'>, b: Pick<SourcedRule, 'id'>): number =>
  compareTexts(a.id, b.id)

/** What a pack says that says nothing. */
const SILENT: Omit<Pack, 'name' | 'title'> = {
  classes: [],
  actions: [],
  delivery: [],
  redaction: [],
  refuses: [],
  retention: [],
  risk: {},
  training: [],
}

/** Makes a pack of the parts of which it says something. */
export const packOf = (said: Pick<Pack, 'name' | 'title'> & Partial<Pack>): Pack => ({
  ...SILENT,
  ...said,
})
