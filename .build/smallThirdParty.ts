import { readFile } from 'node:fs/promises'
import { type Plugin, transform } from 'esbuild'

// What the library ships of its one error is made for engines that cannot extend `Error`: 3 kB for what a line says.
const PARSE_ERROR = `export default class ParseError extends Error {
  constructor(code) { super(code); this.name = 'ParseError' }
}`

/** Shortens the names inside other people's code, which no stack trace of ours needs to be read in. */
export const smallThirdParty: Plugin = {
  name: 'small-third-party',
  setup({ onLoad }) {
    onLoad({ filter: /node_modules\/libphonenumber-js\/.*\.js$/ }, async ({ path }) => {
      const text = path.endsWith('/ParseError.js') ? PARSE_ERROR : await readFile(path, 'utf8')
      const { code } = await transform(text, {
        minify: true,
        target: 'node20',
        format: 'esm',
      })
      return { contents: code }
    })
  },
}
