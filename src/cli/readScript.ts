import { readFile } from 'node:fs/promises'

/** Reads a script that is bundled beside the program, to stand in a page; `null` where it is not there. */
export async function readScript(name: string): Promise<string | null> {
  try {
    return await readFile(new URL(`./${name}`, import.meta.url), 'utf8')
  } catch {
    return null
  }
}
