import { watch } from 'node:fs/promises'
import { basename, dirname } from 'node:path'

/**
 * How long a burst of changes may go on before it counts as one, in milliseconds: editors
 * write a file in several steps, and half of it is no policy.
 */
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
  // Set while something waits for a change; before that nobody is to be woken.
  let wake = (): void => {}
  const note = (): void => {
    isStale = true
    wake()
  }
  signal.addEventListener('abort', note)
  // One watcher a folder, and the names in it that matter. A policy that extends others may
  // lie in several.
  const folders = new Map<string, Set<string>>()
  const follow = async (): Promise<void> => {
    for (const file of await filesNow()) {
      const names = folders.get(dirname(file))
      if (names !== undefined) names.add(basename(file))
      else {
        const added = new Set([basename(file)])
        folders.set(dirname(file), added)
        // It runs until the signal, beside the loop below, and has nothing to give back.
        void watchFolder(dirname(file), added, signal, note)
      }
    }
  }
  await follow()
  while (!signal.aborted) {
    isStale = false
    await run()
    await follow()
    // A change that came during the run is not waited for again.
    if (!isStale) await new Promise<void>((resolve) => (wake = resolve))
    await new Promise((resolve) => setTimeout(resolve, BURST))
  }
}

/**
 * Calls `note` for every change of one of the names in a folder. Some systems do not say
 * which file changed; then it may be any of them.
 */
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
    // The signal ends the watch with an error. A folder that was taken away cannot be watched
    // either; its files are then missing at the next run, which says so.
  }
}
