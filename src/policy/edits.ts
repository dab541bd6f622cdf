import {
  DAY,
  type FactTest,
  LEVELS,
  printInstant,
  RUNGS,
  type Rung,
  readDuration,
  toInstant,
  type ValueRange,
  withoutAbsent,
} from '../model/index.js'
import { DAY_LENGTH } from './calendar.js'
import type { LevelWord } from './document.js'
import { asList } from './levelWords.js'
import type { PathSteps } from './readSource.js'

/**
 * One small change to a policy document, as a slip of the hand would make it. Whoever tests a
 * policy applies each by itself and looks whether a test of the policy notices (mutation testing).
 * Without `value` the part is removed.
 */
export interface Edit {
  /** What is done, in one word, such as `drop`, `raise`, `double`. */
  readonly operator: string
  /** The place in the document that is changed. */
  readonly path: PathSteps
  /** What is put there. */
  readonly value?: unknown
}

/** Changes to a level: one up, one down. At either end of the levels there is one change. */
export function editLevel(path: PathSteps, word: LevelWord | undefined): readonly Edit[] {
  if (word === undefined) return []
  const rank = typeof word === 'number' ? word : LEVELS.indexOf(word)
  const near: readonly (readonly [string, number])[] = [
    ['raise', rank + 1],
    ['lower', rank - 1],
  ]
  return near.flatMap(([operator, to]) => {
    const level = LEVELS[to]
    return level === undefined ? [] : [{ operator, path, value: level }]
  })
}

/** Changes to a threshold level that may also go: one up, one down, removed. */
export const editThreshold = (path: PathSteps, word: LevelWord | undefined): readonly Edit[] =>
  word === undefined ? [] : [...editLevel(path, word), { operator: 'drop', path }]

/**
 * Changes to a duration: twice as long, half as long. Durations are whole seconds, so half of an
 * odd number is rounded down.
 *
 * `15m` -> `1800s` and `450s`
 */
export function editDuration(path: PathSteps, text: string | undefined): readonly Edit[] {
  const length = text === undefined ? null : readDuration(text)
  // Half of a second is no whole second, so what is shorter than two has no half.
  if (length === null || length < 2_000) return []
  return [
    { operator: 'double', path, value: `${length / 500}s` },
    { operator: 'halve', path, value: `${Math.floor(length / 2_000)}s` },
  ]
}

/**
 * Changes to a moment: a day earlier, a day later. A day stays a day in its zone.
 *
 * `2026-12-01`                -> `2026-11-30` and `2026-12-02`
 * `2026-12-01T09:00:00+01:00` -> `2026-11-30T08:00:00Z` and `2026-12-02T08:00:00Z`
 */
export function editDate(path: PathSteps, text: string): readonly Edit[] {
  const moment = toInstant(text)
  if (moment === null) return []
  const near = [
    ['advance', moment - DAY],
    ['delay', moment + DAY],
  ] as const
  return near.flatMap(([operator, at]) => {
    const moved = printInstant(at)
    return toInstant(at) === null || moved === null
      ? []
      : [
          {
            operator,
            path,
            value:
              moved.slice(0, text.length === DAY_LENGTH ? DAY_LENGTH : 19) +
              (text.length === DAY_LENGTH ? '' : 'Z'),
          },
        ]
  })
}

/** Changes to when something begins and ends: each a day earlier, a day later, removed. */
export const editDates = (
  path: PathSteps,
  dated: { readonly from?: string; readonly until?: string },
): readonly Edit[] =>
  (['from', 'until'] as const).flatMap((key) => {
    const text = dated[key]
    const at = [...path, key]
    return text === undefined ? [] : [...editDate(at, text), { operator: 'drop', path: at }]
  })

/**
 * Changes to a list of words, any of which is enough: each removed, and the whole list. A list of
 * one is only removed: an empty one is no list of the schema.
 */
export function editWords(
  path: PathSteps,
  words: string | readonly string[] | undefined,
): readonly Edit[] {
  if (words === undefined) return []
  const list = typeof words === 'string' ? [words] : words
  const each: readonly Edit[] =
    list.length < 2
      ? []
      : list.map((word) => ({
          operator: 'narrow',
          path,
          value: list.filter((other) => other !== word),
        }))
  return [...each, { operator: 'drop', path }]
}

/**
 * Changes to the order of a list: each item with the one after it. A list of three gives two
 * changes.
 */
export const editOrder = (path: PathSteps, list: readonly unknown[]): readonly Edit[] =>
  list.slice(1).map((_, at) => ({
    operator: 'swap',
    path,
    value: list.map((item, place) =>
      place === at ? list[at + 1] : place === at + 1 ? list[at] : item,
    ),
  }))

/** Changes to a table of levels, such as an issuer's words: each one up, one down, removed. */
export const editLevels = (
  path: PathSteps,
  table: Readonly<Record<string, LevelWord>> | undefined,
): readonly Edit[] =>
  Object.entries(table ?? {}).flatMap(([word, level]) => editThreshold([...path, word], level))

/**
 * Changes to facts that a condition names: each value out of several removed, each range turned to
 * its other side, and each fact removed.
 */
export const editFacts = (
  path: PathSteps,
  facts: Readonly<Record<string, readonly FactTest[]>>,
): readonly Edit[] =>
  Object.entries(facts).flatMap(([fact, words]) => {
    const values = asList(words)
    const each = values.map((value) => values.filter((other) => other !== value))
    return [
      ...each
        .filter((left) => left.length > 0)
        .map((value) => ({ operator: 'narrow', path: [...path, fact], value })),
      ...values.flatMap((value, at) =>
        typeof value !== 'object'
          ? []
          : [
              {
                operator: 'flip',
                path: [...path, fact],
                value: values.with(at, oppositeRange(value)),
              },
            ],
      ),
      { operator: 'drop', path: [...path, fact] },
    ]
  })

/**
 * Turns a range into what is on the other side of its thresholds: `{ upTo: 250 }` -> `{ above: 250
 * }`.
 */
const oppositeRange = ({ above, upTo, ...rest }: ValueRange): ValueRange => ({
  ...rest,
  ...withoutAbsent({ above: upTo, upTo: above }),
})

/**
 * Changes to rungs that a condition names by class: one up, one down, removed. Which of the two is
 * stricter depends on the condition, so both are called `move`.
 */
export const editRungs = (
  path: PathSteps,
  classes: Readonly<Partial<Record<string, Rung>>>,
): readonly Edit[] =>
  Object.entries(classes).flatMap(([name, rung]) => {
    const place = rung === undefined ? -1 : RUNGS.indexOf(rung)
    const near = [RUNGS[place + 1], RUNGS[place - 1]].flatMap((value) =>
      value === undefined ? [] : [{ operator: 'move', path: [...path, name], value }],
    )
    return [...near, { operator: 'drop', path: [...path, name] }]
  })
