import { type FormName, RUNGS, type Settings } from '../model/index.js'
import { flag, keyed, list, oneOf, type Shape, someText, that, whole } from './shapes.js'

// A hundred years: no window is longer.
const LONGEST = 3_155_760_000_000

/** A rank. */
export const rank: Shape = whole(0, 4)

/** A span of time in milliseconds. */
export const span: Shape = whole(0, LONGEST)

const fact = that((value) => ['string', 'number', 'boolean'].includes(typeof value))

/** What a value has to look like in a compiled policy, by its form. */
const FORM_SHAPES: Readonly<Record<FormName, Shape>> = {
  level: rank,
  threshold: rank,
  flag,
  duration: whole(1, LONGEST),
  count: whole(1, 3),
  list: list(someText, 1),
  words: list(someText, 1),
  resolutions: list(oneOf(['none', 'unique', 'ambiguous', 'conflict']), 1),
  facts: keyed(list(fact, 1)),
  rungs: keyed(oneOf(RUNGS)),
}

/** Gives the shapes of settings by their names. */
export const shapesOf = (settings: Settings): Readonly<Record<string, Shape>> =>
  Object.fromEntries(Object.entries(settings).map(([name, { form }]) => [name, FORM_SHAPES[form]]))
