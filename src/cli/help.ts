import type { Command, OptionSpec } from './command.js'
import { wrapText } from './wrapText.js'

/** Columns that help is written for: a terminal of the usual width. */
const WIDTH = 80

const nameOf = (name: string, { short, value }: OptionSpec): string =>
  `${short === undefined ? '' : `-${short}, `}--${name}${value === undefined ? '' : ` ${value}`}`

/** Prints what a command does, each of its options with its default, and one call that works. */
export function helpOf({ usage, summary, options, example }: Command): string {
  const specs = Object.entries<OptionSpec>({
    ...options,
    help: { type: 'boolean', short: 'h', summary: 'Show this.' },
  })
  const width = Math.max(...specs.map(([name, spec]) => nameOf(name, spec).length))
  const lines = specs.flatMap(([name, spec]) =>
    wrapText(spec.summary, WIDTH - width - 4).map(
      (line, at) => `  ${(at === 0 ? nameOf(name, spec) : '').padEnd(width)}  ${line}`,
    ),
  )
  return `${[
    ...wrapText(`countersign ${usage}`, WIDTH - 4).map((line, at) =>
      at === 0 ? line : `    ${line}`,
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
