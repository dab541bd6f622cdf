import type { Plugin } from 'esbuild'
import { evaluated } from './evaluated.js'

/**
 * Works out the names of the identifiers when a door is built. A door that only decides needs the names, to refuse a
 * policy's own kind that takes one, and not the hundred kinds that they are read from.
 */
export const knownTypes: Plugin = {
  name: 'known-types',
  setup({ onLoad }) {
    onLoad({ filter: /\/identifierTypes\.ts$/ }, async ({ path }) => ({
      contents: Object.entries(await evaluated(path))
        .map(([name, value]) => `export const ${name} = ${JSON.stringify(value)}`)
        .join('\n'),
    }))
  },
}
