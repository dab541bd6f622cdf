import { isRecord } from '../../model/index.js'
import type { Edit, PathSteps } from '../../policy/index.js'

export type { Edit, PathSteps }

/**
 * Gives a part of a document; `undefined` where there is none.
 *
 * Own members alone: a path that names `constructor` leads nowhere.
 */
export const partAt = (document: unknown, path: PathSteps): unknown =>
  path.reduce<unknown>((part, step) => {
    if (Array.isArray(part)) return typeof step === 'number' ? part[step] : undefined
    return isRecord(part) && Object.hasOwn(part, step) ? part[step] : undefined
  }, document)

/**
 * Gives a document with the change made; whatever the change does not touch is shared with the
 * original. A `value` of `undefined` takes the part out, of a list as well as of an object.
 */
export function applyEdit(document: unknown, { path, value }: Omit<Edit, 'operator'>): unknown {
  const [step, ...rest] = path
  if (step === undefined) return value
  if (Array.isArray(document)) {
    return rest.length === 0 && value === undefined
      ? document.filter((_, at) => at !== step)
      : document.map((item, at) => (at === step ? applyEdit(item, { path: rest, value }) : item))
  }
  if (!isRecord(document)) return document
  if (rest.length === 0 && value === undefined) {
    return Object.fromEntries(Object.entries(document).filter(([key]) => key !== step))
  }
  return { ...document, [step]: applyEdit(document[step], { path: rest, value }) }
}

/** Says a change on one line, in the author's own words: where, what it was, what it becomes. */
export function describeEdit(document: unknown, edit: Edit): string {
  const place = edit.path.map(String).join('.')
  const before = printPart(partAt(document, edit.path))
  return edit.value === undefined
    ? `${place}: ${before} removed`
    : `${place}: ${before} → ${printPart(edit.value)}`
}

// In characters, because a change is printed on one line.
const LONGEST = 60

function printPart(part: unknown): string {
  const text = typeof part === 'string' ? part : JSON.stringify(nameOf(part))
  return text.length > LONGEST ? `${text.slice(0, LONGEST - 1)}…` : text
}

// A list of routes is printed by their names, because everything else in them is the same.
const nameOf = (part: unknown): unknown =>
  Array.isArray(part)
    ? part.map((item) => (isRecord(item) && 'id' in item ? item['id'] : item))
    : (part ?? null)

/** Removes each item of a list by itself. */
export const dropEach = (path: PathSteps, list: readonly unknown[]): readonly Edit[] =>
  list.map((_, at) => ({ operator: 'drop', path: [...path, at] }))
