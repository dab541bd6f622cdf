/**
 * Text made plain for matching, with the way back. `starts[i]` and `ends[i]` are the bounds, in the
 * original text, of what its character `i` stands for; both are null when nothing had to be
 * changed.
 *
 * For `a&commat;b`, folded to `a@b`, starts are 0, 1, 9 and ends 1, 9, 10. Several may share
 * bounds, as the digits of a number in words do.
 */
export interface MappedText {
  readonly text: string
  readonly starts: Int32Array | null
  readonly ends: Int32Array | null
}

/** Gives where the text itself begins that something was put before, so many units of the first text. */
export function startOf({ text, starts }: MappedText, lead: number): number {
  if (starts === null || lead === 0) return lead
  const at = starts.findIndex((start) => start >= lead)
  return at < 0 ? text.length : at
}

/**
 * A text being written anew, never longer, with the way back to the text first given. Never longer,
 * so that all lists are made once, as long as the old text.
 */
export interface Rewriting {
  /**
   * The text before this step, which may itself have a way back. Bounds written here are those of
   * the first text.
   */
  readonly old: MappedText
  readonly units: Uint16Array
  readonly starts: Int32Array
  readonly ends: Int32Array
  /** Units written. */
  size: number
  /** How much of the old text was dealt with. */
  from: number
}

/**
 * Begins to write a text anew. Then comes `put` for each change, from the front to the back, and
 * `finish`.
 */
export function rewrite(old: MappedText): Rewriting {
  const { length } = old.text
  return {
    old,
    units: new Uint16Array(length),
    starts: new Int32Array(length),
    ends: new Int32Array(length),
    size: 0,
    from: 0,
  }
}

/** Copies what stands before a place and was not dealt with, each unit with its own bounds. */
function copy({ old, units, starts, ends, from, size }: Rewriting, to: number): void {
  let at = size
  for (let i = from; i < to; i += 1, at += 1) {
    units[at] = old.text.charCodeAt(i)
    starts[at] = old.starts === null ? i : (old.starts[i] ?? i)
    ends[at] = old.ends === null ? i + 1 : (old.ends[i] ?? i + 1)
  }
}

/**
 * Copies up to a place, and writes something else for what stands there. `written` is no longer
 * than `length`, and may be empty; each of its units has the bounds of the whole.
 */
export function put(edit: Rewriting, index: number, length: number, written: string): void {
  const { old, units, starts, ends } = edit
  copy(edit, index)
  edit.size += index - edit.from
  edit.from = index + length
  const start = old.starts?.[index] ?? index
  const end = old.ends?.[edit.from - 1] ?? edit.from
  for (let i = 0; i < written.length; i += 1, edit.size += 1) {
    units[edit.size] = written.charCodeAt(i)
    starts[edit.size] = start
    ends[edit.size] = end
  }
}

// Engines bound how many arguments a call may have.
const MOST_UNITS = 8_192

function toText(units: Uint16Array): string {
  let text = ''
  for (let from = 0; from < units.length; from += MOST_UNITS)
    text += Reflect.apply(String.fromCharCode, null, units.subarray(from, from + MOST_UNITS))
  return text
}

/** Copies the rest, and gives the text. */
export function finish(edit: Rewriting): MappedText {
  const { old, units, starts, ends, from, size } = edit
  copy(edit, old.text.length)
  return { text: toText(units.subarray(0, size + old.text.length - from)), starts, ends }
}
