/** One mistake in an input: what is wrong and where, never the value that was received. */
export interface Issue {
  /** Stable snake_case code from a closed set. */
  readonly code: string
  /** Dotted path or JSON pointer of the place; empty for the whole input. */
  readonly path: string
  /** The file it is in, where that is another than the one that was asked for, such as one it extends. */
  readonly file?: string
  /** 1-based line in the source text, where the input was text. */
  readonly line?: number
  /** 1-based column in the source text, where the input was text. */
  readonly column?: number
  /** A policy's own word, shown to its author only. Never set for engagements, records, text or evidence. */
  readonly word?: string
  /** The nearest allowed word ("did you mean"). */
  readonly suggestion?: string
  /** The words allowed in this place. */
  readonly allowed?: readonly string[]
  /**
   * What it conflicts with, such as the route that takes all of its tasks: a word of the policy, or a pack's
   * rule.
   */
  readonly by?: string
  /** The form that is meant, in plain words, such as `a list`. */
  readonly form?: string
}

/** The result of reading input: a value, or the issues that were found. It never throws. */
export type Result<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly issues: readonly Issue[] }

/** Wraps a value that was read. */
export const ok = <T>(value: T): Result<T> => ({ ok: true, value })

/** Refuses an input with one issue. */
export const fail = (code: string, path = ''): Result<never> => ({
  ok: false,
  issues: [{ code, path }],
})

/** Refuses an input with the issues found. */
export const failAll = (issues: readonly Issue[]): Result<never> => ({ ok: false, issues })
