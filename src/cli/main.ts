#!/usr/bin/env node
import { readFileSync } from 'node:fs'
import { setFlagsFromString } from 'node:v8'
import { isMainThread, parentPort, workerData } from 'node:worker_threads'
import { lateOptimising } from './lateOptimising.js'

for (const flag of lateOptimising(process.versions.v8)) setFlagsFromString(flag)

// A thread of this program needs the replay alone, and is started the sooner for it.
if (isMainThread || parentPort === null) await runProgram()
else (await import('./replay/serveReplay.js')).serveReplay(parentPort, workerData)

/**
 * Runs what was typed, with the streams, the environment and the clock of this process.
 */
async function runProgram(): Promise<void> {
  const { runWatched } = await import('./runWatched.js')
  // The exit code is set and the process is not ended, so that what waits to be written to
  // a pipe is still written.
  process.exitCode = await runWatched(process.argv.slice(2), {
    stdin: process.stdin,
    stdout: process.stdout,
    stderr: process.stderr,
    env: process.env,
    version: readVersion(),
    now: Date.now,
    program: new URL(import.meta.url),
  })
}

/**
 * Reads the version of the package that this file was built into: `../package.json`, seen
 * from `dist/cli.js`.
 */
function readVersion(): string {
  const file = new URL('../package.json', import.meta.url)
  const { version }: { readonly version?: unknown } = JSON.parse(readFileSync(file, 'utf8'))
  return String(version)
}
