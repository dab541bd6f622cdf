import type { CommandContext } from './command.js'

/** How wide text for reading is at most, and a terminal that does not say so (VT100). */
export const WIDTH = 80

/** Breaks text at spaces into lines of at most so many columns; a longer word stands on a line of its own, whole. */
export function wrapText(text: string, width: number): readonly string[] {
  const lines: string[] = []
  let line = ''
  for (const word of text.split(' ')) {
    if (line !== '' && line.length + 1 + word.length > width) {
      lines.push(line)
      line = word
    } else line = line === '' ? word : `${line} ${word}`
  }
  return [...lines, line]
}

/** Tells how many columns there are to print in: those of the terminal, and no end of them where output is piped. */
export const widthOf = ({ stdout }: CommandContext): number =>
  stdout.isTTY === true ? (stdout.columns ?? WIDTH) : Number.POSITIVE_INFINITY

/** Breaks a line of text where the terminal that it is for ends, each line but the first set in. */
export const wrapLine = (context: CommandContext, text: string): string =>
  wrapText(text, widthOf(context) - 2)
    .map((line, at) => (at === 0 ? line : `  ${line}`))
    .join('\n')
