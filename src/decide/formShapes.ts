import {
  DAY,
  type FormName,
  isRank,
  isRecord,
  isScalar,
  RELATIONS,
  RESOLUTIONS,
  RUNGS,
  readDecimal,
  type SettingForms,
  toInstant,
} from '../model/index.js'
import { ATOM_NAMES, type AtomName, conditionAtoms, isOfRequest } from './condition/atoms.js'
import {
  flag,
  keyed,
  list,
  object,
  oneOf,
  type ShapeCheck,
  someText,
  that,
  whole,
} from './shapes.js'

// A hundred years: no window is longer.
const LONGEST = 36_525 * DAY

/** A rank. */
export const rank: ShapeCheck = that(isRank)

/** A span of time in milliseconds. */
export const span: ShapeCheck = whole(0, LONGEST)

/** A value that a fact may have. */
export const factValue: ShapeCheck = that(isScalar)

/** A decimal number as it is written shortest, so that it can be compared. */
export const threshold: ShapeCheck = that(
  (value) => value !== undefined && readDecimal(value) === value,
)

/** Tells whether it is a currency's code (ISO 4217). */
export const isCurrency = (value: unknown): boolean =>
  typeof value === 'string' && /^[A-Z]{3}$/.test(value)

// Either end may be open; a range without both would hold every number, and says nothing else.
const range = object({}, { above: threshold, upTo: threshold, currency: that(isCurrency) })

// A fact is compared with a value, or lies in a range of numbers.
const factTest: ShapeCheck = (value, path) =>
  isRecord(value) ? range(value, path) : factValue(value, path)

// Looked up when a policy is read: a condition may hold conditions.
const condition =
  (isAsked: (name: AtomName) => boolean): ShapeCheck =>
  (value, path) =>
    object(
      {},
      shapesOf(
        Object.fromEntries(
          ATOM_NAMES.filter(isAsked).map((name) => [name, conditionAtoms[name]] as const),
        ),
      ),
    )(value, path)

/** What a value has to look like in a compiled policy, by its form. */
const FORM_SHAPES: Readonly<Record<FormName, ShapeCheck>> = {
  level: rank,
  threshold: rank,
  flag,
  // Compiled to an instant, in milliseconds; read as one again it is the same.
  date: that((value) => typeof value === 'number' && toInstant(value) === value),
  duration: whole(1, LONGEST),
  // Three categories of proof exist: something known, held, or of the body (63B-4 §2).
  count: whole(1, 3),
  list: list(someText, 1),
  words: list(someText, 1),
  resolutions: list(oneOf(RESOLUTIONS), 1),
  relations: list(oneOf(RELATIONS), 1),
  facts: keyed(list(factTest, 1)),
  rungs: keyed(oneOf(RUNGS)),
  request: condition((name) => isOfRequest(conditionAtoms[name])),
  conditions: list(
    condition(() => true),
    1,
  ),
}

/** Gives the shapes of settings by their names: the table that decides says what is read. */
export const shapesOf = (settings: SettingForms): Readonly<Record<string, ShapeCheck>> =>
  Object.fromEntries(Object.entries(settings).map(([name, { form }]) => [name, FORM_SHAPES[form]]))
