import type { Audience, RedactionAction, Rung } from '../../model/index.js'
import type { RequirementWord, RiskDocument } from '../requirementDocument.js'

/** Where a rule comes from, which every rule of a pack says. */
interface CitedRule {
  /** A law, a standard, a contract, a house rule: one or several. */
  readonly source: string | readonly string[]
}

/** What data of some kinds takes from a rung upwards. */
export interface PackClassDocument extends CitedRule {
  /** Kinds of data, as classes are named or marked with `kind`; `*` for every class. */
  readonly kinds: string | readonly string[]
  /** Kinds that `*` leaves out. */
  readonly except?: string | readonly string[]
  /** The lowest rung it speaks of; those above take it as well. */
  readonly rung: Exclude<Rung, 'none'>
  readonly requires: RequirementWord | 'never'
}

/** What an action of some kinds takes, whatever the policy asks. */
export interface PackActionDocument extends CitedRule {
  /** Kinds of action, as actions are named or marked with `kind`. */
  readonly kinds: string | readonly string[]
  /** What it takes, or `never` for what is not done in a conversation. */
  readonly requires: RequirementWord | 'never'
  /** Whom it is told to besides. */
  readonly notify?: string | readonly string[]
}

/** What sending data of some kinds to the address on file takes. */
export interface PackDeliveryDocument extends CitedRule {
  /** Kinds of data and of actions. */
  readonly kinds: string | readonly string[]
  readonly requires: RequirementWord
}

/**
 * The most that some audiences are shown of identifiers, of data of some kinds, or of everything.
 * At least one of the three is said.
 */
export interface PackRedactionDocument extends CitedRule {
  /** Who is shown no more. */
  readonly audiences: Audience | readonly Audience[]
  /** Kinds of identifier in texts, those of the policy's own among them. */
  readonly identifiers?: string | readonly string[]
  /** Kinds of data. */
  readonly kinds?: string | readonly string[]
  /** Everything, named or not. */
  readonly all?: true
  /** The most that is shown; never `keep`, which would be no rule. */
  readonly at_most: RedactionAction
}

/** Evidence that may not be used as input. */
export interface PackRefusalDocument extends CitedRule {
  /** The kind, such as `conversation_memory`. */
  readonly evidence: string
}

/**
 * A pack of the business's own, as its author writes it: rules by name, each with its source. A
 * pack only ever tightens the policies that name it; one that could loosen anything is refused at
 * its line.
 *
 * ```yaml
 * pack: house
 * classes:
 *   balance_on_chat:
 *     kinds: financial
 *     rung: masked
 *     requires: { write: verified, read: verified, maxAge: 10m }
 *     source: 'House rule 12: balances only after a login'
 * ```
 */
export interface PackDocument {
  /**
   * Its name: small letters, digits and `_`. Rules are called `house.balance_on_chat` in decisions.
   */
  readonly pack: string
  /** What it is called in full; the default is its name. */
  readonly title?: string
  /** What it is for. */
  readonly description?: string
  /**
   * Kinds of data and actions that only this business knows, which its policies may mark theirs
   * with.
   */
  readonly kinds?: readonly string[]
  /** What data takes. */
  readonly classes?: Readonly<Record<string, PackClassDocument>>
  /** What actions take, and whom they are told to. */
  readonly actions?: Readonly<Record<string, PackActionDocument>>
  /** What sending to the address on file takes. */
  readonly delivery?: Readonly<Record<string, PackDeliveryDocument>>
  /** The most that audiences are shown. */
  readonly redact?: Readonly<Record<string, PackRedactionDocument>>
  /** Evidence that may not be used. */
  readonly refuses?: Readonly<Record<string, PackRefusalDocument>>
  /** Caps and windows, each no looser than what holds without a word. */
  readonly risk?: RiskDocument
  /** Training that an agent needs, by its skill, before a task opens data of some kinds. */
  readonly training?: Readonly<Record<string, string | readonly string[]>>
}

/** The parts of a pack whose rules ask something of a kind of data or action. */
export const ASKING_PARTS = [
  'classes',
  'actions',
  'delivery',
] as const satisfies readonly (keyof PackDocument)[]

/** The parts whose rules speak of kinds: what they ask, and what is redacted. */
export const PARTS_OF_KINDS = [...ASKING_PARTS, 'redact'] as const
