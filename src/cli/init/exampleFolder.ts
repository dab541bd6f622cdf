import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** Gives a folder of the examples that ship with this package, from a source file or a built one. */
export function exampleFolder(name: 'functions' | 'policies'): string {
  let folder = dirname(fileURLToPath(import.meta.url))
  while (!existsSync(join(folder, 'package.json')) && folder !== dirname(folder))
    folder = dirname(folder)
  return join(folder, 'examples', name)
}
