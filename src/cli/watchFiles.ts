import { watch } from 'node:fs/promises'
import { basename, dirname } from 'node:path'

/** How long a burst of changes may go on before it counts as one, in milliseconds: editors write in several steps. */
const BURST = 100

/**
 * Runs something now, and again whenever one of the files changes, until the signal. Which files those are is asked after
 * each run, because a change may name another. Folders are watched rather than files, because many editors put a new
 * file in the place of the old one.
 */
export async function watchFiles(
  filesNow: () => Promise<readonly string[]>,
  signal: AbortSignal,
  run: () => Promise<void>,
): Promise<void> {
  let isStale = false
  let wake = (): void => {}
  const note = (): void => {
    isStale = true
    wake()
  }
  signal.addEventListener('abort', note)
  const folders = new Map<string, Set<string>>()
  const follow = async (): Promise<void> => {
    for (const file of await filesNow()) {
      const names = folders.get(dirname(file))
      if (names !== undefined) names.add(basename(file))
      else {
        const added = new Set([basename(file)])
        folders.set(dirname(file), added)
        void watchFolder(dirname(file), added, signal, note)
      }
    }
  }
  await follow()
  while (!signal.aborted) {
    isStale = false
    await run()
    await follow()
    if (!isStale) await new Promise<void>((resolve) => (wake = resolve))
    await new Promise((resolve) => setTimeout(resolve, BURST))
  }
}

async function watchFolder(
  folder: string,
  names: ReadonlySet<string>,
  signal: AbortSignal,
  note: () => void,
): Promise<void> {
  try {
    for await (const { filename } of watch(folder, { signal })) {
      if (filename === null || names.has(filename)) note()
    }
  } catch {
    // The signal ends it; a folder that is gone has nothing more to say.
  }
}
