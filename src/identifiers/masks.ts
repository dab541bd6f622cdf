/** What stands for characters that are hidden. Three, whatever their number was. */
export const HIDDEN = '***'

/**
 * Shows the last characters of a value, and never more than a third of it.
 * `keepLast(4)('4111111111111111')` -> `***1111`
 */
export const keepLast =
  (count: number) =>
  (value: string): string =>
    value.length >= count * 3 ? HIDDEN + value.slice(-count) : HIDDEN

/** Hides everything. */
export const hideAll = (): string => HIDDEN
