import { type Contact, fail, ok, type Result } from '../../model/index.js'
import type { Addition } from './close.js'
import type { Question } from './question.js'
import type { Reader } from './readers.js'
import { scopeOf } from './scope.js'
import { addedIn, type Standing, type Survey, survey } from './survey.js'
import type { Universe } from './universe.js'
import type { Request, View } from './view.js'
import type { World } from './worlds.js'

/** One kind of engagement, by the answer it gets, with what it takes to make one. */
export interface State {
  readonly answer: string
  readonly views: readonly View[]
  readonly contact: Contact
  readonly world: World
  readonly additions: readonly Addition[]
  readonly reader: Reader
  readonly request: Request
  /** Classes and actions that the question tells apart: whatever else is asked for is none of these. */
  readonly asked: readonly string[]
  /** How much there is to read in it: the smallest of its kind is kept. */
  readonly size: number
}

/** The answer to a question: every kind of engagement there is, and how many views were looked at. */
export interface Enumeration {
  readonly states: readonly State[]
  readonly views: number
}

/** The most views that are looked at for one question. Beyond it the question is refused, never sampled. */
export const MOST_VIEWS = 5_000_000

interface Found {
  readonly answer: string
  readonly views: readonly View[]
  readonly standing: Standing
  readonly request: Request
  readonly size: number
}

/** Asks a question of every engagement there can be. Refuses with `too_many_states` beyond the bound. */
export function enumerate(
  universe: Universe,
  question: Question,
  most: number = MOST_VIEWS,
): Result<Enumeration> {
  const found = new Map<string, Found>()
  let count = 0
  for (const request of question.requests) {
    const surveyed = recall(universe, question, request, most)
    if (!surveyed.ok) return surveyed
    count += surveyed.value.views
    if (count > most) return fail('too_many_states')
    for (const standing of surveyed.value.standings) {
      const views = standing.views.map((view) => ({ ...view, request }))
      const answer = question.answer(views)
      const size = standing.size + request.topics.length + Object.keys(request.context).length
      const before = found.get(answer)
      if (before === undefined || isBefore({ standing, request, size }, before))
        found.set(answer, { answer, views, standing, request, size })
    }
  }
  const asked = [...question.purposes, ...question.topics]
  return ok({ states: [...found.values()].map((one) => stateOf(one, asked)), views: count })
}

const remembered = new WeakMap<Universe, Map<string, Survey>>()

// Of small surveys only, and of few: so that what is remembered is bounded.
const MOST_STANDINGS = 5_000
const MOST_SURVEYS = 16

// Questions that look at the same share one survey, and so do the requests of one question.
function recall(
  universe: Universe,
  question: Question,
  request: Request,
  most: number,
): Result<Survey> {
  const surveys = remembered.get(universe) ?? new Map<string, Survey>()
  remembered.set(universe, surveys)
  const scope = scopeOf(universe, question, request)
  const key = JSON.stringify([scope.key, question.resolution, question.channels])
  const known = surveys.get(key)
  if (known !== undefined) return ok(known)
  const surveyed = survey(universe, question, scope, most)
  if (surveyed.ok && surveyed.value.standings.length <= MOST_STANDINGS) {
    if (surveys.size >= MOST_SURVEYS) surveys.clear()
    surveys.set(key, surveyed.value)
  }
  return surveyed
}

type Placed = Omit<Found, 'answer' | 'views'>

// Of those of one size the first is kept, so that the same question always has the same example.
const isBefore = (one: Placed, other: Placed): boolean =>
  one.size < other.size ||
  (one.size === other.size &&
    one.request === other.request &&
    one.standing.place < other.standing.place)

const stateOf = (
  { answer, views, standing, request, size }: Found,
  asked: readonly string[],
): State => ({
  answer,
  views,
  contact: standing.told.caller.contact,
  world: standing.told.world,
  additions: addedIn(standing.joined),
  reader: standing.reader,
  request,
  asked,
  size,
})
