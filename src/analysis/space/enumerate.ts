import type { Contact } from '../../model/contact.js'
import { fail, ok, type Result } from '../../model/result.js'
import { type Addition, byOutcome, close } from './close.js'
import { groupWorlds } from './groups.js'
import type { Question } from './question.js'
import { type Reader, readersOf } from './readers.js'
import { scopeOf } from './scope.js'
import type { Universe, World } from './universe.js'
import type { Request, View } from './view.js'
import { distinctReaders, viewsOf } from './views.js'

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
  /** How much it takes to tell: the smallest of its kind is kept. */
  readonly size: number
}

/** The answer to a question: every kind of engagement there is, and how many views were looked at. */
export interface Enumeration {
  readonly states: readonly State[]
  readonly views: number
}

/** The most views that are looked at for one question. Beyond it the question is refused, never sampled. */
export const MOST_VIEWS = 5_000_000

/** Asks a question of every engagement there can be. Refuses with `too_many_states` beyond the bound. */
export function enumerate(
  universe: Universe,
  question: Question,
  most: number = MOST_VIEWS,
): Result<Enumeration> {
  const states = new Map<string, State>()
  const readers = readersOf(universe.sides)
  const asked = [...question.purposes, ...question.topics]
  let views = 0
  for (const request of question.requests) {
    const scope = scopeOf(universe, question, request)
    for (const group of groupWorlds(universe, question, scope)) {
      const reached = close(scope.focus, group.base, group.additions, most)
      if (reached.length > most || scope.focus.isOverfull) return fail('too_many_states')
      for (const { outcome, additions } of byOutcome(scope.focus, reached)) {
        for (const { reader, reads } of distinctReaders(readers, group.world, outcome, scope)) {
          views += group.channels.size
          if (views > most) return fail('too_many_states')
          for (const [channel, { world, caller, held }] of group.channels) {
            const seen = viewsOf(scope, world, outcome, reads, channel)
            const answer = question.answer(seen)
            const size = sizeOf(held, additions, reader, request)
            const known = states.get(answer)
            if (known !== undefined && known.size <= size) continue
            const { contact } = caller
            states.set(answer, {
              answer,
              views: seen,
              contact,
              world,
              additions,
              reader,
              request,
              size,
              asked,
            })
          }
        }
      }
    }
  }
  return ok({ states: [...states.values()], views })
}

const sizeOf = (
  held: number,
  additions: readonly Addition[],
  reader: Reader,
  request: Request,
): number =>
  additions.length * 2 +
  held +
  new Set(additions.map(({ purpose }) => purpose)).size +
  reader.parts.length * 2 +
  request.topics.length +
  Object.keys(request.context).length
