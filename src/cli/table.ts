import type { World } from './command.js'

/** A colour of the terminal, by what it says. */
export type Tone = 'good' | 'bad' | 'faint' | 'strong'

// ECMA-48 §8.3.117: graphic renditions.
const CODES: Readonly<Record<Tone, number>> = { good: 32, bad: 31, faint: 2, strong: 1 }

const ESCAPE = '\u001b'

/** Colours text, where the terminal shows colours and the reader wants them (`NO_COLOR`, no-color.org). */
export const paint = (world: World, tone: Tone, text: string): string =>
  world.stdout.isTTY === true && (world.env['NO_COLOR'] ?? '') === ''
    ? `${ESCAPE}[${CODES[tone]}m${text}${ESCAPE}[0m`
    : text

/** One cell of a table: text, or text with a tone. */
export type Cell = string | { readonly text: string; readonly tone: Tone }

/**
 * Prints rows as a table: columns padded on a terminal, separated by tabs when piped, so that `cut` and `awk` read
 * them. The last column is never padded.
 */
export function printTable(world: World, rows: readonly (readonly Cell[])[]): string {
  const isTerminal = world.stdout.isTTY === true
  const widths = isTerminal ? widthsOf(rows) : []
  return rows
    .map(
      (row) =>
        `${row.map((cell, at) => printCell(world, cell, at, row.length, widths)).join(isTerminal ? '  ' : '\t')}\n`,
    )
    .join('')
}

const textOf = (cell: Cell): string => (typeof cell === 'string' ? cell : cell.text)

const widthsOf = (rows: readonly (readonly Cell[])[]): readonly number[] =>
  rows.reduce<readonly number[]>(
    (widths, row) =>
      Array.from({ length: Math.max(widths.length, row.length) }, (_, at) => {
        const cell = row[at]
        return Math.max(widths[at] ?? 0, cell === undefined ? 0 : textOf(cell).length)
      }),
    [],
  )

function printCell(
  world: World,
  cell: Cell,
  at: number,
  columns: number,
  widths: readonly number[],
): string {
  const text = textOf(cell)
  const tail = at === columns - 1 ? '' : ' '.repeat(Math.max(0, (widths[at] ?? 0) - text.length))
  return (typeof cell === 'string' ? text : paint(world, cell.tone, text)) + tail
}
