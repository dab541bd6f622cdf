import { EXIT, type ExitCode, type World } from './command.js'
import { type LoadedDocument, loadDocument } from './loadDocument.js'
import { refuse } from './refuse.js'

/** Asks every policy named in turn and gives the gravest answer; one that does not compile is refused, the rest go on. */
export async function eachDocument(
  world: World,
  files: readonly string[],
  ask: (loaded: LoadedDocument) => Promise<ExitCode>,
): Promise<ExitCode> {
  let exit: ExitCode = EXIT.yes
  for (const file of files) {
    const loaded = await loadDocument(world, file)
    const one = loaded.ok ? await ask(loaded.value) : refuse(world, file, loaded.issues)
    if (one > exit) exit = one
  }
  return exit
}
