// Control, format (bidirectional marks, zero-width), surrogate and private characters, and
// separators of lines.
const UNSEEN = /[\p{C}\p{Zl}\p{Zp}]+/gu

// Characters with a meaning in HTML, in attributes, in templates or in Markdown, and what stands
// for them in print.
const PRINTED: Readonly<Record<string, string>> = {
  '<': '‹',
  '>': '›',
  '&': '+',
  '"': '”',
  "'": '’',
  '`': '‘',
  '{': '(',
  '}': ')',
  '[': '(',
  ']': ')',
  '\\': '/',
}
const MARKUP = /[<>&"'`{}[\]\\]/g

/**
 * Makes a text that someone else wrote safe to show: one line of at most `longest` characters,
 * nothing unseen in it, and no character that HTML, an attribute, a `{{template}}` or Markdown
 * would read. Still only to be shown as text.
 *
 * `<b>Ada</b> {{x}}` -> `‹b›Ada‹/b› ((x))`
 */
export function toPlainText(text: string, longest: number): string {
  const line = text
    .slice(0, longest * 4)
    .replace(UNSEEN, ' ')
    .replace(MARKUP, (found) => PRINTED[found] ?? ' ')
    .replace(/ {2,64}/g, ' ')
    .trim()
  const letters = [...line]
  return letters.length <= longest
    ? line
    : `${letters
        .slice(0, longest - 1)
        .join('')
        .trimEnd()}…`
}
