import type { Command, OptionSpec } from './command.js'
import { WIDTH, wrapText } from './wrapText.js'

/** Shows an option as it is typed: its short name, its long one, and what stands for its value. */
const nameOf = (name: string, { short, value }: OptionSpec): string =>
  `${short === undefined ? '' : `-${short}, `}--${name}${value === undefined ? '' : ` ${value}`}`

/** Gives the options of a command: its own, and those that every command of its sort has. */
export const optionsOf = ({ options, watches }: Command): Readonly<Record<string, OptionSpec>> => ({
  ...options,
  ...(watches === true && {
    watch: { type: 'boolean', summary: 'Run again whenever a file changes, until you stop it.' },
  }),
  help: { type: 'boolean', short: 'h', summary: 'Show this help.' },
})

// A space at which no line is broken, while the lines are laid out.
const HARD_SPACE = '\u00a0'

// `[--format text|json]` in the usage stays on one line, for an option and its value belong
// together.
const withoutBreaks = (usage: string): string =>
  usage.replaceAll(/\[[^[\]]*\]/g, (option) => option.replaceAll(' ', HARD_SPACE))

/** Prints what a command does, each of its options with its default, and one call that works. */
export function helpOf(command: Command): string {
  const { usage, summary, example } = command
  const specs = Object.entries<OptionSpec>(optionsOf(command))
  const width = Math.max(...specs.map(([name, spec]) => nameOf(name, spec).length))
  const lines = specs.flatMap(([name, spec]) =>
    wrapText(spec.summary, WIDTH - width - 4).map(
      (line, at) => `  ${(at === 0 ? nameOf(name, spec) : '').padEnd(width)}  ${line}`,
    ),
  )
  return `${[
    ...wrapText(`countersign ${withoutBreaks(usage)}`, WIDTH - 4).map(
      (line, at) => `${at === 0 ? '' : '    '}${line.replaceAll(HARD_SPACE, ' ')}`,
    ),
    '',
    ...wrapText(summary, WIDTH),
    '',
    ...lines,
    '',
    'Example:',
    `  countersign ${example}`,
  ].join('\n')}\n`
}
