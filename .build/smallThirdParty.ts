import { readFile } from 'node:fs/promises'
import { type Plugin, transform } from 'esbuild'

/** Shortens the names inside other people's code, which no stack trace of ours needs to be read in. */
export const smallThirdParty: Plugin = {
  name: 'small-third-party',
  setup({ onLoad }) {
    onLoad({ filter: /node_modules\/libphonenumber-js\/.*\.js$/ }, async ({ path }) => {
      const { code } = await transform(await readFile(path, 'utf8'), {
        minify: true,
        target: 'node20',
        format: 'esm',
      })
      return { contents: code }
    })
  },
}
