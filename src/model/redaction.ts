/** Who would see it. `memory` is what keeps a profile of the person, such as Twilio's Conversation Memory. */
export const AUDIENCES = ['customer', 'agent', 'bot', 'log', 'insights', 'memory'] as const

/** Who would see a text or a record. */
export type Audience = (typeof AUDIENCES)[number]

/** Those that keep what they are shown and are no part of the conversation: there a disclosure opens nothing. */
export const KEEPING_AUDIENCES = [
  'log',
  'insights',
  'memory',
] as const satisfies readonly Audience[]

/** What to do with a value, strictest first. An action that is not in this list drops the value. */
export const REDACTION_ACTIONS = ['drop', 'token', 'hash', 'truncate', 'mask', 'keep'] as const

/** What is done with a value. */
export type RedactionAction = (typeof REDACTION_ACTIONS)[number]

/**
 * A redaction rule for a path in a record: names with dots, `*` for any key or index, `**` as the
 * last step for everything below.
 */
export interface FieldRule {
  /** It is about a field of a record. */
  readonly target: 'field'
  /** Which field: names with dots, `*` and `**`. */
  readonly path: string
  /** What is done with its value. */
  readonly action: RedactionAction
  /** The data class that decided it. */
  readonly class?: string
  /** The field holds a message that somebody wrote: what is found in it follows the text rules, even where it is nothing else. */
  readonly text?: true
}

/** Check digits that a policy's own kind of identifier may ask for: ISO/IEC 7812-1, two of ISO/IEC 7064, and Verhoeff's. */
export const CHECKSUMS = ['luhn', 'mod97', 'mod11_10', 'verhoeff'] as const

/** How much of a policy's own kind of identifier a mask shows: nothing, or its end. */
export const OWN_MASKS = ['all', 'last_2', 'last_4'] as const

/** A custom kind of identifier that only this business knows, such as its booking numbers. */
export interface OwnIdentifier {
  /**
   * What it looks like, in either case: letters, digits, `\d`, sets as `[A-Z0-9]`, words to choose from as `(AB|CD)`,
   * and spaces, hyphens, full stops, slashes and the like between; each with `?`, `{4}` or `{4,6}` after it.
   */
  readonly pattern: string
  /** Words of which one has to stand near it. Without any words it is found by its form alone. */
  readonly words?: readonly string[]
  /** The check that its digits have to pass. Without one, its form is enough. */
  readonly checksum?: (typeof CHECKSUMS)[number]
  /** Hides all of it where this is left out. */
  readonly mask?: (typeof OWN_MASKS)[number]
}

/** Custom kinds of identifier, by name. */
export type OwnIdentifiers = Readonly<Record<string, OwnIdentifier>>

/**
 * A redaction rule for a kind of identifier in text; `default` is for every kind that no rule
 * names.
 */
export interface TextRule {
  /** It is about what is found in a text. */
  readonly target: 'text'
  /** The kind of identifier, such as `payment_card`; `default` for every kind without a rule. */
  readonly identifier: string
  /** What is done with what is found. */
  readonly action: RedactionAction
  /** What it looks like, where it is a kind of the policy's own: whoever applies the rule need not have the policy. */
  readonly finds?: OwnIdentifier
  /** Regions of phone numbers written without a country code, such as `US`: as far as the policy names any. */
  readonly regions?: readonly string[]
}

/** One redaction rule as plain data. A field or identifier that no rule names is withheld. */
export type RedactionRule = FieldRule | TextRule

/** Redaction rules for each audience. */
export type Redaction = Readonly<Record<Audience, readonly RedactionRule[]>>
