import { runInNewContext } from 'node:vm'

const SIZE = 300
const ALPHABET = [...'14aA@.:-+( /,x']
const PARTS = [...ALPHABET, ...ALPHABET.flatMap((one) => ALPHABET.map((other) => one + other))]

const fill = (part: string): string => part.repeat(Math.ceil(SIZE / part.length)).slice(0, SIZE)

/** Texts that a pattern nearly finds itself in, again and again: what it finds, less or more by a little, repeated. */
const textsFor = (found: readonly string[]): readonly string[] =>
  [
    ...PARTS,
    ...found.flatMap((one) => [
      ...[one, `${one} `, one.slice(1), one.slice(0, -1)],
      one.slice(0, Math.ceil(one.length / 2)),
    ]),
  ]
    .filter((part) => part !== '')
    .map(fill)

/** In milliseconds: more than ten times what the slowest good pattern takes for all its texts. */
const MOST_TIME = 500

/**
 * Tells whether a pattern is quick on hostile texts, by the time that it takes of this process. One that goes back and
 * forth takes seconds for each, or for ever, which is an error after half a minute. `found` is what it finds.
 */
export function isQuickOnHostileTexts(
  pattern: RegExp,
  found: readonly string[],
  mostTime = MOST_TIME,
): boolean {
  const before = process.cpuUsage()
  const isLate = (): boolean => {
    const { user, system } = process.cpuUsage(before)
    return user + system > mostTime * 1_000
  }
  const look = (): boolean =>
    textsFor(found).every((text) => [...text.matchAll(pattern)].length <= SIZE && !isLate())
  return runInNewContext('look()', { look }, { timeout: 30_000 }) === true
}
