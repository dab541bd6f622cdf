/** Who would see it. */
export const AUDIENCES = ['customer', 'agent', 'bot', 'log', 'insights'] as const

/** Who would see it. */
export type Audience = (typeof AUDIENCES)[number]

/** What to do with a value, strictest first. An action that is not in this list drops the value. */
export const REDACTION_ACTIONS = ['drop', 'token', 'hash', 'truncate', 'mask', 'keep'] as const

/** What to do with a value. */
export type RedactionAction = (typeof REDACTION_ACTIONS)[number]

/** Portable instruction for a record path: dotted, `*` for any key or index at one place, `**` as the last step for all below. */
export interface FieldRule {
  readonly target: 'field'
  readonly path: string
  readonly action: RedactionAction
  /** The data class that decided it. */
  readonly class?: string
  /** The field holds a message that somebody wrote: what is found in it follows the text rules, even where it is nothing else. */
  readonly text?: true
}

/** Portable instruction for a kind of identifier found in text; `default` for every kind no rule names. */
export interface TextRule {
  readonly target: 'text'
  readonly identifier: string
  readonly action: RedactionAction
}

/** One portable redaction rule. A field or identifier no rule names is withheld. */
export type RedactionRule = FieldRule | TextRule

/** Redaction rules for each audience. */
export type Redaction = Readonly<Record<Audience, readonly RedactionRule[]>>
