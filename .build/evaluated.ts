import { build } from 'esbuild'

/** Gives what a module exports, by name, as it is when the module has run. */
export async function evaluated(entry: string): Promise<Readonly<Record<string, unknown>>> {
  const { outputFiles } = await build({
    entryPoints: [entry],
    bundle: true,
    write: false,
    format: 'esm',
    platform: 'node',
    logLevel: 'error',
  })
  const code = outputFiles.map(({ text }) => text).join('')
  return import(`data:text/javascript;base64,${Buffer.from(code).toString('base64')}`)
}
