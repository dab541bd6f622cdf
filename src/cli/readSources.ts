import { failAll, ok, type Result } from '../model/index.js'
import { filesNamedBy, type PolicySources } from '../policy/index.js'
import type { World } from './command.js'
import { LARGEST_DOCUMENT, readText } from './readInput.js'

/** How many files one policy may be made of: more is a mistake, or none of its author's doing. */
const MOST_FILES = 64

/**
 * Reads the files that a policy is made of, beside the policy itself. One that is not there is left out, because what is
 * missing is best told at the place that names it; one that cannot be read is refused here, by its name.
 */
export async function readSources(
  world: World,
  file: string,
  text: string,
): Promise<Result<PolicySources & { readonly files: Readonly<Record<string, string>> }>> {
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
  return ok({ file: path, files: Object.fromEntries(files) })
}

/** Lists the files that policies are made of, themselves among them, to be watched. */
export async function filesOf(world: World, files: readonly string[]): Promise<readonly string[]> {
  const all = await Promise.all(
    files.map(async (file) => {
      if (file === '-') return []
      const text = await readText(world, file, LARGEST_DOCUMENT)
      const sources = text.ok ? await readSources(world, file, text.value) : text
      return sources.ok ? [file, ...Object.keys(sources.value.files)] : [file]
    }),
  )
  return [...new Set(all.flat())]
}
