import type { Result } from '../model/index.js'

/**
 * Where in a text an identifier can begin, so that the scanner tries it nowhere else: at a group of
 * digits (`digit`), at the sign or bracket before one (`sign`), at a word that starts with a digit
 * and holds letters (`mixed`), at a word that starts with a letter and holds a digit, or at the
 * short word before a digit (`word`), at an at sign (`at`), at `://`, `www.` or a dot before a
 * top-level domain (`link`), at a colon between hexadecimal digits (`colon`), or after one of its
 * own words, whatever follows (`named`).
 */
export type Anchor = 'digit' | 'sign' | 'mixed' | 'word' | 'at' | 'link' | 'colon' | 'named'

/** Certainty from which a finding is reported. */
export const REPORTED = 50

/**
 * Words that say what a value is, in lower case. A space stands for any one mark between words;
 * with a `*` at its end, a word may go on.
 */
export interface WordContext {
  /** Words before the value. */
  readonly words: readonly string[]
  /** Characters at most between such a word and the value. Default 48. */
  readonly within?: number
  /** Whether a digit between word and value parts them. */
  readonly direct?: true
  /** Words after the value, at most 16 characters away. */
  readonly after?: readonly string[]
  /**
   * Type of a finding that ends at most 4 characters before the value and tells as much as a word.
   */
  readonly follows?: string
}

/** All that is known about one kind of value that names a person or opens something of theirs. */
export interface Identifier {
  /** Its name in rules and findings, snake_case. */
  readonly type: string
  /**
   * What it says about a person: `contact`, `financial`, `government_id`, `health`, `credential`,
   * `network`, `location`, `personal`.
   */
  readonly dataClass: string
  /** Where it is tried; a kind that is tried nowhere is one of a policy's own. */
  readonly anchors: readonly Anchor[]
  /**
   * Fewest digits in a run of digit groups that can hold one; the scanner skips shorter runs.
   * Default 0.
   */
  readonly minDigits?: number
  /** Lengths the first group of digits can have, where it starts with digits. Any, without it. */
  readonly firstGroup?: readonly number[]
  /** Lengths the first group of letters can have, where it starts with letters. Any, without it. */
  readonly firstLetters?: readonly number[]
  /** Fewest digits in the run of digit groups after those letters. Default 1. */
  readonly wordDigits?: number
  /**
   * Characters one of which must come after the first word of letters and digits, but at `word`.
   * Any, without it.
   */
  readonly next?: string
  /**
   * Fewest characters of the run of letters, digits, dots, hyphens and low lines that it starts
   * with. Default 0.
   */
  readonly minLength?: number
  /**
   * Words one of which begins at most 100 characters behind its first digit, where it starts with
   * one: it is tried at no other digit.
   */
  readonly wordsBehind?: readonly string[]
  /**
   * Rules most places out at a glance, so that the pattern is tried at few. True wherever there is
   * one.
   */
  mayStart?(text: string, start: number): boolean
  /**
   * Gives where one may begin of whose own words one stands at a place, before it or within it; -1
   * for none. Without it, or where it gives nothing, one begins right after the word. Asked where
   * it is tried at its own words (`named`).
   */
  beginsAt?(text: string, word: number): number | undefined
  /**
   * Tells whether what stands around a candidate that was read lets it be one. True, without it.
   */
  fitsIn?(text: string, start: number, end: number): boolean
  /**
   * Bounded, global, with its own edges. Matches folded text: ASCII digits, plain spaces and
   * hyphens.
   */
  readonly pattern: RegExp
  /**
   * Reads one candidate into its canonical form; the same form again reads the same. Regions help
   * phone numbers alone.
   */
  parse(text: string, regions?: readonly string[]): Result<string>
  /** Writes a canonical value so that it may be displayed. */
  mask(value: string): string
  /** Certainty 0-100 that a candidate which parsed into the value is one, by its form alone. */
  weigh(candidate: string, value: string): number
  /** Words nearby that add 50 to the certainty. */
  readonly context?: WordContext
  /**
   * A number of an order, or of a version, can have its form: words for such, right before, take 30
   * from the certainty.
   */
  readonly yields?: true
  /**
   * Never one by its form alone, or not where it begins at these anchors: tried only beside such
   * words.
   */
  readonly contextOnly?: true | readonly Anchor[]
  /**
   * Gives the next shorter candidate to try when one does not parse; the same text when there is
   * none.
   */
  shrink?(candidate: string): string
  /**
   * A record's field that holds nothing else follows the rule of the field, as a phone number in a
   * phone field does.
   */
  readonly fieldDecides?: true
  /** Right beside its own words it is found with a wrong check digit as well, as people mistype. */
  readonly mayBeMistyped?: true
  /** Must be dropped, whatever a rule says. */
  readonly dropOnly?: true
  /**
   * What it finds and what not. The contract of all kinds is tested with these: each valid one is
   * found, read and masked, and each invalid one refused.
   */
  readonly examples: { readonly valid: readonly string[]; readonly invalid: readonly string[] }
}
