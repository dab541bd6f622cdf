import type { PlaygroundWindow } from './playgroundDom.js'

/** In milliseconds: after this the page says that it takes long. */
const LONG = 8_000
/** In milliseconds: after this the answer is given up. */
const TOO_LONG = 180_000

/** Waits for answers: tells once when one takes long, and once when it takes too long. */
export function startPatience(
  browser: Pick<PlaygroundWindow, 'setTimeout' | 'clearTimeout'>,
  onLong: () => void,
  onTooLong: () => void,
) {
  let timers: readonly number[] = []
  const end = (): void => {
    for (const timer of timers) browser.clearTimeout(timer)
    timers = []
  }
  const begin = (): void => {
    end()
    timers = [browser.setTimeout(onLong, LONG), browser.setTimeout(onTooLong, TOO_LONG)]
  }
  return { begin, end }
}
