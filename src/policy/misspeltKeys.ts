import { isRecord } from '../model/index.js'
import type { PathSteps } from './readSource.js'

/**
 * A key that was read as the one it was meant for, such as `clases` as `classes`. What is below it
 * is checked under the name that was meant, and told under the one that was written.
 */
export interface MendedKey {
  /**
   * The place of what holds it, where keys above that were misspelt as well have the names that
   * were meant.
   */
  readonly above: PathSteps
  /** As its author wrote it. */
  readonly word: string
  /** The key that it was read as. */
  readonly meant: string
}

/**
 * Gives a copy of a value in which one key has the name that was meant, in the place where it stood
 * among the others.
 */
export function renameKey(
  value: unknown,
  { above: [step, ...above], word, meant }: MendedKey,
): unknown {
  if (step === undefined)
    return isRecord(value)
      ? Object.fromEntries(
          Object.entries(value).map(([key, member]) => [key === word ? meant : key, member]),
        )
      : value
  const inner = (member: unknown): unknown => renameKey(member, { above, word, meant })
  if (Array.isArray(value))
    return value.map((item: unknown, index) => (index === Number(step) ? inner(item) : item))
  return isRecord(value) ? { ...value, [step]: inner(value[String(step)]) } : value
}

/** Tells whether a place is that of a key that was misspelt, or is below it. */
export const isUnder = (steps: PathSteps, { above, meant }: MendedKey): boolean =>
  [...above, meant].every((step, index) => steps[index] === step)

/**
 * Gives a place as its author wrote it, so that it can be found in the text: misspelt keys with the
 * letters they have.
 */
export const asWritten = (steps: PathSteps, renamings: readonly MendedKey[]): PathSteps =>
  steps.map(
    (step, index) =>
      renamings.find((one) => one.above.length === index && isUnder(steps, one))?.word ?? step,
  )
