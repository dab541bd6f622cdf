import { type Focus, focusOn } from './focus.js'
import { type Aim, proofLens, tiedLens, writeLens } from './lens.js'
import type { Question } from './question.js'
import type { Universe } from './universe.js'
import type { Request } from './view.js'

/** What it takes to read an outcome. */
export interface Legend {
  readonly risks: readonly (readonly string[])[]
  readonly lensAt: ReadonlyMap<string, number>
}

/** What requests make of a question: what is looked at, and what proofs may be gathered for. */
export interface Scope {
  /** Equal for scopes that are the same. */
  readonly key: string
  readonly focus: Focus
  readonly legend: Legend
  readonly aims: readonly Aim[]
}

/** A word for whatever else is asked for in the same breath. */
export const OTHER_PURPOSE = 'another_request'

/** Works out what is looked at for one request. */
export function scopeOf(universe: Universe, question: Question, request: Request): Scope {
  const standard = universe.sides.flatMap((_, side) => [
    writeLens(side),
    proofLens(side),
    tiedLens(side),
  ])
  const asked = new Map(question.lenses(request.linked).map((lens) => [lens.key, lens]))
  const lenses = [...standard, ...asked.values()]
  // Whether a record is one of several decides who is known, so it is always looked at by itself.
  const risks = [['ambiguous'], ...question.risks]
  const purposes = question.purposes.filter(
    (purpose) => !question.topics.includes(purpose) || request.topics.includes(purpose),
  )
  const aims = aimsOf(purposes, question.closed === true, request.linked)
  return {
    key: JSON.stringify([lenses.map(({ key }) => key), risks, aims]),
    focus: focusOn(lenses, risks, universe.sides.length, universe.kinds),
    legend: { risks, lensAt: new Map(lenses.map(({ key }, at) => [key, at])) },
    aims,
  }
}

/** Any purpose at all. */
export const ANY: Aim = { purpose: null, linked: false }

const aimsOf = (purposes: readonly string[], closed: boolean, linked: boolean): readonly Aim[] => [
  ANY,
  ...[...purposes, ...(closed ? [] : [OTHER_PURPOSE])].flatMap((purpose): readonly Aim[] =>
    linked
      ? [
          { purpose, linked },
          { purpose, linked: false },
        ]
      : [{ purpose, linked }],
  ),
]

/** How many lenses stand before those that were asked for, on each side. */
export const STANDARD = 3
