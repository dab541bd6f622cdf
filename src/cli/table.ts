import type { CommandContext } from './command.js'
import { wrapText } from './wrapText.js'

/**
 * A colour of the terminal, named by what it says. Nothing is said by colour alone: the
 * words stand there as well, for those who see no colours and for files.
 */
export type Tone = 'good' | 'bad' | 'faint' | 'strong'

// ECMA-48 §8.3.117: graphic renditions.
const CODES: Readonly<Record<Tone, number>> = { good: 32, bad: 31, faint: 2, strong: 1 }

/** The character that begins a code of the terminal. */
const ESCAPE = '\u001b'

/**
 * Tells whether output is coloured: on a terminal that shows colours, unless the reader does not want them (`NO_COLOR`,
 * no-color.org); `FORCE_COLOR` wins over both, and 0 in it is a no.
 */
function isColoured({ stdout, env }: CommandContext): boolean {
  const forced = env['FORCE_COLOR'] ?? ''
  if (forced !== '') return forced !== '0' && forced !== 'false'
  return stdout.isTTY === true && (env['NO_COLOR'] ?? '') === '' && env['TERM'] !== 'dumb'
}

/** Colours text where output is coloured, and gives it back as it is elsewhere. */
export const paint = (context: CommandContext, tone: Tone, text: string): string =>
  isColoured(context) ? `${ESCAPE}[${CODES[tone]}m${text}${ESCAPE}[0m` : text

/** One cell of a table: text, or text with a tone. */
export type TableCell = string | { readonly text: string; readonly tone: Tone }

/**
 * Prints rows as a table: columns padded on a terminal, separated by tabs when piped, so that `cut` and `awk` read
 * them. The last column is never padded. What is wider than the terminal is wrapped at words in its widest column, or,
 * where too little room is left for that, a row's cells follow each other over several lines.
 */
export function printTable(
  context: CommandContext,
  rows: readonly (readonly TableCell[])[],
): string {
  if (context.stdout.isTTY !== true) {
    return rows.map((row) => `${row.map((cell) => paintCell(context, cell)).join('\t')}\n`).join('')
  }
  // The width that each column has when nothing is wrapped.
  const natural = widthsOf(rows)
  const columns = context.stdout.columns ?? Number.POSITIVE_INFINITY
  // Two spaces stand between columns.
  const over = natural.reduce((sum, width) => sum + width, 2 * (natural.length - 1)) - columns
  if (over <= 0) return rows.map((row) => printRow(context, row, natural)).join('')
  // The widest column holds sentences; the others hold names, which are not to be broken.
  const widest = natural.indexOf(Math.max(...natural))
  const room = (natural[widest] ?? 0) - over
  return room < LEAST_ROOM
    ? rows.map((row) => stackRow(context, row, columns, natural)).join('')
    : rows.map((row) => printRow(context, row, natural.with(widest, room))).join('')
}

/**
 * In columns. Narrower than this, wrapped text is harder to read than cells that follow
 * each other.
 */
const LEAST_ROOM = 24

/** Gives the text of a cell, whatever its tone. */
const textOf = (cell: TableCell): string => (typeof cell === 'string' ? cell : cell.text)

/** Paints a part of a cell in its tone; without one, as it is. */
const paintCell = (context: CommandContext, cell: TableCell, text = textOf(cell)): string =>
  typeof cell === 'string' || text === '' ? text : paint(context, cell.tone, text)

/** Measures the widest cell of each column, in characters. */
const widthsOf = (rows: readonly (readonly TableCell[])[]): readonly number[] =>
  rows.reduce<readonly number[]>(
    (widths, row) =>
      Array.from({ length: Math.max(widths.length, row.length) }, (_, at) => {
        const cell = row[at]
        return Math.max(widths[at] ?? 0, cell === undefined ? 0 : textOf(cell).length)
      }),
    [],
  )

/** Prints a row in columns of given widths, over as many lines as its cell with the most lines takes. */
function printRow(
  context: CommandContext,
  row: readonly TableCell[],
  widths: readonly number[],
): string {
  const wrapped = row.map((cell, at) => wrapText(textOf(cell), widths[at] ?? 0))
  const height = Math.max(1, ...wrapped.map((lines) => lines.length))
  return Array.from({ length: height }, (_, line) => {
    const printed = row.map((cell, at) => {
      const text = wrapped[at]?.[line] ?? ''
      const padding = at === row.length - 1 ? 0 : Math.max(0, (widths[at] ?? 0) - text.length)
      return paintCell(context, cell, text) + ' '.repeat(padding)
    })
    return `${printed.join('  ').trimEnd()}\n`
  }).join('')
}

/**
 * Prints a row of a table that is too wide. The first cells stand in columns as long as
 * they take up no more than half the width; the rest follow, as many to a line as there is
 * room for. Each further line is set in by two spaces.
 */
function stackRow(
  context: CommandContext,
  row: readonly TableCell[],
  columns: number,
  natural: readonly number[],
): string {
  const aligned = alignedIn(natural, columns / 2)
  const lines: string[] = []
  let width = 0
  row.forEach((cell, at) => {
    // A cell that stands in a column is padded to its width; the others take what they
    // need.
    const least = at < aligned ? (natural[at] ?? 0) : 0
    for (const part of textOf(cell) === '' && least === 0
      ? []
      : wrapText(textOf(cell), columns - 2)) {
      const printed = paintCell(context, cell, part) + ' '.repeat(Math.max(0, least - part.length))
      const isFirst = lines.length === 0
      // Two spaces before it, as between columns.
      const fits = !isFirst && width + 2 + part.length <= columns
      lines.push(isFirst ? printed : fits ? `${lines.pop() ?? ''}  ${printed}` : `  ${printed}`)
      width = (fits ? width + 2 : isFirst ? 0 : 2) + Math.max(least, part.length)
    }
  })
  return lines.map((line) => `${line.trimEnd()}\n`).join('')
}

/** Counts how many columns, from the left, fit into so much room with two spaces behind each. */
function alignedIn(natural: readonly number[], room: number): number {
  const ends = natural.map((_, at) =>
    natural.slice(0, at + 1).reduce((sum, width) => sum + width + 2, 0),
  )
  const over = ends.findIndex((end) => end > room)
  return over === -1 ? natural.length : over
}
