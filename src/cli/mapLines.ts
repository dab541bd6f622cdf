import type { Result } from '../model/index.js'
import { type CommandContext, EXIT, type ExitCode } from './command.js'
import { fileIssue, inputName, openInput, parseJsonInput } from './readInput.js'
import { LONGEST_LINE, readLines } from './readLines.js'
import { PARTIAL, refuse } from './refuse.js'
import { isReaderGone, writeJsonLine } from './write.js'

/** What became of a line: what to print, and whether that is all there is to say of it. */
export type LineAnswer = Result<unknown> & { readonly isPartial?: boolean }

/** Turns one parsed line into what to print; an issue is reported with its line and the rest goes on. */
export type LineTransform = (value: unknown) => LineAnswer

/**
 * How much is still read, in UTF-16 units, for the exit code alone once nobody reads what
 * is printed. A file has an end, but a stream such as `tail -f | countersign … | head` may
 * have none.
 */
const MOST_UNREAD = 67_108_864

/**
 * Maps NDJSON to NDJSON in constant memory, one line out for each line in: a line that could not be read or
 * transformed comes out as `{"error":{"code","line"}}`, is named on stderr, and makes the exit code 3, as does one
 * that was not looked through to its end. Blank lines are passed over. Once nobody reads what is printed the rest is
 * read for the exit code, within a bound.
 */
export async function mapLines(
  context: CommandContext,
  file: string | undefined,
  transform: LineTransform,
): Promise<ExitCode> {
  let exit: ExitCode = EXIT.yes
  let left = MOST_UNREAD
  try {
    for await (const { number, text } of readLines(openInput(context, file), LONGEST_LINE)) {
      // An empty line at the end of a file is usual, and no line of its own.
      if (text !== null && text.trim() === '') continue
      if (isReaderGone(context.stdout)) left -= text?.length ?? LONGEST_LINE
      if (left < 0) return refuse(context, 'stdout', [{ code: 'reader_gone', path: '' }])
      const result = transformLine(text, transform)
      // A line that was not looked through to its end is printed, and still makes the exit
      // code 3.
      const issues = result.ok ? (result.isPartial === true ? [PARTIAL] : []) : result.issues
      if (issues.length > 0) {
        const placed = issues.map((issue) => ({ ...issue, line: number }))
        exit = refuse(context, inputName(file), placed)
      }
      const written = writeJsonLine(
        context.stdout,
        result.ok
          ? result.value
          : { error: { code: result.issues[0]?.code ?? 'invalid', line: number } },
      )
      // There is nothing to wait for while the output takes more, and to wait all the same
      // would cost a turn of the event loop a line.
      if (written !== undefined) await written
    }
  } catch (error) {
    return refuse(context, inputName(file), [fileIssue(error)])
  }
  return exit
}

/**
 * Parses a line and transforms it; a line over the bound is reported as `too_large`, as its
 * text was dropped.
 */
const transformLine = (text: string | null, transform: LineTransform): LineAnswer => {
  if (text === null) return { ok: false, issues: [{ code: 'too_large', path: '' }] }
  const parsed = parseJsonInput(text)
  return parsed.ok ? transform(parsed.value) : parsed
}
