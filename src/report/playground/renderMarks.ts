import { type Html, html } from '../html.js'
import type { PolicyFault } from './answer.js'

// What a mistake is about: from its column to the end of the word, or of the line where the word is not told apart.
const WORD = /^(?:"[^"]*"|'[^']*'|[^\s,:[\]{}]+|[[\]{},:]|\s+)/

/**
 * Renders the text once more behind the editor, with every mistake underlined where it stands. It
 * has to be the same text letter for letter, as the two lie upon each other; the first mistake of a
 * line is marked.
 */
export function renderMarks(text: string, mistakes: readonly PolicyFault[]): Html {
  const lines = text.split('\n').map((line, at) => renderLine(line, at + 1, mistakes))
  return html`${lines}`
}

function renderLine(line: string, number: number, mistakes: readonly PolicyFault[]): Html {
  const here = mistakes.find((mistake) => mistake.line === number)
  if (here === undefined) return html`${line}\n`
  const from = Math.min((here.column ?? 1) - 1, Math.max(0, line.length - 1))
  const rest = line.slice(from)
  const marked = WORD.exec(rest)?.[0] ?? rest
  return html`${line.slice(0, from)}<mark>${marked === '' ? ' ' : marked}</mark>${rest.slice(marked.length)}\n`
}

/** Renders the numbers of the lines; those with a mistake are marked. */
export const renderNumbers = (text: string, mistakes: readonly PolicyFault[]): Html =>
  html`${text.split('\n').map((_, at) => {
    const isBad = mistakes.some(({ line }) => line === at + 1)
    return isBad ? html`<b>${at + 1}</b>\n` : html`${at + 1}\n`
  })}`

/**
 * Finds where in the text a line and a column stand, both counted from 1, in UTF-16 units as
 * editors count.
 */
export function offsetOf(text: string, line: number, column: number): number {
  const before = text.split('\n').slice(0, line - 1)
  return before.reduce((sum, one) => sum + one.length + 1, 0) + column - 1
}
