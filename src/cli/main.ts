#!/usr/bin/env node
import { readFileSync } from 'node:fs'
import { setFlagsFromString } from 'node:v8'
import { isMainThread, parentPort, workerData } from 'node:worker_threads'
import { EXIT, type Output, type World } from './command.js'
import { lateOptimising } from './lateOptimising.js'
import { noteReaderGone } from './write.js'

for (const flag of lateOptimising(process.versions.v8)) setFlagsFromString(flag)

// A thread of this program needs the replay alone, and is started the sooner for it.
if (isMainThread || parentPort === null) await runProgram()
else (await import('./replay/serveReplay.js')).serveReplay(parentPort, workerData)

/**
 * Runs what was typed, with the world as it is: the streams, the environment and the clock
 * of this process.
 */
async function runProgram(): Promise<void> {
  const isLost = listenForErrors(process.stdout)
  listenForErrors(process.stderr)
  const world: World = {
    stdin: process.stdin,
    stdout: process.stdout,
    stderr: process.stderr,
    env: process.env,
    version: readVersion(),
    now: Date.now,
    program: new URL(import.meta.url),
  }

  const { runCommandLine } = await import('./runCommandLine.js')
  // The exit code is set and the process is not ended, so that what waits to be written to
  // a pipe is still written.
  const exit = await runCommandLine(process.argv.slice(2), world)
  if (await isLost()) {
    process.stderr.write('stdout: the output cannot be written\n')
    process.exitCode = EXIT.invalid
  } else process.exitCode = exit
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

/**
 * Listens to the errors of an output, which without a listener would end the process with a
 * stack trace. Gives a function that tells, once all is written, whether the output failed
 * for a reason other than that its reader left.
 */
function listenForErrors(output: Output): () => Promise<boolean> {
  // A reader that has seen enough (`| head`) closes the pipe: that is no error, and changes
  // no answer. Windows and sockets name it otherwise than Linux.
  const GONE = ['EPIPE', 'ECONNRESET', 'ERR_STREAM_DESTROYED']
  let isFailed = false
  output.on('error', (error: NodeJS.ErrnoException) => {
    noteReaderGone(output)
    isFailed ||= !GONE.includes(error.code ?? '')
  })
  return () =>
    new Promise((resolve) => output.write('', () => setImmediate(() => resolve(isFailed))))
}
