import { readFile } from 'node:fs/promises'
import { type Plugin, transform } from 'esbuild'

// What the library ships of its one error is made for engines that cannot extend `Error`: 3 kB for what a line says.
const PARSE_ERROR = `export default class ParseError extends Error {
  constructor(code) { super(code); this.name = 'ParseError' }
}`

// Made for engines without classes and symbols: a check that no class is called without `new`, and a `typeof` of its own.
const CALL_CHECK = /_classCallCheck\(this, \w+\);/g
const OWN_TYPEOF = /^function _typeof\(o\) .*$/m
const TYPEOF = 'function _typeof(o) { return typeof o }'

// Made for engines without iterators: loops over a helper of half a kilobyte, which each file brings along.
const LOOP =
  /for \(var (_iterator\d*) = _createForOfIteratorHelperLoose\((.+)\), (_step\d*); !\(\3 = \1\(\)\)\.done;\) \{\s*var (\w+) = \3\.value;/g
const OWN_LOOP = 'for (var $4 of $2) {'

/** Shortens the names inside other people's code, which no stack trace of ours needs to be read in. */
export const smallThirdParty: Plugin = {
  name: 'small-third-party',
  setup({ onLoad }) {
    onLoad({ filter: /node_modules\/libphonenumber-js\/.*\.js$/ }, async ({ path }) => {
      const text = path.endsWith('/ParseError.js') ? PARSE_ERROR : await readFile(path, 'utf8')
      const modern = text
        .replace(CALL_CHECK, '')
        .replace(OWN_TYPEOF, TYPEOF)
        .replace(LOOP, OWN_LOOP)
      const { code } = await transform(modern, {
        minify: true,
        treeShaking: true,
        target: 'node20',
        format: 'esm',
      })
      return { contents: code }
    })
  },
}
