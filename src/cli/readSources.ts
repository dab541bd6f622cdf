import { failAll, ok, type Result } from '../model/index.js'
import {
  filesNamedBy,
  type PolicySources,
  readEachOnce,
  type SourceReader,
} from '../policy/index.js'
import type { CommandContext } from './command.js'
import { readPolicyText } from './readInput.js'

/**
 * How many files one policy may be made of. More is a mistake, such as a circle of copies,
 * or the work of somebody else than its author.
 */
const MOST_FILES = 64

interface ReadSources extends PolicySources {
  /** The texts of its files, by their paths. */
  readonly files: Readonly<Record<string, string>>
  /** The paths of all files that are named, also of those that are not there. */
  readonly named: readonly string[]
  /** Reads texts as they were read to find those names: none of them is parsed again. */
  readonly readText: SourceReader
}

/**
 * Reads the files that a policy is made of, beside the policy itself. One that is not there is left out, because what is
 * missing is best told at the place that names it; one that cannot be read is refused here, by its name, and so are more
 * than 64 files (`too_many_files`).
 */
export async function readSources(
  context: CommandContext,
  file: string,
  text: string,
): Promise<Result<ReadSources>> {
  // Windows writes paths with `\`; policies name the files that they extend with `/`, on
  // every system.
  const path = file.replaceAll('\\', '/')
  const files = new Map<string, string>()
  const readOnce = readEachOnce()
  // Files that are read name others, which are put at the end of the list while it is
  // walked.
  const waiting = [...filesNamedBy(text, path, readOnce)]
  for (const name of waiting) {
    // A circle of `extends` ends here, and the document's own reader names it.
    if (files.has(name) || name === path) continue
    if (files.size >= MOST_FILES) return failAll([{ code: 'too_many_files', path: '' }])
    const read = await readPolicyText(context, name)
    if (read.ok) {
      files.set(name, read.value)
      waiting.push(...filesNamedBy(read.value, name, readOnce))
    } else if (read.issues.some(({ code }) => code !== 'missing_file')) {
      return failAll(read.issues.map((issue) => ({ ...issue, file: name })))
    }
  }
  const named = [...new Set(waiting)]
  return ok({ file: path, files: Object.fromEntries(files), named, readText: readOnce })
}

/**
 * Lists the files that policies are made of, themselves among them, to be watched. One that is named and not there is
 * listed as well: that it is written may be what its author does next.
 */
export async function filesOf(
  context: CommandContext,
  files: readonly string[],
): Promise<readonly string[]> {
  const all = await Promise.all(
    files.map(async (file) => {
      // Standard input cannot change.
      if (file === '-') return []
      const text = await readPolicyText(context, file)
      const sources = text.ok ? await readSources(context, file, text.value) : text
      return sources.ok ? [file, ...sources.value.named] : [file]
    }),
  )
  return [...new Set(all.flat())]
}
