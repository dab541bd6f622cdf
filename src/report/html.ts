/**
 * Markup that is safe to put into a page. Only `html` and the few functions here make it,
 * so that text from anywhere else is always escaped: a policy may hold any word, and none
 * may become a part of the page.
 */
export interface Html {
  /** HTML that may stand in the content of an element. */
  readonly markup: string
}

/** What may stand in a template: text is escaped, markup and lists of markup are not, nothing is left out. */
export type HtmlPart = Html | string | number | readonly Html[] | null

/**
 * The characters that end text or a quoted attribute in HTML (HTML standard, 13.1.2), and
 * how each is written.
 */
const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

// Characters that HTML forbids or replaces (HTML §13.2.3.5), which would let a page differ from its source.
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for.
const FORBIDDEN = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\ufdd0-\ufdef\ufffe\uffff]|\p{Cs}/gu

/** Escapes text for element content and quoted attributes alike. Half characters and control characters are marked. */
export const escapeText = (text: string): string =>
  text.replace(FORBIDDEN, '\ufffd').replace(/[&<>"']/g, (found) => ESCAPES[found] ?? '')

/** Builds markup from a template whose every part is escaped unless it is markup itself. */
export const html = (strings: TemplateStringsArray, ...parts: readonly HtmlPart[]): Html => ({
  markup: strings.map((fixed, at) => fixed + printPart(parts[at] ?? null)).join(''),
})

/**
 * Shows a word of the policy. `bdi` keeps it apart from the direction of the text around
 * it, so that a name in Arabic does not turn the sentence round.
 */
export const word = (text: string): Html => html`<bdi>${text}</bdi>`

/** Shows a code of the policy: its words kept apart as `word` keeps them, and broken after underscores alone. */
export const code = (text: string): Html =>
  html`<code>${{
    markup: text
      .split(/(?<=_)(?=[^_])/)
      .map((part) => word(part).markup)
      .join('<wbr>'),
  }}</code>`

/** Joins markup with fixed text between. */
export const joinHtml = (parts: readonly Html[], between: string): Html => ({
  markup: parts.map(({ markup }) => markup).join(escapeText(between)),
})

/** Lists words of the policy, each kept apart. */
export const words = (names: readonly string[], between = ', '): Html =>
  joinHtml(names.map(word), between)

/**
 * Writes data into a script element that holds no script. `<` is written as an escape of
 * JSON, so that nothing in the data can end the element or begin a comment (HTML standard,
 * 4.12.1.3).
 */
export const dataBlock = (id: string, value: unknown): Html => ({
  markup: `<script type="application/json" id="${escapeText(id)}">${JSON.stringify(value).replaceAll('<', '\\u003c')}</script>`,
})

/** Prints one part of a template: text escaped, markup as it is. */
function printPart(part: HtmlPart): string {
  if (part === null) return ''
  if (typeof part === 'string' || typeof part === 'number') return escapeText(String(part))
  return 'markup' in part ? part.markup : part.map(({ markup }) => markup).join('')
}

/** Puts our own style and scripts into a page, byte for byte as they were hashed: they hold no word of a policy. */
export const raw = (text: string): Html => ({ markup: text })

/** The attribute of what is chosen. */
export const SELECTED = html` selected`

/** Begins a page, which loads nothing: what its content security policy does not allow is not done. */
export const pageHead = (csp: string, title: string, style: string): Html =>
  html`<!doctype html>
<html lang="en" dir="ltr"><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${csp}"><meta name="viewport" content="width=device-width,initial-scale=1"><meta name="color-scheme" content="light dark"><meta name="referrer" content="no-referrer"><title>${title}</title><style>${raw(style)}</style></head>`
