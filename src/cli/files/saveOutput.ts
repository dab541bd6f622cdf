import { type Arguments, EXIT, type ExitCode, optionOf, type World } from '../command.js'
import { refuse } from '../refuse.js'
import { write } from '../write.js'
import { saveFile } from './saveFile.js'

/**
 * Writes what a command made to the file that an option names, or to standard output where it names none. A file that
 * the same call reads is refused: every other word of the call is taken for one.
 */
export async function saveOutput(
  world: World,
  args: Arguments,
  option: string,
  text: string,
): Promise<ExitCode> {
  const target = optionOf(args, option)
  if (target === undefined) {
    await write(world.stdout, text)
    return EXIT.yes
  }
  const words = Object.entries(args.values).flatMap(([name, value]) =>
    name !== option && typeof value === 'string' ? [value] : [],
  )
  const saved = await saveFile(target, text, { inputs: [...args.positionals, ...words] })
  return saved.ok ? EXIT.yes : refuse(world, target, saved.issues)
}
