import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { buildSync } from 'esbuild'
import type { Plugin } from 'vitest/config'

const ROOT = resolve(import.meta.dirname, '..')
const SOURCE = join(ROOT, 'src')
/** Inside the project, so that what the source imports is found from there. */
const FOLDER = join(ROOT, 'node_modules/.cache/countersign')
const NATIVE = join(FOLDER, 'src')

/**
 * Lets Node itself load the source, without its types and file by file. Vitest's own loader makes every use of what was
 * imported a call, which a tenth of a run goes into, and asks the main process for each file.
 */
export function nativeSource(): Plugin {
  const files = readdirSync(SOURCE, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => join(SOURCE, file))
  const { outputFiles } = buildSync({
    entryPoints: files,
    outdir: NATIVE,
    outbase: SOURCE,
    format: 'esm',
    // The first that knows import attributes as they are written today.
    target: 'node20.10',
    sourcemap: 'inline',
    write: false,
  })
  for (const { path, text } of outputFiles) putFile(path, text)
  // Node need not find out by reading each file that it is a module.
  putFile(join(FOLDER, 'package.json'), '{ "type": "module" }\n')
  // The source takes files of the examples from beside it.
  const examples = join(FOLDER, 'examples')
  if (!existsSync(examples)) symlinkSync(join(ROOT, 'examples'), examples)
  const known = new Map(outputFiles.map(({ path }) => [path.replace(NATIVE, SOURCE), path]))
  return {
    name: 'native-source',
    enforce: 'pre',
    resolveId: (id, importer) =>
      importer !== undefined && id.startsWith('.')
        ? known.get(resolve(dirname(importer), id))
        : undefined,
  }
}

/** Writes what is not there yet: whole, because another run may be reading it. */
function putFile(path: string, text: string): void {
  if (readText(path) === text) return
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(`${path}.${process.pid}`, text)
  renameSync(`${path}.${process.pid}`, path)
}

function readText(path: string): string | null {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return null
  }
}
