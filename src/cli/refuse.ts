import { describeIssue, type Issue } from '../model/index.js'
import { type Command, type CommandContext, EXIT, type ExitCode } from './command.js'

/**
 * Says of an input that it was not looked through to its end. What was found is then not
 * all there may be, so no exit code may say that all is well.
 */
export const PARTIAL: Issue = { code: 'partial', path: '' }

/**
 * Refuses an input: one line an issue on stderr, exit code 3. Nothing is written where
 * there are no issues, and the code is 3 all the same.
 */
export function refuse(
  context: CommandContext,
  source: string,
  issues: readonly Issue[],
): ExitCode {
  for (const issue of issues) context.stderr.write(`${describeIssue(source, issue)}\n`)
  return EXIT.invalid
}

/**
 * Refuses a call that was worded wrongly: exit code 2. The usage is shown, and not what was
 * typed, because a secret may have been put where an option belongs.
 */
export function refuseUsage(
  context: CommandContext,
  { name, usage }: Pick<Command, 'name' | 'usage'>,
  why: string,
): ExitCode {
  context.stderr.write(`${why}\nusage: countersign ${usage}\n`)
  if (name !== '') context.stderr.write(`countersign ${name} --help explains each option\n`)
  return EXIT.usage
}
