import { chmodSync, readFileSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { runCommandLine } from '../../src/cli/runCommandLine.js'
import { collectTo, readableOf } from './world.js'

const ROOT = resolve(import.meta.dirname, '../..')
const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'))

/** What a shell runs in place of the program: it leaves what was asked in a folder, and does what the answer says. */
const scriptAt = (port: number): string => `#!/bin/bash
asked=$(mktemp -d)
cat > "$asked/stdin"
printf '%s\\0' "$PWD" "$@" > "$asked/words"
exec 3<> /dev/tcp/127.0.0.1/${port}
echo "$asked" >&3
read -r <&3
. "$asked/answer"
`

const quoted = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`

/** Runs the command that was asked for in a folder, and leaves the answer there: what it printed, where to, in its order. */
async function answer(asked: string): Promise<void> {
  const [place = '', ...argv] = readFileSync(join(asked, 'words'), 'utf8').split('\0').slice(0, -1)
  const lines: string[] = []
  const elsewhere = process.cwd()
  process.chdir(place)
  const exit = await runCommandLine(argv, {
    stdin: readableOf(readFileSync(join(asked, 'stdin'))),
    stdout: collectTo((text) => lines.push(`printf %s ${quoted(text)}`)),
    stderr: collectTo((text) => lines.push(`printf %s ${quoted(text)} >&2`)),
    env: { NO_COLOR: '1' },
    version,
    now: Date.now,
    program: pathToFileURL(join(ROOT, 'dist/cli.js')),
  }).finally(() => process.chdir(elsewhere))
  writeFileSync(join(asked, 'answer'), [...lines, `exit ${exit}`, ''].join('\n'))
}

/** Commands that this process runs for shells, until they are stopped. */
export interface CommandServer {
  /** Puts a program into a folder that runs its words here. */
  put(file: string): void
  stop(): void
}

/**
 * Serves the command line to shells: a process for each of a document's hundred commands would take ten times as long as
 * what they do. One runs at a time, each in the folder that its shell is in.
 */
export async function serveCommands(): Promise<CommandServer> {
  let before: Promise<void> = Promise.resolve()
  const server = createServer((socket) => {
    socket.once('data', (line) => {
      before = before.then(() => answer(String(line).trim())).finally(() => socket.end('\n'))
    })
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new TypeError('no port')
  return {
    put(file) {
      writeFileSync(file, scriptAt(address.port))
      chmodSync(file, 0o755)
    },
    stop: () => server.close(),
  }
}
