import type { Reason, RedactionRule } from '../model/index.js'
import { isReadable, UNREADABLE } from './isReadable.js'
import { type About, find, type ScanOptions, type Span } from './scan.js'
import { actionOn, keptBy, readTextRules, type TextRules, withOwn } from './textRules.js'
import { type KeyOptions, WITHHELD, writeMark } from './writeMark.js'

/** How to redact: what to look for, and the key of hashes and tokens. */
export interface RedactOptions extends ScanOptions, KeyOptions {}

/** Redacted text. `spans` are of the text as given; `redacted` names the types, once each. */
export interface RedactedText {
  readonly text: string
  readonly spans: readonly Span[]
  readonly redacted: readonly string[]
  readonly complete: boolean
  readonly reasons: readonly Reason[]
}

/** Withholds a text whole. */
export const withhold = (reasons: readonly Reason[]): RedactedText => ({
  text: WITHHELD,
  spans: [],
  redacted: [],
  complete: false,
  reasons,
})

/** Redacts text by rules that were looked up before. */
export function applyTextRules(
  text: string,
  rules: TextRules,
  options: RedactOptions,
  about?: About,
): RedactedText {
  if (!rules.sound) return withhold([{ code: 'unknown_rule' }])
  const wanted = withOwn(options, rules)
  if (!isReadable(text, wanted)) return withhold([UNREADABLE])
  const kept = keptBy(rules, wanted.identifiers)
  const { findings, complete, reasons } = find(text, wanted, kept, about)
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
 * Hides identifiers in text by the rules given; an identifier no rule names takes the `default` rule, and without
 * one is dropped.
 *
 * Total. When work runs out, a finder fails or a rule is not understood, the whole text is withheld. Each finding
 * adds at most 64 units to the text. What is written is never scanned again, and holds nothing to be found.
 */
export const redactText = (
  text: string,
  rules: readonly RedactionRule[],
  options: RedactOptions = {},
): RedactedText => applyTextRules(text, readTextRules(rules), options)
