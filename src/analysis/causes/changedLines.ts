import { groupBy, isRecord } from '../../model/index.js'
import type { ParsedDocument, PolicyDocument } from '../../policy/index.js'
import { type KeyChange, keyChangesOf } from './keyChanges.js'

/** A policy as it was written: its document, and where the parts of it stand, if it was text. */
export type WrittenPolicy = Pick<ParsedDocument, 'document'> &
  Partial<Pick<ParsedDocument, 'locate'>>

/** A key of a policy that two versions write otherwise; `null` where one of them does not have it. */
export interface ChangedKey {
  /** The words that lead to it: `classes.money.masked.write`. */
  readonly path: string
  readonly before: string | null
  readonly after: string | null
}

/**
 * A line of a policy that changed: what stands together on it is one change for whoever reads it.
 *
 * A policy that was no text has no lines: there each key is by itself, with neither number.
 */
export interface ChangedLine {
  /** Where it stands in the new text; absent where it was removed, or the policy was not text. */
  readonly line?: number
  /** The file that it stands in, or stood in, where that is one the policy extends. */
  readonly file?: string
  /** Where it stood in the old text; absent where it was put in, or the policy was not text. */
  readonly oldLine?: number
  readonly keys: readonly ChangedKey[]
}

/** The same, with what finds its changes in the two documents. */
export interface LineChange {
  readonly line: ChangedLine
  has(change: KeyChange): boolean
}

/**
 * Lists the lines that two policies write otherwise, in the order of the new one. Tests, invariants and what a policy says
 * of itself are left out: they decide nothing. Keys of two different rules are never one line, even where they stand on one.
 */
export function changedLinesOf(old: WrittenPolicy, next: WrittenPolicy): readonly LineChange[] {
  const changes = keyChangesOf(decidingPart(old.document), decidingPart(next.document))
  const groups = groupBy(changes, ({ oldSteps, newSteps, words }) => {
    // What is not there is placed where the rule is that it would stand in: on the same line, in the flow style.
    const places = [next.locate?.(newSteps)?.line, old.locate?.(oldSteps)?.line]
    const isPlaced = places.some((place) => place !== undefined)
    return JSON.stringify([places, words.slice(0, isPlaced ? 2 : undefined)])
  })
  return [...groups.values()].map((group): LineChange => {
    const paths = new Set(group.map(pathOf))
    const line = { ...placesOf(old, next, group), keys: group.map(keyOf) }
    return { line, has: (change) => paths.has(pathOf(change)) }
  })
}

/** Gives the part of a document that decides anything. */
export function decidingPart(document: PolicyDocument): Omit<PolicyDocument, 'policy' | 'version'> {
  const {
    $schema: _schema,
    policy: _policy,
    version: _version,
    description: _description,
    tests: _tests,
    invariants: _invariants,
    ...rest
  } = { $schema: '', description: '', tests: [], invariants: [], ...document }
  return rest
}

/**
 * Where the line stands in the new text, and where it stood in the old one. A line that one of them
 * does not have has no place there, though its parent has.
 */
function placesOf(
  old: WrittenPolicy,
  next: WrittenPolicy,
  group: readonly KeyChange[],
): Omit<ChangedLine, 'keys'> {
  const added = group.find(({ after }) => after !== undefined)
  const removed = group.find(({ before }) => before !== undefined)
  const place = added && next.locate?.(added.newSteps)
  const oldPlace = removed && old.locate?.(removed.oldSteps)
  const file = (place ?? oldPlace)?.file
  return {
    ...(file !== undefined && { file }),
    ...(place !== undefined && { line: place.line }),
    ...(oldPlace !== undefined && { oldLine: oldPlace.line }),
  }
}

const pathOf = ({ words }: KeyChange): string => words.join('.')

const keyOf = (change: KeyChange): ChangedKey => ({
  path: pathOf(change),
  before: printValue(change.before),
  after: printValue(change.after),
})

/** The longest value that is printed whole, in characters; the file shows the rest. */
const LONGEST = 160

const printValue = (value: unknown): string | null => {
  if (value === undefined) return null
  const text = printFlow(value)
  return text.length > LONGEST ? `${text.slice(0, LONGEST - 1)}…` : text
}

/** Writes a value on one line, as the flow style of YAML does. */
function printFlow(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(printFlow).join(', ')}]`
  if (!isRecord(value)) return String(value)
  const members = Object.entries(value).map(([key, member]) => `${key}: ${printFlow(member)}`)
  return members.length === 0 ? '{}' : `{ ${members.join(', ')} }`
}
