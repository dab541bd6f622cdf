import { availableParallelism } from 'node:os'
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
    // One more than there are cores: while a worker waits for a program, a server or a browser, another has its core.
    maxWorkers: availableParallelism() + 1,
    testTimeout: 60_000,
    hookTimeout: 120_000,
  },
})
