import { describeIssue, type Issue } from '../../model/index.js'
import { type Arguments, isSet, type OptionSpec, optionOf } from '../command.js'

/** One thing that a command has to say about a place in a file, in a form that every format can print. */
export interface Told {
  /** The file it speaks of, as the caller named it; a file that is extended by its own path. */
  readonly file: string
  /** Counted from 1. */
  readonly line: number
  /** Counted from 1, in UTF-16 units. */
  readonly column: number
  /** Stable snake_case code. */
  readonly code: string
  /** A sentence, without the place. */
  readonly message: string
  /** Whether it is a mistake, or advice that changes no exit code. */
  readonly level: 'error' | 'warning'
}

/** Says what is wrong with an input that could not be read. */
export function toldOfIssue(asked: string, issue: Issue): Told {
  const { line = 1, column = 1, file = asked, ...rest } = issue
  const message = describeIssue('', rest).replace(/^: /, '')
  return { file, line, column, code: issue.code, message, level: 'error' }
}

/** The formats that have a switch of their own name as well, which came before `--format`. */
const SWITCHES = ['json', 'markdown'] as const

/** Makes the options by which a command is told what to print: `--format`, and the switches that are short for one. */
export const formatOptions = (
  formats: readonly string[],
): Readonly<Record<string, OptionSpec>> => ({
  format: {
    type: 'string',
    value: 'FORM',
    summary: `What to print: \`${formats.join('`, `')}\`; \`text\` otherwise.`,
  },
  ...Object.fromEntries(
    SWITCHES.filter((name) => formats.includes(name)).map((name) => [
      name,
      { type: 'boolean', summary: `The same as \`--format ${name}\`.` } as const,
    ]),
  ),
})

/**
 * Shows the options of `formatOptions` in the line of a command's usage: `[--format
 * text|json] [--json]`.
 */
export const formatUsage = (formats: readonly string[]): string =>
  `[--format ${formats.join('|')}]${SWITCHES.filter((name) => formats.includes(name))
    .map((name) => ` [--${name}]`)
    .join('')}`

/** Reads which format is asked for; `undefined` where the command has none of that name. */
export function formatOf<Format extends string>(
  formats: readonly Format[],
  args: Arguments,
): Format | undefined {
  const wanted = optionOf(args, 'format') ?? SWITCHES.find((name) => isSet(args, name)) ?? 'text'
  return formats.find((format) => format === wanted)
}
