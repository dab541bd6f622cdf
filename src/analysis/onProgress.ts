/**
 * Hears how far a question has come: so many parts of so many are done, and which one comes next. It is only told, so
 * that nothing an answer says depends on it; how often it is heard is up to the question.
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
