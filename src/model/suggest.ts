/**
 * Finds the allowed word nearest to the one written, for "did you mean": by edits, a swap of
 * neighbours counting as one, and none where more than a third of the word would change. Case and
 * separators are no edits. The words that are allowed may be shown; what was written only where it
 * is the author's own.
 */
export function suggest(word: string, allowed: readonly string[]): string | undefined {
  const written = fold(word).slice(0, LONGEST)
  // Every other word differs from a single letter in all of it, so nothing is near to it.
  const furthest = written.length < 2 ? 0 : Math.max(1, Math.floor(written.length / 3))
  const near = allowed
    .filter(
      (candidate) =>
        Math.abs(fold(candidate).slice(0, LONGEST).length - written.length) <= furthest,
    )
    .map((candidate) => ({ candidate, edits: edits(written, fold(candidate).slice(0, LONGEST)) }))
    .filter(({ edits }) => edits <= furthest)
    .sort(
      (a, b) =>
        a.edits - b.edits ||
        Number(lettersOf(a.candidate) !== lettersOf(word)) -
          Number(lettersOf(b.candidate) !== lettersOf(word)) ||
        edits(word.slice(0, LONGEST), a.candidate.slice(0, LONGEST)) -
          edits(word.slice(0, LONGEST), b.candidate.slice(0, LONGEST)) ||
        a.candidate.localeCompare(b.candidate, 'en'),
    )
  return near[0]?.candidate
}

/**
 * Finds the one allowed word that begins with what was written, as `queue` does with `que`, or ends with it as a part of
 * its own, as `verify_sms` does with `sms`, or that it begins with, as `sim_swap_unknown` does with `sim_swap`. None where
 * several do, or where fewer than three letters were written, which begin too much.
 */
export function completeWord(word: string, allowed: readonly string[]): string | undefined {
  const written = fold(word)
  if (written.length < 3) return undefined
  const fits: readonly ((candidate: string) => boolean)[] = [
    (candidate) => fold(candidate).startsWith(written),
    (candidate) => candidate.endsWith(`_${word}`),
    (candidate) => word.startsWith(`${candidate}_`),
  ]
  for (const fit of fits) {
    const [first, ...others] = allowed.filter(fit)
    if (first !== undefined) return others.length === 0 ? first : undefined
  }
  return undefined
}

/**
 * Tells whether one of two words is probably the other misspelt: one edit apart, or two in long ones. Names that are told
 * apart by a number or by a short last part, such as `care-de`, are meant to be alike.
 */
export function isNear(word: string, other: string): boolean {
  const [one, two] = [fold(word).slice(0, LONGEST), fold(other).slice(0, LONGEST)]
  const longest = Math.max(one.length, two.length)
  const furthest = longest < LONG ? 1 : 2
  // Lengths first: they tell most words apart, and cost least.
  if (longest < SHORTEST || Math.abs(one.length - two.length) > furthest) return false
  return word !== other && edits(one, two) <= furthest && stemOf(word) !== stemOf(other)
}

// In short words, one changed letter makes another word.
const SHORTEST = 4
const LONG = 8

const stemOf = (word: string): string =>
  word.replace(/[-_. ][^-_. ]{1,2}$/, '').replaceAll(/\d+/g, '')

/** Words beyond this are compared by their beginning. */
const LONGEST = 48

// Of two words that are equally near, the one with the same letters was probably meant: `lnit` is `lint`
// rather than `init`.
const lettersOf = (word: string): string => [...fold(word)].sort().join('')

const fold = (word: string): string => word.toLowerCase().replaceAll(/[_\-\s.]/g, '')

// Optimal string alignment distance: insert, delete, replace, swap neighbours.
function edits(a: string, b: string): number {
  let beforeLast: number[] = []
  let last = Array.from({ length: b.length + 1 }, (_, j) => j)
  for (let i = 1; i <= a.length; i++) {
    const row = [i]
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1]
      const swap = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]
      row[j] = Math.min(
        (row[j - 1] ?? 0) + 1,
        (last[j] ?? 0) + 1,
        (last[j - 1] ?? 0) + (same ? 0 : 1),
        swap ? (beforeLast[j - 2] ?? 0) + 1 : Number.POSITIVE_INFINITY,
      )
    }
    beforeLast = last
    last = row
  }
  return last[b.length] ?? 0
}

/** Says behind a mistake which word of ours was probably meant, and repeats nothing of what was typed; nothing where none is near. */
export const didYouMean = (word: string | undefined): string =>
  word === undefined ? '' : `, did you mean \`${word}\`?`
