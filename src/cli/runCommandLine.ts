import { parseArgs } from 'node:util'
import { suggest } from '../model/suggest.js'
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
    const near = suggest(
      name,
      commands.map((one) => one.name),
    )
    const why = `no such command${hintOf(near)}`
    return refuseUsage(world, 'COMMAND …, see countersign --help', why)
  }
  const args = parseArguments(command, rest)
  if (args === null) return refuseUsage(world, command.usage, faultOf(command, rest))
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

// Names an option of ours that was probably meant; what was typed is not repeated.
function faultOf(command: Command, args: readonly string[]): string {
  const names = [...Object.keys(command.options), 'help']
  const typed = args
    .filter((arg) => arg.startsWith('--') && arg.length > 2)
    .map((arg) => arg.slice(2).split('=', 1).join())
  const unknown = typed.find((name) => !names.includes(name))
  if (unknown === undefined) return 'an option is not known, or lacks its value'
  const near = suggest(unknown, names)
  return `no such option${hintOf(near === undefined ? near : `--${near}`)}`
}

const hintOf = (near: string | undefined): string =>
  near === undefined ? '' : `, did you mean \`${near}\``

const showManual = (world: World, exit: ExitCode): ExitCode => {
  const output = exit === EXIT.yes ? world.stdout : world.stderr
  const width = Math.max(...commands.map(({ name }) => name.length))
  const lines = commands.map(({ name, summary }) => `  ${name.padEnd(width)}  ${summary}`)
  output.write(`usage: countersign COMMAND …\n\n${lines.join('\n')}\n\n`)
  output.write(`countersign COMMAND --help shows one. JSON on stdout, text for people on stderr.
Exit codes: 0 yes, 1 the answer is no, 2 wrong usage, 3 invalid input or policy.\n`)
  return exit
}
