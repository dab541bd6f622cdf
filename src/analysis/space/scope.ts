import { type Focus, focusOn } from './focus.js'
import { proofLens, tiedLens, writeLens } from './lens.js'
import type { Question } from './question.js'
import type { Universe } from './universe.js'
import type { Request } from './view.js'

/** What one request makes of a question: what is looked at, and what proofs may be gathered for. */
export interface Scope {
  readonly focus: Focus
  readonly sides: number
  readonly risks: readonly (readonly string[])[]
  readonly request: Request
  readonly lensAt: ReadonlyMap<string, number>
  readonly variants: readonly (readonly [purpose: string | null, linked: boolean])[]
}

/** A word for whatever else is asked for in the same breath. */
export const OTHER_PURPOSE = 'another_request'

/** Works out what is looked at for one request. */
export function scopeOf(universe: Universe, question: Question, request: Request): Scope {
  const sides = universe.sides.length
  const standard = universe.sides.flatMap((_, side) => [
    writeLens(side),
    proofLens(side),
    tiedLens(side),
  ])
  const asked = question
    .lenses(request)
    .filter(({ key }, at, all) => all.findIndex((lens) => lens.key === key) === at)
  const lenses = [...standard, ...asked]
  // Whether a record is one of several decides who is known, so it is always looked at by itself.
  const risks = [['ambiguous'], ...question.risks]
  const purposes = question.purposes.filter(
    (purpose) => !question.topics.includes(purpose) || request.topics.includes(purpose),
  )
  return {
    focus: focusOn(lenses, risks, sides, universe.kinds),
    sides,
    risks,
    request,
    lensAt: new Map(lenses.map(({ key }, at) => [key, at])),
    variants: [
      [null, false],
      ...[...purposes, ...(question.closed === true ? [] : [OTHER_PURPOSE])].flatMap(
        (purpose): [string, boolean][] =>
          request.linked
            ? [
                [purpose, true],
                [purpose, false],
              ]
            : [[purpose, false]],
      ),
    ],
  }
}

/** How many lenses stand before those that were asked for, on each side. */
export const STANDARD = 3
