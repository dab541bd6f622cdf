import { dirname, resolve } from 'node:path'
import type { Plugin } from 'esbuild'
import { evaluated } from './evaluated.js'

/** A part of a door that few calls need: which imports it stands for, and where its code is. */
export interface LazyPart {
  /** The imports that ask for it, as they are written. */
  readonly asked: RegExp
  /** Its file beside the door. */
  readonly file: string
  /** What the file is made from. */
  readonly entry: string
  /** Names of it that every call needs, and so stay in the door: from which source file each comes. */
  readonly kept?: Readonly<Record<string, string>>
}

const asPattern = (text: string): string => text.replaceAll('.', '\\.')

/**
 * Keeps parts out of a CommonJS door, which loads them when the first of their functions is called: a Function that
 * decides pays for neither the scanner of texts nor the check of login tokens.
 */
export const lazyParts = (parts: readonly LazyPart[]): Plugin => ({
  name: 'lazy-parts',
  setup({ onLoad, onResolve }) {
    for (const part of parts) {
      const file = new RegExp(`^${asPattern(part.file)}$`)
      onResolve({ filter: part.asked }, ({ importer }) =>
        importer === '' ? null : { path: part.file, namespace: 'lazy', sideEffects: false },
      )
      onResolve({ filter: file, namespace: 'lazy' }, () => ({ path: part.file, external: true }))
      onLoad({ filter: file, namespace: 'lazy' }, async () => ({
        contents: [
          `let part; const load = () => (part ??= require(${JSON.stringify(part.file)}))`,
          ...Object.entries(await evaluated(part.entry)).map(([name, value]) =>
            standIn(name, value, part),
          ),
        ].join('\n'),
        resolveDir: resolve(dirname(part.entry)),
      }))
    }
  },
})

const isClass = (value: unknown): boolean =>
  typeof value === 'function' && /^class\b/.test(Function.prototype.toString.call(value))

// What can be neither called from afar nor written down is left out, so that whoever asks for it fails to build.
function standIn(name: string, value: unknown, { kept = {} }: LazyPart): string {
  if (kept[name] !== undefined) return `export { ${name} } from ${JSON.stringify(kept[name])}`
  if (isClass(value)) return ''
  if (typeof value === 'function')
    return `export const ${name} = (...args) => load().${name}(...args)`
  return isPlain(value) ? `export const ${name} = ${JSON.stringify(value)}` : ''
}

const isPlain = (value: unknown): boolean => {
  if (typeof value === 'object' && value !== null)
    return (
      [Object.prototype, Array.prototype].includes(Object.getPrototypeOf(value)) &&
      Object.values(value).every(isPlain)
    )
  return ['string', 'number', 'boolean'].includes(typeof value)
}
