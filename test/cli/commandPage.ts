import { loadCommands } from '../../src/cli/commands/index.js'
import { helpOf } from '../../src/cli/help.js'
import { blockOf, pageOf, type ReferencePage } from '../reference/markdown.js'

/** Lists the commands, each with the help that it prints. */
export const commandPage = async (): Promise<ReferencePage> =>
  pageOf(
    'command-line.md',
    'Command line',
    'Input and output are JSON; text for people is printed to stderr. Exit codes: 0 the answer is yes, 1 it is no (a test failed, not proved, looser), 2 wrong usage, 3 invalid input or policy. Without a file, or with `-`, standard input is read.',
    (await loadCommands()).map(
      (command) => `## ${command.name}\n\n${blockOf('text help', helpOf(command))}`,
    ),
  )
