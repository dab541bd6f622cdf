import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { deflateRawSync } from 'node:zlib'
import type { CommandContext } from './command.js'

/**
 * Reads a script that is bundled beside the program, to stand in a page; `null` where it is
 * not there, and the caller refuses to make a page that would do nothing.
 */
export async function readScript(
  name: string,
  { program }: CommandContext,
): Promise<string | null> {
  if (program === undefined) return null
  try {
    return await readFile(new URL(`./${name}`, program), 'utf8')
  } catch {
    return null
  }
}

/** Gives the SHA-256 of text in base64, by which a page allows a script. */
export const sha256 = (text: string): string => createHash('sha256').update(text).digest('base64')

/** Packs a script for a page, which unpacks it with the browser's own `DecompressionStream`, so that the page is smaller. */
export const packScript = (text: string): { readonly text: string; readonly packed: string } => ({
  text,
  packed: deflateRawSync(text, { level: 9 }).toString('base64'),
})
