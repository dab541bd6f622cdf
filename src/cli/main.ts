#!/usr/bin/env node
import type { World } from './command.js'
import { runCommandLine } from './runCommandLine.js'

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
}

void runCommandLine(process.argv.slice(2), world).then((exit) => {
  process.exitCode = exit
})
