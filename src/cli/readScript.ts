import { readFile } from 'node:fs/promises'
import type { World } from './command.js'

/**
 * Reads a script that is bundled beside the program, to stand in a page; `null` where it is
 * not there, and the caller refuses to make a page that would do nothing.
 */
export async function readScript(name: string, { program }: World): Promise<string | null> {
  if (program === undefined) return null
  try {
    return await readFile(new URL(`./${name}`, program), 'utf8')
  } catch {
    return null
  }
}
