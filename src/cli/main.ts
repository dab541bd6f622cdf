#!/usr/bin/env node
import { isMainThread, parentPort, workerData } from 'node:worker_threads'
import type { World } from './command.js'

// A thread of this program needs the replay alone, and is started the sooner for it.
if (isMainThread || parentPort === null) await runProgram()
else (await import('./replay/serveReplay.js')).serveReplay(parentPort, workerData)

async function runProgram(): Promise<void> {
  // A reader that has seen enough (`| head`) closes the pipe; that is no error of ours.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error
    process.exit(0)
  })

  const world: World = {
    stdin: process.stdin,
    stdout: process.stdout,
    stderr: process.stderr,
    env: process.env,
    now: Date.now,
    program: new URL(import.meta.url),
  }

  const { runCommandLine } = await import('./runCommandLine.js')
  process.exitCode = await runCommandLine(process.argv.slice(2), world)
}
