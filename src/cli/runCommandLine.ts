import { parseArgs } from 'node:util'
import { completeWord, didYouMean, suggest } from '../model/index.js'
import {
  type Arguments,
  type Command,
  type CommandContext,
  EXIT,
  type ExitCode,
} from './command.js'
import { commandNames, loadCommand, loadCommands } from './commands/index.js'
import { findObstacle } from './files/saveOutput.js'
import { helpOf, optionsOf } from './help.js'
import { refuse, refuseUsage } from './refuse.js'
import { WIDTH, wrapText } from './wrapText.js'

/** Runs one call of the command line and gives its exit code. Everything it touches is in `context`. */
export async function runCommandLine(
  argv: readonly string[],
  context: CommandContext,
): Promise<ExitCode> {
  const [name, ...rest] = argv
  if (name === '--version' || name === '-v') {
    context.stdout.write(`${context.version ?? 'unknown'}\n`)
    return EXIT.yes
  }
  const [about] = rest
  // `help lint` is what many command lines take for `lint --help`.
  if (name === 'help' && about !== undefined) return runCommandLine([about, '--help'], context)
  if (name === undefined || name === '--help' || name === '-h' || name === 'help') {
    return showManual(context, name === undefined ? EXIT.usage : EXIT.yes)
  }
  // Only this command is loaded, with what it needs.
  const command = await loadCommand(name)
  if (command === undefined) {
    const why = `there is no such command${didYouMean(meantOf(name, commandNames))}`
    return refuseUsage(
      context,
      { name: '', usage: 'COMMAND …; countersign --help lists the commands' },
      why,
    )
  }
  const args = parseArguments(command, rest)
  // Node's own words for a wrong option repeat what was typed, so the reason is found anew.
  if (args === null) return refuseUsage(context, command, await faultOf(command, rest))
  if (typeof args === 'string') return refuseUsage(context, command, args)
  if (args.values['help'] === true) {
    context.stdout.write(helpOf(command))
    return EXIT.yes
  }
  const { least, most, otherwise } = command.takes
  const words = args.positionals.length
  if (words < least || words > most) return refuseUsage(context, command, otherwise)
  // Asked before the work: a report may take long, and a folder without the right to write
  // can be seen at once.
  const obstacle = await findObstacle(command, args)
  if (obstacle !== null) return refuse(context, obstacle.target, obstacle.issues)
  return args.values['watch'] === true
    ? runAgain(command, args, context)
    : command.run(args, context)
}

/** Runs a command now and whenever one of its files changes. What it takes to watch is loaded for that alone. */
async function runAgain(
  command: Command,
  args: Arguments,
  context: CommandContext,
): Promise<ExitCode> {
  const { filesOf } = await import('./readSources.js')
  const { watchFiles } = await import('./watchFiles.js')
  let exit: ExitCode = EXIT.yes
  const signal = context.signal ?? new AbortController().signal
  // Every word that is no option is a file for the commands that can be watched.
  const filesNow = (): Promise<readonly string[]> => filesOf(context, args.positionals)
  // The exit code is that of the last run; it is given when the signal ends the watch.
  await watchFiles(filesNow, signal, async () => {
    exit = await command.run(args, context)
    context.stderr.write('waiting until a file changes\n')
  })
  return exit
}

/** Finds the word of ours that was probably meant: the one that begins so, as `output` does with `out`, or is nearest. */
const meantOf = (word: string, known: readonly string[]): string | undefined =>
  completeWord(word, known) ?? suggest(word, known)

/**
 * Parses what was typed behind the name of a command; `null` where it is not what the command takes, and why where that
 * can be said at once.
 */
const parseArguments = (command: Command, args: readonly string[]): Arguments | string | null => {
  try {
    const { values, positionals, tokens } = parseArgs({
      // The copy is what `parseArgs` takes: its list must be one that may be changed.
      args: [...args],
      options: optionsOf(command),
      allowPositionals: true,
      strict: true,
      tokens: true,
    })
    const named = tokens.flatMap((token) =>
      token.kind === 'option' && token.value !== undefined ? [token.name] : [],
    )
    // Of two files or times one would be taken, and nobody told which.
    const twice = named.find((name, at) => named.indexOf(name) < at)
    return twice === undefined
      ? { values: { ...values }, positionals }
      : `\`--${twice}\` is given twice`
  } catch {
    return null
  }
}

// Names the one that was probably meant, and the place; what was typed is repeated only where it is a word of ours.
async function faultOf(command: Command, args: readonly string[]): Promise<string> {
  const names = Object.keys(optionsOf(command))
  const typed = args
    .filter((arg) => arg.startsWith('--') && arg.length > 2)
    .map((arg) => arg.slice(2).split('=', 1).join())
  const unknown = typed.find((name) => !names.includes(name))
  if (unknown === undefined) return faultOfValue(command, args)
  const near = meantOf(unknown, names)
  // Counted as the shell counts: the name of the command is argument 1.
  const place = args.findIndex((arg) => arg.startsWith(`--${unknown}`)) + 2
  // An option of another command is a word of ours and may be repeated: `--json is no
  // option of compile`.
  const isAnothers = (await loadCommands()).some(({ options }) => unknown in options)
  const said = isAnothers
    ? `${command.name} has no option \`--${unknown}\``
    : 'there is no such option'
  return `${said} (argument ${place})${didYouMean(near === undefined ? near : `--${near}`)}`
}

// An option that takes a value was given none, or a switch was given one.
function faultOfValue(command: Command, args: readonly string[]): string {
  const options = optionsOf(command)
  const lacking = Object.entries(options).find(([name, { type, short }], _, all) => {
    const at = args.findIndex((arg) => arg === `--${name}` || arg === `-${short}`)
    const next = args[at + 1]
    const isName = all.some(([other]) => next === `--${other}`)
    return type === 'string' && at >= 0 && (next === undefined || isName)
  })
  const given = Object.entries(options).find(
    ([name, { type }]) => type === 'boolean' && args.some((arg) => arg.startsWith(`--${name}=`)),
  )
  if (lacking !== undefined) return `\`--${lacking[0]}\` needs a value after it`
  if (given !== undefined) return `\`--${given[0]}\` takes no value`
  const shorts = Object.values(options).flatMap(({ short }) =>
    short === undefined ? [] : [`-${short}`],
  )
  const place = args.findIndex((arg) => /^-[^-]/.test(arg) && !shorts.includes(arg.slice(0, 2)))
  return place < 0
    ? 'one of the options is not known'
    : `there is no such option (argument ${place + 2})`
}

/** Shows every command with what it does: on stdout where it was asked for, on stderr where a command is missing. */
const showManual = async (context: CommandContext, exit: ExitCode): Promise<ExitCode> => {
  const commands = await loadCommands()
  const output = exit === EXIT.yes ? context.stdout : context.stderr
  const width = Math.max(...commands.map(({ name }) => name.length))
  const lines = commands.flatMap(({ name, summary }) =>
    wrapText(summary, WIDTH - width - 4).map(
      (line, at) => `  ${(at === 0 ? name : '').padEnd(width)}  ${line}`,
    ),
  )
  output.write(`usage: countersign COMMAND …\n\n${lines.join('\n')}\n\n`)
  output.write(`countersign COMMAND --help explains one command.
countersign --version prints the version.
Results are printed to stdout, errors to stderr.
NO_COLOR and FORCE_COLOR turn colours off and on.
Exit codes: 0 the answer is yes, 1 it is no, 2 wrong usage, 3 invalid input.\n`)
  return exit
}
