import type { Reason, RedactionRule } from '../model/index.js'
import { isReadable, UNREADABLE } from './isReadable.js'
import { find, type ScanOptions, type Span, type TextSurroundings } from './scan.js'
import { actionOn, keptBy, readTextRules, type TextRules, withOwn } from './textRules.js'
import { type KeyOptions, WITHHELD, writeMark } from './writeMark.js'

/** How to redact: what to look for, and the key of hashes and tokens. */
export interface RedactOptions extends ScanOptions, KeyOptions {}

/** A redacted text, and what was hidden in it. */
export interface RedactedText {
  /** What may be shown; `[withheld]` where not all of it was looked through. */
  readonly text: string
  /**
   * Where identifiers stood, in UTF-16 units of the text as given. Those that a rule keeps are
   * none.
   */
  readonly spans: readonly Span[]
  /** The types hidden, once each, in the order they were met: `['phone', 'email']`. */
  readonly redacted: readonly string[]
  /** False where the text was withheld whole. */
  readonly complete: boolean
  /**
   * Why it was: `over_budget`, `finder_failed`, `unreadable_input` or `unknown_rule`. Never a part
   * of the text.
   */
  readonly reasons: readonly Reason[]
}

/**
 * Withholds a text whole. Where something may be left that was not found, nothing is shown: what is
 * half redacted is read as if it were redacted.
 */
export const withhold = (reasons: readonly Reason[]): RedactedText => ({
  text: WITHHELD,
  spans: [],
  redacted: [],
  complete: false,
  reasons,
})

const CARD_BLOCK = ['card_code', 'card_expiry'] as const

/**
 * Adds what belongs to a card that is shown. A type that is left as it is is not looked for, as it would hide what it
 * overlaps; but its expiry and its code are told by the card alone.
 */
function besideKeptCard(
  text: string,
  options: RedactOptions,
  kept: ReadonlySet<string>,
  surroundings: TextSurroundings | undefined,
): TextSurroundings | undefined {
  const isLess = CARD_BLOCK.some((type) => !kept.has(type))
  if (!isLess || !kept.has('payment_card')) return surroundings
  const { findings } = find(
    text,
    options,
    new Set([...kept].filter((type) => type !== 'payment_card')),
    surroundings,
  )
  const block = findings.filter(({ type }) =>
    CARD_BLOCK.some((one) => one === type && !kept.has(one)),
  )
  return block.length === 0
    ? surroundings
    : { ...surroundings, split: [...(surroundings?.split ?? []), ...block] }
}

/**
 * Redacts text by rules that were looked up before. Types that are kept are not looked for, as they
 * would hide what they overlap; those of a policy's own come with its rules.
 */
export function applyTextRules(
  text: string,
  rules: TextRules,
  options: RedactOptions,
  surroundings?: TextSurroundings,
): RedactedText {
  if (!rules.sound) return withhold([{ code: 'unknown_rule' }])
  const wanted = withOwn(options, rules)
  if (!isReadable(text, wanted)) return withhold([UNREADABLE])
  const kept = keptBy(rules, wanted.identifiers)
  const beside = besideKeptCard(text, wanted, kept, surroundings)
  const { findings, complete, reasons } = find(text, wanted, kept, beside)
  if (!complete) return withhold(reasons)
  const shown = findings.filter(({ type }) => actionOn(rules, type) !== 'keep')
  if (shown.length === 0) return { text, spans: [], redacted: [], complete, reasons }
  let written = ''
  let from = 0
  for (const finding of shown) {
    written +=
      text.slice(from, finding.start) + writeMark(finding, actionOn(rules, finding.type), options)
    from = finding.end
  }
  return {
    text: written + text.slice(from),
    spans: shown.map(({ start, end, type }) => ({ start, end, type })),
    redacted: [...new Set(shown.map(({ type }) => type))],
    complete,
    reasons,
  }
}

/**
 * Hides identifiers in text by the rules given. An identifier that no rule names follows the
 * `default` rule, and is dropped if there is none.
 *
 * It never throws. If the work limit is reached, a finder fails or a rule is not understood, the
 * whole text is withheld. Each finding adds at most 64 units to the text. What is written is never
 * scanned again. For a message of a conversation use `redactMessage`, which knows what was typed
 * before it.
 *
 * @example
 * ```ts
 * redactText('Call 415-555-0132 or mail ada@example.com', [
 *   { target: 'text', identifier: 'email', action: 'drop' },
 *   { target: 'text', identifier: 'default', action: 'mask' },
 * ]).text
 * // 'Call ***32 or mail [email]'
 * ```
 */
export const redactText = (
  text: string,
  rules: readonly RedactionRule[],
  options: RedactOptions = {},
): RedactedText => applyTextRules(text, readTextRules(rules), options)
