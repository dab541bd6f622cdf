import { escapeStep, type Issue, isRecord } from '../model/index.js'

/** Checks plain data by hand, where no schema library may be loaded: what is wrong, and where. */
export type ShapeCheck = (value: unknown, path: string) => readonly Issue[]

const GOOD: readonly Issue[] = []

// A code and a place, never the value: what is wrong may be somebody's data.
const wrong = (code: string, path: string): readonly Issue[] => [{ code, path }]

/** A value for which the test holds. */
export const that =
  (test: (value: unknown) => boolean, code = 'wrong_type'): ShapeCheck =>
  (value, path) =>
    test(value) ? GOOD : wrong(value === undefined ? 'missing' : code, path)

/** Text that is not empty. */
export const someText: ShapeCheck = that((value) => typeof value === 'string' && value !== '')

/** A boolean. */
export const flag: ShapeCheck = that((value) => typeof value === 'boolean')

/** A whole number within bounds, both included. */
export const whole = (least: number, most: number): ShapeCheck =>
  that(
    (value) =>
      typeof value === 'number' && Number.isInteger(value) && value >= least && value <= most,
  )

/** One of these words; any other has the code `unknown_word`, so that it can be told from a wrong type. */
export const oneOf = (words: readonly unknown[]): ShapeCheck =>
  that((value) => words.includes(value), 'unknown_word')

/** A list of such items, and of at least so many. Every item that is wrong is named by its place. */
export const list =
  (item: ShapeCheck, least = 0): ShapeCheck =>
  (value, path) => {
    if (!Array.isArray(value)) return wrong(value === undefined ? 'missing' : 'wrong_type', path)
    const items: readonly unknown[] = value
    return items.length < least
      ? wrong('too_few', path)
      : items.flatMap((member, index) => item(member, `${path}/${index}`))
  }

/** An object with such values under any keys. */
export const keyed =
  (member: ShapeCheck): ShapeCheck =>
  (value, path) =>
    isRecord(value)
      ? Object.entries(value).flatMap(([key, below]) => member(below, `${path}/${escapeStep(key)}`))
      : wrong(value === undefined ? 'missing' : 'wrong_type', path)

/** An object with these members and no others; those in `optional` may be absent. */
export const object =
  (
    members: Readonly<Record<string, ShapeCheck>>,
    optional: Readonly<Record<string, ShapeCheck>> = {},
  ): ShapeCheck =>
  (value, path) => {
    if (!isRecord(value)) return wrong(value === undefined ? 'missing' : 'wrong_type', path)
    return [
      ...Object.entries(members).flatMap(([key, shape]) => shape(value[key], `${path}/${key}`)),
      ...Object.entries(optional).flatMap(([key, shape]) =>
        value[key] === undefined ? [] : shape(value[key], `${path}/${key}`),
      ),
      ...Object.keys(value)
        .filter((key) => !Object.hasOwn(members, key) && !Object.hasOwn(optional, key))
        .flatMap((key) => wrong('unknown_key', `${path}/${escapeStep(key)}`)),
    ]
  }
