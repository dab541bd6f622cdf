import { fail, ok, type Result } from '../../model/result.js'

/**
 * Runs a task that talks to others, for at most so many milliseconds. What is late (`late`) or throws (`failed`) is
 * not known, and its task is told to stop by the signal; its error is dropped, for it may repeat a value.
 */
export async function withinBudget<T>(
  milliseconds: number,
  task: (signal: AbortSignal) => Promise<T>,
): Promise<Result<T>> {
  const stop = new AbortController()
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<Result<T>>((resolve) => {
    timer = setTimeout(() => {
      resolve(fail('late'))
      stop.abort()
    }, milliseconds)
  })
  try {
    return await Promise.race([task(stop.signal).then(ok, () => fail('failed')), late])
  } catch {
    return fail('failed')
  } finally {
    clearTimeout(timer)
  }
}
