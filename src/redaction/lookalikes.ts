import { classAt, IS_DIGIT, LETTER_OF } from './characters.js'
import { distanceToOpposingWord, FAR } from './contextWords.js'
import type { Outline } from './outline.js'
import type { Replacement } from './spoken.js'

// Letters that keyboards, eyes and programs that read pictures take for a nought or a one.
const LOOKALIKE = /[oOlI]/g
const ONLY = /^[\doOlI]+$/
const LONGEST = 24

// The same by the classes of letters, of either case; the group itself tells which.
const IS_LOOKALIKE = (1 << 15) | (1 << 12) | (1 << 9)

/** Gives which of the places of an outline is the next digit that such a letter touches; -1 for none. */
function nextTouched({ classes, anchors, anchorCount }: Outline, first: number): number {
  for (let i = first; i < anchorCount; i += 1) {
    const at = anchors[i] ?? 0
    if ((classAt(classes, at) & IS_DIGIT) === 0) continue
    const before = at === 0 ? 0 : classAt(classes, at - 1) & LETTER_OF
    const behind = classAt(classes, at + 1) & LETTER_OF
    if ((((IS_LOOKALIKE >> before) | (IS_LOOKALIKE >> behind)) & 1) === 1) return i
  }
  return -1
}

// A group of digits right before or behind, by what stands between the two.
const MARK_BEFORE = /\d[/.-]$/
const MARK_BEHIND = /^[/.-][oOlI]?\d/
const SPACE_BEFORE = /\d[ )]$/
const SPACE_BEHIND = /^ \d/
// The groups of the same number before one with such a letter.
const RUN_BEFORE = /(?:[\doO]{1,6}[ ./-])*$/
// `500l`: litres.
const LITRES = /^\d{1,4}l$/

/** Tells whether a group of digits and such letters is a number: `O3/27`, `4O21`, but not `O2` or `5l`. */
function isNumber(group: string, before: string, behind: string): boolean {
  if (MARK_BEFORE.test(before) || MARK_BEHIND.test(behind)) return true
  if (LITRES.test(group)) return false
  const letters = group.replace(/\d/g, '').length
  const digits = group.length - letters
  const beside = Number(SPACE_BEFORE.test(before)) + Number(SPACE_BEHIND.test(behind))
  if (beside > 0) return digits + beside > 2
  return digits > 1 && letters * 2 <= digits
}

/**
 * Finds letters that stand for digits in what is a number otherwise, so that whatever finds a value finds it as it was
 * meant: `5555 5555 5555 444O`, `dob l2/O3/1980`. Looks at the places of digits alone.
 */
export function lookalikesIn(text: string, outline: Outline): readonly Replacement[] {
  const { classes, anchors } = outline
  let replacements: Replacement[] | null = null
  let done = 0
  for (let i = nextTouched(outline, 0); i >= 0; i = nextTouched(outline, i + 1)) {
    const at = anchors[i] ?? 0
    if (at < done) continue
    const isIn = (place: number): boolean =>
      (classAt(classes, place) & (LETTER_OF | IS_DIGIT)) !== 0
    let start = at
    while (start > done && at - start < LONGEST && isIn(start - 1)) start -= 1
    let end = at
    while (end < text.length && end - at < LONGEST && isIn(end)) end += 1
    done = end
    const group = text.slice(start, end)
    if (!ONLY.test(group)) continue
    const before = text.slice(Math.max(0, start - 2), start)
    if (!isNumber(group, before, text.slice(end, end + 3))) continue
    // Articles and parts have such letters in their numbers: `part 415-555-o132`.
    const from =
      start - (RUN_BEFORE.exec(text.slice(Math.max(0, start - LONGEST), start))?.[0].length ?? 0)
    if (distanceToOpposingWord({ text, classes, outline }, from) < FAR) continue
    replacements ??= []
    for (const { 0: letter, index } of group.matchAll(LOOKALIKE))
      replacements.push({ index: start + index, length: 1, written: /o/i.test(letter) ? '0' : '1' })
  }
  return replacements ?? NONE
}

const NONE: readonly Replacement[] = []
