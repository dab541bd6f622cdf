import { Readable, Writable } from 'node:stream'
import type { CommandContext } from '../../src/cli/command.js'
import { runCommandLine } from '../../src/cli/runCommandLine.js'

/** What one call of the command line printed and answered. */
export interface CommandResult {
  readonly exit: number
  readonly stdout: string
  readonly stderr: string
}

/** The instant that tests decide at. */
export const AT = '2026-11-22T10:00:00Z'

/** A stream that tells each text that is written to it. */
export const collectTo = (tell: (text: string) => void): Writable =>
  new Writable({
    write(chunk, _encoding, done) {
      tell(String(chunk))
      done()
    },
  })

/** A stream of some bytes. */
export const readableOf = (bytes: Buffer): Readable =>
  Readable.from(bytes.length === 0 ? [] : [bytes])

/** Calls the command line in this process with text on standard input. */
export const call = (argv: readonly string[], stdin = ''): Promise<CommandResult> =>
  callAround(argv, () => undefined, stdin)

/** The same, with something that happens elsewhere whenever the command prints. */
export async function callAround(
  argv: readonly string[],
  meanwhile: () => void,
  stdin = '',
  more: Partial<CommandContext> = {},
): Promise<CommandResult> {
  const out: string[] = []
  const err: string[] = []
  const keepIn = (texts: string[]): Writable =>
    collectTo((text) => {
      texts.push(text)
      meanwhile()
    })
  const world: CommandContext = {
    stdin: readableOf(Buffer.from(stdin)),
    stdout: keepIn(out),
    stderr: keepIn(err),
    env: {},
    version: '0.0.0',
    now: () => Date.parse(AT),
    ...more,
  }
  const exit = await runCommandLine(argv, world)
  return { exit, stdout: out.join(''), stderr: err.join('') }
}
