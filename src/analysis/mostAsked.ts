import type { Requirement } from '../decide/index.js'
import { asksAtLeast } from '../policy/index.js'

/**
 * Leaves out whatever asks no more than another does, so that what several rules ask is said once: of equals the first
 * stays. `asksOf` gives what each asks.
 */
export const mostAsked = <One>(
  all: readonly One[],
  asksOf: (one: One) => Requirement,
): readonly One[] =>
  all.filter((one, place) =>
    all.every((other, at) => {
      const isMore = at !== place && asksAtLeast(asksOf(other), asksOf(one))
      return !isMore || (at > place && asksAtLeast(asksOf(one), asksOf(other)))
    }),
  )
