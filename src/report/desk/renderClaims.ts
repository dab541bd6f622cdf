import { type Html, html, word } from '../html.js'
import { codeInWords } from '../say.js'
import type { DecidedDesk } from './decideDesk.js'

/**
 * What a note of reading means; a code without a line stands for itself. The codes are those that
 * the reader of the form gives: it keeps no value of what it leaves out.
 */
const NOTES: Readonly<Record<string, string>> = {
  claim_reserved: 'a field whose name is used for a fact',
  claim_polluting: 'a field with a name that is not safe',
  claim_key_invalid: 'a field whose name is not allowed',
  claim_duplicate: 'a field that was sent twice',
  claim_too_long: 'a field that is too long',
  claim_value_unsupported: 'a value of a type that no form sends',
  claims_too_many: 'fields above the limit',
  claims_too_deep: 'fields that are nested too deep',
  claims_too_large: 'the whole form, because it is too large',
  claims_unreadable: 'the whole form, because it cannot be read',
}

/**
 * Renders what was read from the pre-engagement form, and what was refused, by code; nothing where there is no form.
 *
 * What was left out is told by code alone, as what stood there may be anything.
 */
export function renderClaims({ given, notes, name }: DecidedDesk): Html | null {
  const read = Object.entries(given.claims ?? {})
  if (read.length === 0 && notes.length === 0) return null
  return html`<h3>The form</h3><p>What they say about themselves goes with the task as <code>claimed</code>. What the agent may not see is hidden in it. It opens nothing.</p>${
    read.length === 0
      ? null
      : html`<dl class="seen" id="desk-read">${read.map(
          ([field, value]) =>
            html`<div><dt>${word(field)}</dt><dd><bdi>${String(value)}</bdi></dd></div>`,
        )}</dl>`
  }<p>${name === null ? 'The agent is shown no name.' : html`The agent is shown the name <b>${word(name)}</b>, as they wrote it.`}</p>${
    notes.length === 0
      ? null
      : html`<ul id="desk-refused">${notes.map(
          ({ code }) =>
            html`<li><b>Left out</b>: ${NOTES[code] ?? codeInWords(code)} <code>${code}</code></li>`,
        )}</ul>`
  }`
}
