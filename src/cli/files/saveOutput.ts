import type { Issue } from '../../model/index.js'
import {
  type Arguments,
  type Command,
  type CommandContext,
  EXIT,
  type ExitCode,
  type OptionSpec,
  optionOf,
} from '../command.js'
import { refuse } from '../refuse.js'
import { write } from '../write.js'
import { obstacleTo, saveFile } from './saveFile.js'

/** Makes the option `--output`, `-o`, of a command that makes something: every such command has the same one. */
export const outputOption = (what: string): OptionSpec => ({
  type: 'string',
  short: 'o',
  value: 'FILE',
  isWritten: true,
  summary: `The file for ${what}. Default: standard output.`,
})

/**
 * Writes what a command made to the file that an option names, or to standard output where it names none. A file that
 * the same call reads is refused: every other word of the call is taken for one.
 */
export async function saveOutput(
  context: CommandContext,
  args: Arguments,
  option: string,
  text: string,
): Promise<ExitCode> {
  const target = optionOf(args, option)
  if (target === undefined) {
    await write(context.stdout, text)
    return EXIT.yes
  }
  const saved = await saveFile(target, text, { inputs: inputsOf(args, option) })
  return saved.ok ? EXIT.yes : refuse(context, target, saved.issues)
}

/**
 * Tells of a call that will not be able to write what it makes, so that nobody waits a minute to learn it. It is looked at
 * again when the file is written, for much can happen in between.
 */
export async function findObstacle(
  { options }: Command,
  args: Arguments,
): Promise<{ readonly target: string; readonly issues: readonly Issue[] } | null> {
  for (const [name, { isWritten }] of Object.entries(options)) {
    const target = isWritten === true ? optionOf(args, name) : undefined
    if (target === undefined) continue
    const issue = await obstacleTo(target, inputsOf(args, name))
    if (issue !== null) return { target, issues: [issue] }
  }
  return null
}

// Which options name files is not known here, so every other word of the call is taken for
// one. A word that is no file is not found, and does no harm.
const inputsOf = (args: Arguments, option: string): readonly string[] => [
  ...args.positionals,
  ...Object.entries(args.values).flatMap(([name, value]) =>
    name !== option && typeof value === 'string' ? [value] : [],
  ),
]
