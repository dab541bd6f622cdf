import type { Readable, Writable } from 'node:stream'

/** A stream for people or programs, with what a terminal would tell of itself. */
export type Output = Writable & { readonly isTTY?: boolean; readonly columns?: number }

/** What a command may touch outside of itself: handed in, so that tests can hand in their own. */
export interface CommandContext {
  /** Input of a command that was given no file, or `-` in the place of one. */
  readonly stdin: Readable
  /** The answer alone, so that it can be piped or redirected to a file. */
  readonly stdout: Output
  /** What went wrong, how far work has come, and hints; never a part of the answer. */
  readonly stderr: Output
  /**
   * The environment: colours, and for `sids` the account. No command reads `process.env`
   * itself, so that a test decides what is set.
   */
  readonly env: Readonly<Record<string, string | undefined>>
  /** Ends what would go on for ever, such as `--watch`; without it, the end of the process does. */
  readonly signal?: AbortSignal
  readonly version?: string
  /** The clock, for `--at` when it is not given. */
  readonly now: () => number
  /** The file of this program, to start threads of it, beside which the scripts of pages stand; without it all is done in one thread, and no page is made. */
  readonly program?: URL
  /** How long a thread may be silent over one chunk before it is taken for dead, in milliseconds: a minute. */
  readonly patience?: number
}

/**
 * The answer of a command to whoever called it. `no` means that the question was answered
 * and the answer is no, such as a test that failed; `invalid` means that there is no
 * answer, because an input could not be read. A build must be able to tell the two apart,
 * as with `grep` and `diff`.
 */
export const EXIT = { yes: 0, no: 1, usage: 2, invalid: 3 } as const

/** One of `EXIT`. */
export type ExitCode = (typeof EXIT)[keyof typeof EXIT]

/** One option of a command: a switch, or a value. */
export interface OptionSpec {
  /** Whether it is a switch, or takes a value behind it. */
  readonly type: 'boolean' | 'string'
  /** One letter, for `-o` beside `--output`; absent for most. */
  readonly short?: string
  /** What stands for its value in the help, such as `FILE`; absent for a switch. */
  readonly value?: string
  /** Whether its value is a file that the command writes: looked at before the work begins, and again at its end. */
  readonly isWritten?: true
  /** What it does and, where it has one, its default: one sentence. */
  readonly summary: string
}

/** Options and the rest of the line, parsed. */
export interface Arguments {
  /**
   * Values by the long name of the option, without its dashes: `{ output: 'x.json', check:
   * true }`.
   */
  readonly values: Readonly<Record<string, string | boolean | undefined>>
  /**
   * The words that belong to no option, in the order in which they were typed: mostly
   * files.
   */
  readonly positionals: readonly string[]
}

/** How many words a command takes that belong to no option, and what is said of any other number. */
interface WordCount {
  readonly least: number
  readonly most: number
  readonly otherwise: string
}

/** What most commands take. */
export const TAKES = {
  nothing: {
    least: 0,
    most: 0,
    otherwise: 'give each file with its option, such as --policy policy.yaml',
  },
  input: { least: 0, most: 1, otherwise: 'name one input file, or - for standard input' },
  policy: { least: 1, most: 1, otherwise: 'name one policy file' },
  policies: {
    least: 1,
    most: Number.POSITIVE_INFINITY,
    otherwise: 'name one or more policy files',
  },
} as const satisfies Readonly<Record<string, WordCount>>

/** Said where an option is needed that names the policy. */
export const NO_POLICY = '--policy is missing: name the policy file'

/** One command of the command line. */
export interface Command {
  /** The word by which it is called, such as `lint`. */
  readonly name: string
  /** The line after the program's name, as the manual shows it. */
  readonly usage: string
  /** What it does, in one sentence. The manual and the completion for fish show it. */
  readonly summary: string
  /** One call that works, without the program's name. */
  readonly example: string
  /** The words that it takes besides options, mostly files: counted before it is run. */
  readonly takes: WordCount
  /** Its own options by their long names; `--help` and `--watch` are added by `optionsOf`. */
  readonly options: Readonly<Record<string, OptionSpec>>
  /** Whether it may be run again whenever one of its files changes (`--watch`). */
  readonly watches?: true
  /**
   * Does the work. Nothing is thrown for an input that is wrong: it is named on stderr and
   * the exit code is 3.
   */
  readonly run: (args: Arguments, context: CommandContext) => Promise<ExitCode>
}

/** Reads a string option. */
export const optionOf = (args: Arguments, name: string): string | undefined => {
  const value = args.values[name]
  return typeof value === 'string' ? value : undefined
}

/** Reads a switch. */
export const isSet = (args: Arguments, name: string): boolean => args.values[name] === true
