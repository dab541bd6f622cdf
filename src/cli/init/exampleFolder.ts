import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/**
 * Gives a folder of the examples that ship with this package. The package's own folder is
 * the first one above this file that has a `package.json`, both in the source and in what
 * was built from it.
 */
export function exampleFolder(name: 'functions' | 'policies'): string {
  let folder = dirname(fileURLToPath(import.meta.url))
  while (!existsSync(join(folder, 'package.json')) && folder !== dirname(folder))
    folder = dirname(folder)
  return join(folder, 'examples', name)
}
