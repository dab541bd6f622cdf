import { type FieldForm, type FieldForms, findMethod } from '../evidence/index.js'
import { type Instant, isRecord, NEVER, SECOND, suggest, toInstant } from '../model/index.js'
import { camelOf, FORMS, type GivenDocument } from '../policy/index.js'
import { MADE } from './engagementOf.js'

/** Something in what a test gives that could not be read, and so counted for nothing. */
export interface RowFault {
  readonly code: string
  /** Its place below the row's `given`. */
  readonly path: readonly (string | number)[]
  /** What the row's author wrote there, where it is one word. */
  readonly word?: string
  readonly suggestion?: string
  /** The form that it should have, in plain words. */
  readonly form?: string
}

type RowPath = RowFault['path']

/**
 * Finds what in the evidence of a test row is not of the form of its kind: a field that is nearly one that counts, a value
 * of another type or word, a time that had not come. Readers pass over what may be left out, as a source may always add
 * more; whoever writes a row by hand means every word of it.
 */
export function formFaultsOf({ evidence = [], at }: GivenDocument): readonly RowFault[] {
  // A row that names no time is decided after all its evidence.
  const decided = toInstant(at) ?? NEVER
  return evidence.flatMap((item, index): readonly RowFault[] => {
    const form = findMethod(item.kind)?.form
    if (form === undefined) return []
    const path = ['evidence', index]
    const { needed, others } = form
    return [
      ...faultsOfFields({ needed: { ...needed, kind: TEXT }, others }, item, path),
      // An item from after the row's own time does not count.
      ...MADE.flatMap((key): readonly RowFault[] => {
        const made = timeOf(item[key])
        return made !== null && made > decided
          ? [makeFault('not_yet', [...path, key], item[key])]
          : []
      }),
    ]
  })
}

const TEXT: FieldForm = { form: 'text' }

/**
 * Holds a value against the form that its method's descriptor states of it. Methods read leniently
 * and never say what they passed over; a form is stricter and is asked of rows that people write,
 * alone.
 */
function faultsOfForm(form: FieldForm, value: unknown, path: RowPath): readonly RowFault[] {
  switch (form.form) {
    case 'anything':
      return []
    case 'text':
      return faultsOfText(form, value, path)
    case 'time':
      return timeOf(value) !== null ? [] : [formFault('time', path, value)]
    case 'number':
      return typeof value === 'number' ? [] : [formFault('number', path, value)]
    case 'flag':
      return typeof value === 'boolean' ? [] : [formFault('flag', path, value)]
    case 'list':
      return Array.isArray(value)
        ? value.flatMap((item: unknown, index) => faultsOfForm(form.of, item, [...path, index]))
        : [formFault('list', path, value)]
    case 'fields':
      return faultsOfFields(form, value, path)
    case 'either': {
      const all = form.of.map((one) => faultsOfForm(one, value, path))
      // Where all forms fail, the one that got furthest says most.
      return all.some((faults) => faults.length === 0)
        ? []
        : (all.toSorted((a, b) => depthOf(b) - depthOf(a))[0] ?? [])
    }
  }
}

/** Reads a time as methods do. A token's own times are seconds. */
const timeOf = (value: unknown): Instant | null =>
  toInstant(value) ?? (typeof value === 'number' ? toInstant(value * SECOND) : null)

/**
 * How far into a form the deepest fault lies. Of forms that all fail, the one that gets furthest in
 * was meant; a misspelt field at one place says more than that the place is of another form.
 */
const depthOf = (faults: readonly RowFault[]): number =>
  Math.max(
    ...faults.map(({ path, suggestion }) => path.length + (suggestion === undefined ? 0 : 0.5)),
  )

/**
 * Looks at text that may have to be one of some words. Where others may come as well, only one that
 * is nearly a known one is doubted.
 */
function faultsOfText(
  { words, open }: { readonly words?: readonly string[]; readonly open?: boolean },
  value: unknown,
  path: RowPath,
): readonly RowFault[] {
  if (typeof value !== 'string') return [formFault('text', path, value)]
  if (words === undefined || words.includes(value.toLowerCase())) return []
  const suggestion = suggest(value, words)
  // Where others may come as well, only one that is nearly a known one is doubted.
  if (open === true && suggestion === undefined) return []
  return [
    { ...makeFault('unknown_value', path, value), ...(suggestion !== undefined && { suggestion }) },
  ]
}

/**
 * Looks at an object field by field. A field that is not known is no fault, as a source may always
 * add more, unless it is nearly one that is.
 */
function faultsOfFields(
  { needed, others }: { readonly needed: FieldForms; readonly others: FieldForms },
  value: unknown,
  path: RowPath,
): readonly RowFault[] {
  if (!isRecord(value)) return [formFault('fields', path, value)]
  // A source's own names and the same in camel case are both read.
  const known = new Map(
    Object.entries({ ...others, ...needed }).flatMap(([name, form]) => [
      [name, form] as const,
      [camelOf(name), form] as const,
    ]),
  )
  return Object.entries(value).flatMap(([key, member]): readonly RowFault[] => {
    const form = known.get(key)
    const at = [...path, key]
    if (form !== undefined)
      return (member === null || member === undefined) && !Object.hasOwn(needed, key)
        ? []
        : faultsOfForm(form, member, at)
    // A field that is there already is not what was meant by another.
    const meant = suggest(
      key,
      [...known.keys()].filter((name) => !Object.hasOwn(value, name)),
    )
    return meant === undefined
      ? []
      : [{ code: 'unknown_key', path: at, word: key, suggestion: meant }]
  })
}

const makeFault = (code: string, path: RowPath, value: unknown): RowFault => ({
  code,
  path,
  ...(typeof value === 'string' && value !== '' && { word: value }),
})

// What to write, in plain words, by the form that was not met.
const WRITTEN = {
  time: 'a time such as `2026-11-22T10:00:00Z`, or a day such as `2026-11-22`',
  number: FORMS.number,
  flag: FORMS.boolean,
  list: FORMS.array,
  text: 'text, in quotes',
  fields: FORMS.record,
} as const

const formFault = (form: keyof typeof WRITTEN, path: RowPath, value: unknown): RowFault => ({
  ...makeFault('malformed', path, value),
  form: WRITTEN[form],
})
