import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** How long one worker waits for another that makes the same, in steps of 50 ms: about three minutes. */
const MOST_STEPS = 3_600

/**
 * Gives a text that takes long to make, such as a report. It is made once in a run of the tests, by the worker that asks
 * first; another that asks meanwhile waits for it, and makes it itself only if the first gave up.
 */
export function onceARun(name: string, make: () => string): string {
  const place = join(tmpdir(), `once-${name}`)
  const busy = `${place}.busy`
  for (let step = 0; step < MOST_STEPS; step += 1) {
    if (existsSync(place)) return readFileSync(place, 'utf8')
    if (takes(busy)) break
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 50)
  }
  try {
    // Another may have ended between the two looks.
    if (existsSync(place)) return readFileSync(place, 'utf8')
    const text = make()
    // It appears whole, or not at all.
    writeFileSync(`${place}.new`, text)
    renameSync(`${place}.new`, place)
    return text
  } finally {
    rmSync(busy, { recursive: true, force: true })
  }
}

/** Takes a place that one worker alone can have at a time; false where another has it. */
function takes(busy: string): boolean {
  try {
    mkdirSync(busy)
    return true
  } catch {
    return false
  }
}
