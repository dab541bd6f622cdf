import { describeIssue, type Issue } from '../../model/index.js'

/** One thing that a command has to say about a place in a file, in a form that every format can print. */
export interface Told {
  readonly file: string
  readonly line: number
  readonly column: number
  /** Stable snake_case code. */
  readonly code: string
  /** A sentence, without the place. */
  readonly message: string
  /** Whether it is a mistake, or advice that changes no exit code. */
  readonly level: 'error' | 'warning'
}

/** Says what is wrong with an input that could not be read. */
export function toldOfIssue(asked: string, issue: Issue): Told {
  const { line = 1, column = 1, file = asked, ...rest } = issue
  const message = describeIssue('', rest).replace(/^: /, '')
  return { file, line, column, code: issue.code, message, level: 'error' }
}

/** Finds the format asked for among those a command has; `--json` is another word for one. */
export function formatOf<Format extends string>(
  formats: readonly Format[],
  given: string | undefined,
  json: boolean,
): Format | undefined {
  const wanted = given ?? (json ? 'json' : 'text')
  return formats.find((format) => format === wanted)
}
