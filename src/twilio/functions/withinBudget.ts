import { fail, ok, type Result } from '../../model/index.js'

/**
 * How much time there is for one answer. It is made once, where a call arrives, and passed on, so
 * that a slow part leaves less time for the next one.
 */
export interface Deadline {
  /**
   * Aborts when this work has ended, or the answer was given without it: nothing may be written or
   * sent afterwards.
   */
  readonly signal: AbortSignal
  /** Milliseconds that are left; 0 once the time is over or the work was called off. */
  readonly left: () => number
}

// The time that is kept back from a part, so that a late part can still be answered in time: a
// tenth of what is left, and no more than this.
const RESERVE = 250
// A longer time makes a timer of Node fire at once.
const LONGEST = 2 ** 31 - 1
// What a source hears, an `AbortError` as any. One serves all: to make one, with its stack, takes
// longer than the rest of a short part.
const CALLED_OFF: unknown = AbortSignal.abort().reason

/**
 * Runs a task that talks to others, for at most so many milliseconds and no longer than what is
 * left of the whole. What is late (`late`) or throws (`failed`) is not known, and its task is
 * called off by the signal; its error is dropped, for it may repeat a value. Where no time is left
 * the task is not begun.
 */
export async function withinBudget<T>(
  milliseconds: number,
  task: (deadline: Deadline) => Promise<T>,
  whole?: Deadline,
): Promise<Result<T>> {
  const time = Math.min(milliseconds, LONGEST, whole === undefined ? LONGEST : shareOf(whole))
  if (!(time > 0)) return fail('late')
  const end = performance.now() + time
  const stop = new AbortController()
  const left = () => (stop.signal.aborted ? 0 : Math.max(0, end - performance.now()))
  let over = () => {}
  const late = new Promise<Result<T>>((resolve) => {
    over = () => resolve(fail('late'))
  })
  const timer = setTimeout(over, time)
  whole?.signal.addEventListener('abort', over)
  const done = await Promise.race([attempt(() => task({ signal: stop.signal, left })), late])
  clearTimeout(timer)
  whole?.signal.removeEventListener('abort', over)
  // However it ended: of parts that were begun side by side one may go on when another has failed.
  stop.abort(CALLED_OFF)
  return done
}

/** How much of what is left a part may use: of 1,000 ms 900, of 8,000 ms 7,750. */
const shareOf = (whole: Deadline): number => {
  const left = whole.left()
  return left - Math.min(left / 10, RESERVE)
}

/** Runs a task, also one that throws before it returns a promise. */
const attempt = async <T>(task: () => Promise<T>): Promise<Result<T>> => {
  try {
    return ok(await task())
  } catch {
    return fail('failed')
  }
}
