import { type Command, EXIT, type OptionSpec } from '../command.js'
import { optionsOf } from '../help.js'
import { refuseUsage } from '../refuse.js'

/** The commands that are completed: all but `completion` itself, which is made from them. */
type Listed = readonly Command[]

const wordsOf = (command: Command): readonly string[] =>
  Object.keys(optionsOf(command)).map((name) => `--${name}`)

// A word of a single-quoted text of a shell: only the quote itself ends it.
const escapeQuotes = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`

/**
 * Prints the script for bash: commands first, then the options of the one that was named,
 * and files. `COMP_WORDS`, `COMP_CWORD` and `COMPREPLY` are bash's own (Bash Reference
 * Manual, Programmable Completion).
 */
const forBash = (commands: Listed): string => `_countersign() {
  local word=\${COMP_WORDS[COMP_CWORD]} words
  if [ "$COMP_CWORD" -eq 1 ]; then words=${escapeQuotes(commands.map(({ name }) => name).join(' '))}
  else case "\${COMP_WORDS[1]}" in
${commands.map((command) => `    ${command.name}) words=${escapeQuotes(wordsOf(command).join(' '))} ;;`).join('\n')}
    esac
  fi
  case "$word" in -*) COMPREPLY=($(compgen -W "$words" -- "$word")) ;;
    *) [ "$COMP_CWORD" -eq 1 ] && COMPREPLY=($(compgen -W "$words" -- "$word")) || COMPREPLY=($(compgen -f -- "$word")) ;;
  esac
}
complete -o filenames -F _countersign countersign
`

// zsh reads scripts of bash, once it is told to by `bashcompinit` (zshcompsys).
const forZsh = (commands: Listed): string => `#compdef countersign
autoload -U +X bashcompinit && bashcompinit
${forBash(commands)}`

/**
 * Prints the line by which fish completes one option of one command, with what it does.
 * `-r` says that a value follows.
 */
const fishOption = (command: string, name: string, { short, summary, type }: OptionSpec): string =>
  [
    `complete -c countersign -n '__fish_seen_subcommand_from ${command}' -l ${name}`,
    ...(short === undefined ? [] : [`-s ${short}`]),
    ...(type === 'string' ? ['-r'] : []),
    `-d ${escapeQuotes(summary)}`,
  ].join(' ')

/** Prints the script for fish, a line for each command and each option. */
const forFish = (commands: Listed): string =>
  `${commands
    .flatMap((command) => {
      const { name, summary } = command
      return [
        `complete -c countersign -n __fish_use_subcommand -f -a ${name} -d ${escapeQuotes(summary)}`,
        ...Object.entries(optionsOf(command)).map(([option, spec]) =>
          fishOption(name, option, spec),
        ),
      ]
    })
    .join('\n')}\n`

/** A script for each shell; a new one is added here, and the usage names it. */
const SHELLS: Readonly<Record<string, (commands: Listed) => string>> = {
  bash: forBash,
  zsh: forZsh,
  fish: forFish,
}

/** `countersign completion`: a script that completes commands and options in a shell, made from the commands themselves. */
export const completionOf = (commands: Listed): Command => ({
  name: 'completion',
  usage: `completion ${Object.keys(SHELLS).join('|')}`,
  summary: 'Prints a script with which a shell completes commands and options.',
  example: 'completion bash',
  takes: { least: 1, most: 1, otherwise: `name one shell: ${Object.keys(SHELLS).join(', ')}` },
  options: {},
  async run(args, context) {
    const [shell = ''] = args.positionals
    const script = Object.hasOwn(SHELLS, shell) ? SHELLS[shell] : undefined
    if (script === undefined) return refuseUsage(context, this, this.takes.otherwise)
    context.stdout.write(script(commands))
    return EXIT.yes
  },
})
