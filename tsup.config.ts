import { defineConfig } from 'tsup'

/** Built into the bundles: no install step for users, and a cold start without a hundred small files. */
const BUNDLED = ['@noble/hashes', 'jose', 'libphonenumber-js', 'yaml', 'zod']

export default defineConfig({
  entry: {
    index: 'src/index.ts',
    runtime: 'src/runtime.ts',
    twilio: 'src/twilio.ts',
    functions: 'src/functions.ts',
    cli: 'src/cli/main.ts',
  },
  format: ['esm', 'cjs'],
  target: 'node20',
  dts: true,
  splitting: true,
  treeshake: true,
  clean: true,
  external: ['twilio', 'vitest'],
  noExternal: BUNDLED.map((name) => new RegExp(`^${name}(/|$)`)),
})
