/**
 * Finds which of our own names an unknown one was probably meant to be: the same letters in another case or
 * spacing, or one letter added, left out or changed. The unknown name itself is never given back.
 */
export function nearestName(word: string, names: readonly string[]): string | undefined {
  if (word.length > LONGEST) return undefined
  const letters = lettersOf(word)
  return (
    names.find((name) => lettersOf(name) === letters) ??
    names.find((name) => isOneEditAway(letters, lettersOf(name)))
  )
}

const LONGEST = 64

const lettersOf = (word: string): string => word.toLowerCase().replaceAll(/[^a-z0-9]/g, '')

function isOneEditAway(a: string, b: string): boolean {
  const [short, long] = a.length < b.length ? [a, b] : [b, a]
  if (short.length < 3 || long.length - short.length > 1) return false
  let at = 0
  while (at < short.length && short[at] === long[at]) at++
  const rest = short.length === long.length ? short.slice(at + 1) : short.slice(at)
  return rest === long.slice(at + 1)
}
