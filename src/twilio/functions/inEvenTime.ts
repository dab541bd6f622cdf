import type { Result } from '../../model/index.js'
import { type Deadline, withinBudget } from './withinBudget.js'

// What is kept of the time for the answer itself: the last step comes before the deadline does.
const USED = 0.95
// The part of a step, and of half the time that is left, that a secret may use; the rest is for
// what is done either way.
const HIDDEN = 0.8

/**
 * Does work and answers at a step only: after so many milliseconds, or twice as many, and so on up
 * to what is left. What takes longer than the last step is `late` at that step. With 0 it answers
 * as soon as the work is done.
 */
export async function inEvenTime<T>(
  step: number,
  work: (deadline: Deadline) => Promise<T>,
  deadline: Deadline,
): Promise<Result<T>> {
  const began = performance.now()
  const time = deadline.left() * USED
  const last = step > 0 && step < time ? Math.floor(time / step) * step : time
  const done = await withinBudget(last, work, deadline)
  if (!(step > 0)) return done
  const taken = performance.now() - began
  await pause(Math.min(Math.ceil(taken / step) * step, last) - taken)
  return done
}

/**
 * Does the part of the work whose time, or whose failing, would tell a secret, such as whether a
 * record exists. It takes the same part of a step whatever happens: what is done sooner waits, and
 * what is not done by then is `late`.
 */
export async function outOfSight<T>(
  step: number,
  work: (deadline: Deadline) => Promise<T>,
  deadline: Deadline,
): Promise<Result<T>> {
  const time = Math.min(step > 0 ? step : Number.POSITIVE_INFINITY, deadline.left() / 2) * HIDDEN
  if (!(step > 0)) return withinBudget(time, work, deadline)
  const [done] = await Promise.all([withinBudget(time, work, deadline), pause(time)])
  return done
}

/** Waits; not at all for what is over already. */
const pause = (milliseconds: number): Promise<void> =>
  milliseconds > 0 ? new Promise((done) => setTimeout(done, milliseconds)) : Promise.resolve()
