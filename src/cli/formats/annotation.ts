import { describeIssue, type Issue } from '../../model/index.js'
import { type Arguments, isSet, type OptionSpec, optionOf } from '../command.js'
import { sayChoices } from '../sharedOptions.js'

/** One thing that a command has to say about a place in a file, in a form that every format can print. */
export interface Annotation extends Required<Pick<Issue, 'code' | 'line' | 'column'>> {
  /** The file it speaks of, as the caller named it; a file that is extended by its own path. */
  readonly file: string
  /** A sentence, without the place. */
  readonly message: string
  /** Whether it is a mistake, or advice that changes no exit code. */
  readonly level: 'error' | 'warning'
}

/** Says what is wrong with an input that could not be read. */
export function annotationOfIssue(asked: string, issue: Issue): Annotation {
  const { line = 1, column = 1, file = asked, ...rest } = issue
  const message = describeIssue('', rest).replace(/^: /, '')
  return { file, line, column, code: issue.code, message, level: 'error' }
}

/** The formats that have a switch of their own name as well, which came before `--format`. */
const SWITCHES = ['json', 'markdown'] as const

/** The formats in which findings are printed: for people, programs, and checks of a pull request. */
export const FINDING_FORMATS = ['text', 'json', 'github', 'sarif'] as const

/** Makes the options by which a command is told what to print: `--format`, and the switches that are short for one. */
export const formatOptions = (
  formats: readonly string[],
): Readonly<Record<string, OptionSpec>> => ({
  format: {
    type: 'string',
    value: 'FORM',
    summary: `The form of the output: \`${formats.join('`, `')}\`. Default: \`text\`. Mistakes in the input are also printed to stderr.`,
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

/**
 * Reads which format is asked for, or says why that cannot be told. Two formats in one call are
 * refused, because whichever were taken, somebody would wait for the other: a build that reads
 * JSON would get lines for GitHub.
 */
export function formatOf<Format extends string>(
  formats: readonly Format[],
  args: Arguments,
): Format | { readonly why: string } {
  const named = optionOf(args, 'format')
  const asked = [
    ...(named === undefined ? [] : [named]),
    ...SWITCHES.filter((name) => isSet(args, name)),
  ]
  const [wanted = 'text', ...others] = new Set(asked)
  if (others.length > 0) return { why: 'give only one output format' }
  const format = formats.find((one) => one === wanted)
  return format ?? { why: sayChoices('format', formats) }
}
