import type { Result } from '../model/result.js'
import { EXIT, type ExitCode, type World } from './command.js'
import { fileIssue, nameOf, openInput, parseJson } from './readInput.js'
import { readLines } from './readLines.js'
import { refuse } from './refuse.js'
import { writeJson } from './write.js'

/** The longest line of NDJSON, in characters. */
const LONGEST_LINE = 1_048_576

/** Turns one parsed line into what to print; an issue is reported with its line and the rest goes on. */
export type LineTransform = (value: unknown) => Result<unknown>

/**
 * Maps NDJSON to NDJSON in constant memory, one line out for each line in: a line that could not be read or
 * transformed comes out as `{"error":{"code","line"}}`, is named on stderr, and makes the exit code 3. Blank
 * lines are passed over.
 */
export async function mapLines(
  world: World,
  file: string | undefined,
  transform: LineTransform,
): Promise<ExitCode> {
  let exit: ExitCode = EXIT.yes
  try {
    for await (const { number, text } of readLines(openInput(world, file), LONGEST_LINE)) {
      if (text !== null && text.trim() === '') continue
      const result = transformLine(text, transform)
      if (!result.ok) {
        exit = refuse(
          world,
          nameOf(file),
          result.issues.map((issue) => ({ ...issue, line: number })),
        )
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

const transformLine = (text: string | null, transform: LineTransform): Result<unknown> => {
  if (text === null) return { ok: false, issues: [{ code: 'too_large', path: '' }] }
  const parsed = parseJson(text)
  return parsed.ok ? transform(parsed.value) : parsed
}
