import { build, type Plugin } from 'esbuild'

/**
 * Works out the names of the identifiers when a door is built. A door that only decides needs the names, to refuse a
 * policy's own kind that takes one, and not the hundred kinds that they are read from.
 */
export const knownTypes: Plugin = {
  name: 'known-types',
  setup({ onLoad }) {
    onLoad({ filter: /\/identifierTypes\.ts$/ }, async ({ path }) => {
      const { outputFiles } = await build({
        entryPoints: [path],
        bundle: true,
        write: false,
        format: 'esm',
        platform: 'node',
        logLevel: 'error',
      })
      const code = outputFiles.map(({ text }) => text).join('')
      const url = `data:text/javascript;base64,${Buffer.from(code).toString('base64')}`
      const names: Readonly<Record<string, unknown>> = await import(url)
      return {
        contents: Object.entries(names)
          .map(([name, value]) => `export const ${name} = ${JSON.stringify(value)}`)
          .join('\n'),
      }
    })
  },
}
