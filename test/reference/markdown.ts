/** One page of the reference: its file below `examples/guides/reference`, and its text. */
export interface ReferencePage {
  readonly file: string
  readonly text: string
}

/** One row of a table of three columns. */
export type TableRow = readonly [string, string, string]

const MADE = '<!-- Made from the code by `npm run docs`. What is written here by hand is lost. -->'

/** Puts a page together: a title, a sentence of what it lists, and its parts. */
export const pageOf = (
  file: string,
  title: string,
  intro: string,
  parts: readonly string[],
): ReferencePage => ({ file, text: `${[`# ${title}`, MADE, intro, ...parts].join('\n\n')}\n` })

/** Writes a table. A cell stands on one line, so line ends in it become spaces. */
export const tableOf = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map(() => '---'), ...rows]
    .map((cells) => `| ${cells.map(cellOf).join(' | ')} |`)
    .join('\n')

const cellOf = (text: string): string =>
  text === '' ? '–' : text.replaceAll(/\s*\n\s*/g, ' ').replaceAll('|', '\\|')

/** Writes words as code, with commas between. */
export const codes = (words: readonly unknown[]): string =>
  words.map((word) => `\`${word}\``).join(', ')

/** Writes a block of code in its language. */
export const blockOf = (language: string, text: string): string =>
  `\`\`\`${language}\n${text.trimEnd()}\n\`\`\``

/** Writes a value as JSON that people read. */
export const jsonOf = (value: unknown): string => JSON.stringify(value, null, 2)
