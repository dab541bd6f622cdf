/**
 * Hears how far a question has come: how many of how many parts are done, and which part is next.
 * The answer does not depend on it.
 */
export type OnProgress = (done: number, total: number, label: string) => void

/** Looks at each part of a question in turn, tells before each how many are done, and joins what was found. */
export function inTurn<Part, Found>(
  parts: readonly Part[],
  look: (part: Part) => readonly Found[],
  labelOf: (part: Part) => string,
  onProgress?: OnProgress,
): readonly Found[] {
  return parts.flatMap((part, done) => {
    onProgress?.(done, parts.length, labelOf(part))
    return look(part)
  })
}
