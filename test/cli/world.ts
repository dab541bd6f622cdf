import { Readable, Writable } from 'node:stream'
import type { World } from '../../src/cli/command.js'
import { runCommandLine } from '../../src/cli/runCommandLine.js'

/** What one call of the command line printed and answered. */
export interface Call {
  readonly exit: number
  readonly stdout: string
  readonly stderr: string
}

/** The instant that tests decide at. */
export const AT = '2026-11-22T10:00:00Z'

const collect = (chunks: string[], meanwhile: () => void): Writable =>
  new Writable({
    write(chunk, _encoding, done) {
      chunks.push(String(chunk))
      meanwhile()
      done()
    },
  })

/** Calls the command line in this process with text on standard input. */
export const call = (argv: readonly string[], stdin = ''): Promise<Call> =>
  callAround(argv, () => undefined, stdin)

/** The same, with something that happens elsewhere whenever the command prints. */
export async function callAround(
  argv: readonly string[],
  meanwhile: () => void,
  stdin = '',
  more: Partial<World> = {},
): Promise<Call> {
  const out: string[] = []
  const err: string[] = []
  const world: World = {
    stdin: Readable.from(stdin === '' ? [] : [Buffer.from(stdin)]),
    stdout: collect(out, meanwhile),
    stderr: collect(err, meanwhile),
    env: {},
    version: '0.0.0',
    now: () => Date.parse(AT),
    ...more,
  }
  const exit = await runCommandLine(argv, world)
  return { exit, stdout: out.join(''), stderr: err.join('') }
}
