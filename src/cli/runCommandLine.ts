import { parseArgs } from 'node:util'
import { type Arguments, type Command, EXIT, type ExitCode, type World } from './command.js'
import { commands } from './commands/index.js'
import { refuseUsage } from './refuse.js'

/** Runs one call of the command line and gives its exit code. Everything it touches is in `world`. */
export async function runCommandLine(argv: readonly string[], world: World): Promise<ExitCode> {
  const [name, ...rest] = argv
  if (name === undefined || name === '--help' || name === '-h' || name === 'help') {
    return showManual(world, name === undefined ? EXIT.usage : EXIT.yes)
  }
  const command = commands.find((candidate) => candidate.name === name)
  if (command === undefined) {
    return refuseUsage(world, 'COMMAND …, see countersign --help', 'no such command')
  }
  const args = parseArguments(command, rest)
  if (args === null) return refuseUsage(world, command.usage, 'wrong option')
  if (args.values['help'] === true) {
    world.stdout.write(`countersign ${command.usage}\n\n${command.summary}\n`)
    return EXIT.yes
  }
  return command.run(args, world)
}

const parseArguments = (command: Command, args: readonly string[]): Arguments | null => {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      options: { ...command.options, help: { type: 'boolean', short: 'h' } },
      allowPositionals: true,
      strict: true,
    })
    return { values: { ...values }, positionals }
  } catch {
    return null
  }
}

const showManual = (world: World, exit: ExitCode): ExitCode => {
  const output = exit === EXIT.yes ? world.stdout : world.stderr
  const width = Math.max(...commands.map(({ name }) => name.length))
  const lines = commands.map(({ name, summary }) => `  ${name.padEnd(width)}  ${summary}`)
  output.write(`usage: countersign COMMAND …\n\n${lines.join('\n')}\n\n`)
  output.write(`countersign COMMAND --help shows one. JSON on stdout, text for people on stderr.
Exit codes: 0 yes, 1 the answer is no, 2 wrong usage, 3 invalid input or policy.\n`)
  return exit
}
