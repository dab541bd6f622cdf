import type { Plugin } from 'esbuild'

const NATIVE: Readonly<Record<string, string>> = {
  '@noble/hashes/sha2.js': `
    import { createHash } from 'node:crypto'
    export const sha256 = (bytes) => createHash('sha256').update(bytes).digest()
    sha256.algorithm = 'sha256'`,
  '@noble/hashes/hmac.js': `
    import { createHmac } from 'node:crypto'
    export const hmac = (hash, key, message) => createHmac(hash.algorithm, key).update(message).digest()`,
}

/**
 * Takes Node's own hashes in the doors that only Node opens. The ones in JavaScript, which every engine has, are slow until
 * they are compiled: a Function that starts would spend as long on its policy's digest as on loading the door.
 */
export const nativeHashes: Plugin = {
  name: 'native-hashes',
  setup({ onLoad, onResolve }) {
    onResolve({ filter: /^@noble\/hashes\/(?:sha2|hmac)\.js$/ }, ({ path }) => ({
      path,
      namespace: 'native',
      sideEffects: false,
    }))
    onLoad({ filter: /.*/, namespace: 'native' }, ({ path }) => ({ contents: NATIVE[path] ?? '' }))
  },
}
