import type { CompiledPolicy } from '../decide/index.js'
import { AUDIENCES, type Audience, type RedactionAction, sorted } from '../model/index.js'
import { type Html, html, joinHtml, word } from './html.js'
import { codeInWords } from './say.js'

/**
 * Renders what each audience is shown of identifiers in text, and of data classes where that is
 * stricter than what is disclosed to them. Only words that some rule uses are explained.
 */
export function renderRedaction({ redact }: CompiledPolicy): Html {
  const named = (of: (audience: Audience) => object): readonly string[] =>
    sorted(AUDIENCES.flatMap((audience) => Object.keys(of(audience))))
  const identifiers = named((audience) => redact[audience].identifiers)
  const classes = named((audience) => redact[audience].classes)
  const used = new Set<string>(
    AUDIENCES.flatMap((audience) => {
      const rules = redact[audience]
      return [rules.default, ...Object.values(rules.identifiers), ...Object.values(rules.classes)]
    }),
  )
  return html`<section aria-labelledby="redaction"><h2 id="redaction">What is hidden, from whom</h2><p>What each audience sees of the identifiers in a message. ${joinHtml(
    Object.entries(MEANINGS)
      .filter(([action]) => used.has(action))
      .map(([action, meaning]) => html`<b>${action}</b>: ${meaning}`),
    '; ',
  )}.</p><div class="wide five six" tabindex="0" role="region" aria-label="Table of redaction"><table><thead><tr><td></td>${AUDIENCES.map(
    (audience) => html`<th scope="col">${audience}</th>`,
  )}</tr></thead><tbody><tr class="group"><th scope="rowgroup" colspan="${AUDIENCES.length + 1}">Identifiers in text</th></tr>${identifiers.map(
    (name) =>
      redactionRow(
        word(codeInWords(name)),
        (audience) => redact[audience].identifiers[name] ?? redact[audience].default,
      ),
  )}${redactionRow(html`everything else that is found`, (audience) => redact[audience].default)}</tbody>${
    classes.length === 0
      ? null
      : html`<tbody><tr class="group"><th scope="rowgroup" colspan="${AUDIENCES.length + 1}">Data classes of a record, at whatever rung they are disclosed</th></tr>${classes.map(
          (name) => redactionRow(word(name), (audience) => redact[audience].classes[name] ?? null),
        )}</tbody>`
  }</table></div></section>`
}

/** What each action leaves of a value, in the words of whoever reads the table. */
const MEANINGS: Readonly<Record<RedactionAction, string>> = {
  drop: 'only its kind',
  mask: 'a part, such as the last digits',
  truncate: 'the beginning and the end, as card rules allow',
  hash: 'a digest made with your key',
  token: 'a name that stands for it in this conversation',
  keep: 'all of it',
}

/**
 * One row of the table: what each audience is shown. A class that no rule speaks of is
 * shown as far as it is disclosed.
 */
const redactionRow = (title: Html, shown: (audience: Audience) => RedactionAction | null): Html =>
  html`<tr><th scope="row">${title}</th>${AUDIENCES.map((audience) => {
    const action = shown(audience)
    return html`<td class="${action ?? 'as-given'}">${action ?? 'as disclosed'}</td>`
  })}</tr>`
