import type { OnProgress } from '../analysis/index.js'
import type { CommandContext } from './command.js'
import { WIDTH } from './wrapText.js'

/** The line that says how far long work has come. */
export interface Progress {
  /** Says what is done, where a person watches and the work is long. */
  readonly tell: (text: string) => void
  /** Takes the line away: whatever is printed next begins at the left. */
  readonly clear: () => void
}

/**
 * How long work may take before anything is said of it, in milliseconds: an answer that
 * comes within a second needs no word.
 */
const BEFORE_FIRST_WORD = 1_000

/**
 * The least time between two words, in milliseconds: faster than that nobody reads, and
 * each one costs a write.
 */
const BETWEEN_WORDS = 100

/**
 * Starts to say on standard error how far work has come, once it takes longer than a second, on one line that each word
 * overwrites. Where that is no terminal nothing is written at all, so that logs and pipes hold answers alone. The line is
 * plain text: it is cleared with spaces and without escape sequences, so `NO_COLOR` and terminals that know no escapes
 * have nothing to ask for.
 */
export function startProgress({ stderr, now }: CommandContext): Progress {
  if (stderr.isTTY !== true) return SILENT
  let next = now() + BEFORE_FIRST_WORD
  let written = 0
  // Spaces behind a shorter text take away what is left of a longer one.
  const put = (text: string): void => {
    stderr.write(`\r${text.padEnd(written)}`)
    written = text.length
  }
  return {
    tell(text) {
      const time = now()
      if (time < next) return
      next = time + BETWEEN_WORDS
      // A line that fills the last column would go on in the next one, where it cannot be taken away.
      put(text.replace(UNPRINTABLE, ' ').slice(0, (stderr.columns ?? WIDTH) - 1))
    },
    clear() {
      if (written === 0) return
      put('')
      stderr.write('\r')
      written = 0
    },
  }
}

/** For outputs that are no terminal: says nothing and clears nothing. */
const SILENT: Progress = { tell: () => undefined, clear: () => undefined }

// A name in a policy may hold anything. A line break or an escape of the terminal in it
// would leave the line, so control characters (category C) and the two separators that
// break lines become spaces.
const UNPRINTABLE = /[\p{C}\u2028\u2029]/gu

/** Asks something that takes its time, and says meanwhile how far it has come; the line is gone when the answer is there. */
export function withProgress<Answer>(
  context: CommandContext,
  about: string,
  ask: (onProgress: OnProgress) => Answer,
): Answer {
  const { tell, clear } = startProgress(context)
  try {
    return ask((done, total, label) => tell(`${about}: ${done} of ${total}, ${label}`))
  } finally {
    clear()
  }
}
