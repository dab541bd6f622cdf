/** Why an expression cannot be parsed: a code, an offset from 0, and what was expected there. */
export interface ParseFault {
  /** A closed code. */
  readonly code: string
  /** In UTF-16 units from the start of the text. */
  readonly at: number
  /** Words that may stand there; empty where that would say nothing. */
  readonly expected: readonly string[]
}

/** A part that was parsed and the token after it, or the fault in its way. */
export type ParseStep<T> = { readonly node: T; readonly next: number } | ParseFault

/** Tells a fault from a parsed part. */
export const isFault = <T>(parsed: ParseStep<T>): parsed is ParseFault => 'code' in parsed
