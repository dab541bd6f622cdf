import { failAll, ok, type Result } from '../model/index.js'
import { filesNamedBy, type PolicySources } from '../policy/index.js'
import type { World } from './command.js'
import { LARGEST_DOCUMENT, readText } from './readInput.js'

/** How many files one policy may be made of: more is a mistake, or none of its author's doing. */
const MOST_FILES = 64

/** What a policy is made of, read. */
interface ReadSources extends PolicySources {
  /** The texts of its files, by their paths. */
  readonly files: Readonly<Record<string, string>>
  /** The paths of all files that are named, also of those that are not there. */
  readonly named: readonly string[]
}

/**
 * Reads the files that a policy is made of, beside the policy itself. One that is not there is left out, because what is
 * missing is best told at the place that names it; one that cannot be read is refused here, by its name, and so are more
 * than 64 files (`too_many_files`).
 */
export async function readSources(
  world: World,
  file: string,
  text: string,
): Promise<Result<ReadSources>> {
  const path = file.replaceAll('\\', '/')
  const files = new Map<string, string>()
  const waiting = [...filesNamedBy(text, path)]
  for (const name of waiting) {
    if (files.has(name) || name === path) continue
    if (files.size >= MOST_FILES) return failAll([{ code: 'too_many_files', path: '' }])
    const read = await readText(world, name, LARGEST_DOCUMENT)
    if (read.ok) {
      files.set(name, read.value)
      waiting.push(...filesNamedBy(read.value, name))
    } else if (read.issues.some(({ code }) => code !== 'missing_file')) {
      return failAll(read.issues.map((issue) => ({ ...issue, file: name })))
    }
  }
  return ok({ file: path, files: Object.fromEntries(files), named: [...new Set(waiting)] })
}

/**
 * Lists the files that policies are made of, themselves among them, to be watched. One that is named and not there is
 * listed as well: that it is written may be what its author does next.
 */
export async function filesOf(world: World, files: readonly string[]): Promise<readonly string[]> {
  const all = await Promise.all(
    files.map(async (file) => {
      if (file === '-') return []
      const text = await readText(world, file, LARGEST_DOCUMENT)
      const sources = text.ok ? await readSources(world, file, text.value) : text
      return sources.ok ? [file, ...sources.value.named] : [file]
    }),
  )
  return [...new Set(all.flat())]
}
