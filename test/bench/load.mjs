// Loads the redaction code from its sources, bundled as the package is, so that a measurement needs no build.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { build } from 'esbuild'

const source = (path) => fileURLToPath(new URL(`../../src/${path}`, import.meta.url))

/** Bundles entry points of `src/` into one module file and tells where it is. */
export async function bundle(contents, folder) {
  const outfile = join(folder, 'subject.mjs')
  await build({
    stdin: { contents, resolveDir: source('.'), loader: 'ts' },
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    minify: false,
    logLevel: 'error',
    outfile,
  })
  return outfile
}

/** Gives what the redaction and identifier rooms export. */
export async function load() {
  const folder = mkdtempSync(join(tmpdir(), 'countersign-'))
  try {
    const file = await bundle(
      "export * from './redaction/index.ts'\nexport { identifiers } from './identifiers/index.ts'",
      folder,
    )
    return await import(pathToFileURL(file).href)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
