import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll } from 'vitest'

/** Makes a folder for the tests of a file, which goes when they are done, and gives what writes a file into it. */
export function ownFolder(name: string) {
  const folder = mkdtempSync(join(tmpdir(), `countersign-${name}-`))
  afterAll(() => rmSync(folder, { recursive: true, force: true }))
  const file = (path: string, text: string): string => {
    writeFileSync(join(folder, path), text)
    return join(folder, path)
  }
  return { folder, file }
}
