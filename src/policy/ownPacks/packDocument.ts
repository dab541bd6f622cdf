import type { Audience, RedactionAction, Rung } from '../../model/index.js'
import type { RequirementWord, RiskDocument } from '../requirementDocument.js'

/** Where a rule comes from, which every rule of a pack says. */
interface Cited {
  readonly source: string | readonly string[]
}

/** What data of some kinds takes from a rung upwards. */
export interface PackClassDocument extends Cited {
  /** Kinds of data, as classes are named or marked with `kind`; `*` for every class. */
  readonly kinds: string | readonly string[]
  /** Kinds that `*` leaves out. */
  readonly except?: string | readonly string[]
  /** The lowest rung it speaks of; those above take it as well. */
  readonly rung: Exclude<Rung, 'none'>
  readonly requires: RequirementWord | 'never'
}

/** What an action of some kinds takes. */
export interface PackActionDocument extends Cited {
  readonly kinds: string | readonly string[]
  readonly requires: RequirementWord | 'never'
  /** Whom it is told to besides. */
  readonly notify?: string | readonly string[]
}

/** What sending data of some kinds to the address on file takes. */
export interface PackDeliveryDocument extends Cited {
  readonly kinds: string | readonly string[]
  readonly requires: RequirementWord
}

/** The most that some audiences are shown of identifiers, of data of some kinds, or of everything. */
export interface PackRedactionDocument extends Cited {
  readonly audiences: Audience | readonly Audience[]
  readonly identifiers?: string | readonly string[]
  readonly kinds?: string | readonly string[]
  readonly all?: true
  readonly at_most: RedactionAction
}

/** Evidence that may not be used as input. */
export interface PackRefusalDocument extends Cited {
  readonly evidence: string
}

/**
 * A pack of the business's own, as its author writes it: rules by name, each with its source. A pack only ever tightens
 * the policies that name it; one that could loosen anything is refused at its line.
 */
export interface PackDocument {
  readonly pack: string
  readonly title?: string
  readonly description?: string
  /** Kinds of data and actions that only this business knows, which its policies may mark theirs with. */
  readonly kinds?: readonly string[]
  readonly classes?: Readonly<Record<string, PackClassDocument>>
  readonly actions?: Readonly<Record<string, PackActionDocument>>
  readonly delivery?: Readonly<Record<string, PackDeliveryDocument>>
  readonly redact?: Readonly<Record<string, PackRedactionDocument>>
  readonly refuses?: Readonly<Record<string, PackRefusalDocument>>
  readonly risk?: RiskDocument
  /** Training that an agent needs, by its skill, before a task opens data of some kinds. */
  readonly training?: Readonly<Record<string, string | readonly string[]>>
}
