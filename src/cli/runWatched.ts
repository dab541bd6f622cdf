import { type CommandContext, EXIT, type ExitCode, type Output } from './command.js'
import { runCommandLine } from './runCommandLine.js'
import { noteReaderGone } from './write.js'

/**
 * Runs one call on outputs that may fail, as those of a process do, and gives its exit code:
 * 3 where the answer could not be written. A reader that leaves changes no answer.
 */
export async function runWatched(
  argv: readonly string[],
  context: CommandContext,
): Promise<ExitCode> {
  const isLost = listenForErrors(context.stdout)
  listenForErrors(context.stderr)
  const exit = await runCommandLine(argv, context)
  if (!(await isLost())) return exit
  context.stderr.write('stdout: the output cannot be written\n')
  return EXIT.invalid
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
  const note = (error?: NodeJS.ErrnoException | null): void => {
    if (!error) return
    noteReaderGone(output)
    isFailed ||= !GONE.includes(error.code ?? '')
  }
  output.on('error', note)
  // The last write may learn of its failure before the output does; while an output is being
  // closed, the output alone knows the reason.
  const told = (resolve: (isFailed: boolean) => void) => (error?: Error | null) => {
    note(output.errored ?? error)
    setImmediate(() => resolve(isFailed))
  }
  return () => new Promise((resolve) => output.write('', told(resolve)))
}
