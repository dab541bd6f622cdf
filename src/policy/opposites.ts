import { aboveAll, CHANNEL_NAMES, type FactDeclaration } from '../decide/index.js'
import {
  type FactTest,
  isInRange,
  RESOLUTIONS,
  type ValueRange,
  withoutAbsent,
} from '../model/index.js'

/** Lists the resolutions that are none of some. */
export const otherResolutions = (words: readonly string[]) =>
  RESOLUTIONS.filter((word) => !words.includes(word))

/**
 * Lists the channels that are known to be none of some. A scheme of the policy's own is also known
 * as `custom`, so neither is open where the other is closed.
 */
export function otherChannels(
  closed: readonly string[],
  schemes: readonly string[],
): readonly string[] {
  const isOwnClosed = closed.some((word) => schemes.includes(word))
  const left = schemes.filter((word) => !closed.includes(word) && !closed.includes('custom'))
  const named = CHANNEL_NAMES.filter(
    (word) => !closed.includes(word) && !(word === 'custom' && isOwnClosed),
  )
  return [...named, ...left]
}

/**
 * Gives what a fact is where it is known and passes none of some tests: other values, or the other
 * bands.
 *
 * values `a`, `b`, `c` other than `b`                -> `['a', 'c']`
 * thresholds 100, 250 other than `{ upTo: 100 }`     -> `[{ above: '100' }]`
 * thresholds 100, 250 other than the band up to 250  -> `[{ upTo: '100' }, { above: '250' }]`
 */
export function otherThan(
  tests: readonly FactTest[],
  { values = [], upTo, currency }: FactDeclaration = {},
): readonly FactTest[] {
  if (upTo === undefined) return values.filter((value) => !tests.includes(value))
  const ranges = tests.filter((test) => typeof test === 'object')
  // Whether each band is left, also the one above the last threshold. A band goes by its threshold.
  const isLeft = [...upTo, aboveAll(upTo)].map(
    (standing) => !ranges.some((range) => isInRange(range, standing)),
  )
  // Bands side by side are one range.
  return isLeft.flatMap((left, at): readonly ValueRange[] => {
    if (!left || isLeft[at - 1] === true) return []
    const end = isLeft.indexOf(false, at)
    const [above, most] = [upTo[at - 1], end === -1 ? undefined : upTo[end - 1]]
    return [withoutAbsent({ above, upTo: most, currency })]
  })
}
