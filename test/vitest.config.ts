import { defineConfig } from 'vitest/config'
import { LongestFirst } from './longestFirst.js'
import { nativeSource } from './nativeSource.js'
import { QUICK_WORKER } from './quickNode.js'

export default defineConfig({
  root: new URL('..', import.meta.url).pathname,
  plugins: [nativeSource()],
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: ['test/scratch.ts'],
    setupFiles: ['test/properties.ts'],
    // A test that comes to no expectation fails.
    expect: { requireAssertions: true },
    isolate: false,
    execArgv: QUICK_WORKER,
    sequence: { sequencer: LongestFirst },
    // By default one core of two stays idle.
    maxWorkers: '100%',
    testTimeout: 60_000,
    hookTimeout: 120_000,
  },
})
