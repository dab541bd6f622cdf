import type { Result } from '../model/index.js'
import { EXIT, type ExitCode, type World } from './command.js'
import { fileIssue, nameOf, openInput, parseJson } from './readInput.js'
import { readLines } from './readLines.js'
import { PARTIAL, refuse } from './refuse.js'
import { isLeft, writeJson } from './write.js'

/** The longest line of NDJSON, in characters. */
const LONGEST_LINE = 1_048_576

/** What became of a line: what to print, and whether that is all there is to say of it. */
export type LineAnswer = Result<unknown> & { readonly isPartial?: boolean }

/** Turns one parsed line into what to print; an issue is reported with its line and the rest goes on. */
export type LineTransform = (value: unknown) => LineAnswer

/** How much is still read, in characters, for the exit code alone once nobody reads what is printed. */
const MOST_UNREAD = 67_108_864

/**
 * Maps NDJSON to NDJSON in constant memory, one line out for each line in: a line that could not be read or
 * transformed comes out as `{"error":{"code","line"}}`, is named on stderr, and makes the exit code 3, as does one
 * that was not looked through to its end. Blank lines are passed over. Once nobody reads what is printed the rest is
 * read for the exit code, within a bound.
 */
export async function mapLines(
  world: World,
  file: string | undefined,
  transform: LineTransform,
): Promise<ExitCode> {
  let exit: ExitCode = EXIT.yes
  let left = MOST_UNREAD
  try {
    for await (const { number, text } of readLines(openInput(world, file), LONGEST_LINE)) {
      if (text !== null && text.trim() === '') continue
      if (isLeft(world.stdout)) left -= text?.length ?? LONGEST_LINE
      if (left < 0) return refuse(world, 'stdout', [{ code: 'reader_gone', path: '' }])
      const result = transformLine(text, transform)
      const issues = result.ok ? (result.isPartial === true ? [PARTIAL] : []) : result.issues
      if (issues.length > 0) {
        const placed = issues.map((issue) => ({ ...issue, line: number }))
        exit = refuse(world, nameOf(file), placed)
      }
      const written = writeJson(
        world.stdout,
        result.ok
          ? result.value
          : { error: { code: result.issues[0]?.code ?? 'invalid', line: number } },
      )
      if (written !== undefined) await written
    }
  } catch (error) {
    return refuse(world, nameOf(file), [fileIssue(error)])
  }
  return exit
}

const transformLine = (text: string | null, transform: LineTransform): LineAnswer => {
  if (text === null) return { ok: false, issues: [{ code: 'too_large', path: '' }] }
  const parsed = parseJson(text)
  return parsed.ok ? transform(parsed.value) : parsed
}
