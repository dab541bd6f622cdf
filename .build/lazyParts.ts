import { build, type Plugin } from 'esbuild'

/** A part of a door that few calls need: which imports it stands for, and where its code is. */
export interface LazyPart {
  /** The imports that ask for it, as they are written. */
  readonly asked: RegExp
  /** Its file beside the door. */
  readonly file: string
  /** What the file is made from. */
  readonly entry: string
}

const asPattern = (text: string): string => text.replaceAll('.', '\\.')

/**
 * Keeps parts out of a CommonJS door, which loads them when the first of their functions is called: a Function that
 * decides pays for neither the scanner of texts nor the check of login tokens.
 */
export const lazyParts = (parts: readonly LazyPart[]): Plugin => ({
  name: 'lazy-parts',
  setup({ onLoad, onResolve }) {
    for (const { asked, file, entry } of parts) {
      onResolve({ filter: asked }, ({ importer }) =>
        importer === '' ? null : { path: file, namespace: 'lazy', sideEffects: false },
      )
      onResolve({ filter: new RegExp(`^${asPattern(file)}$`), namespace: 'lazy' }, () => ({
        path: file,
        external: true,
      }))
      onLoad({ filter: new RegExp(`^${asPattern(file)}$`), namespace: 'lazy' }, async () => {
        const getters = (await namesOf(entry)).map(
          (name) => `get ${name}() { return load().${name} }`,
        )
        return {
          contents: `let part; const load = () => (part ??= require(${JSON.stringify(file)})); module.exports = { ${getters.join(', ')} }`,
        }
      })
    }
  },
})

/** The names that a module gives. */
async function namesOf(entry: string): Promise<readonly string[]> {
  const { metafile } = await build({
    entryPoints: [entry],
    bundle: true,
    write: false,
    metafile: true,
    format: 'esm',
    platform: 'node',
    external: ['twilio'],
    logLevel: 'error',
  })
  return Object.values(metafile.outputs).flatMap(({ exports }) => exports)
}
