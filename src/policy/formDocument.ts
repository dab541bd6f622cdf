import { isRecord } from '../model/index.js'
import type { PolicyDocument } from './document.js'
import { documentSchema } from './documentSchema.js'
import { type FormIssue, formIssues, MOST_ISSUES, meaningOf } from './formIssues.js'
import { asWritten, isUnder, type MendedKey, renameKey } from './misspeltKeys.js'
import type { PathStep, PathSteps } from './readSource.js'
import { valueAt } from './valueAt.js'

/**
 * The result of reading a document's form: everything that is wrong with it, and still a document
 * of the right form.
 */
export interface ReadForm {
  /**
   * The document with stand-ins where the form was wrong; `null` where no document could be made.
   */
  readonly document: PolicyDocument | null
  readonly issues: readonly FormIssue[]
  /**
   * Places where something was cut out or stood in for: what seems wrong there is not the author's.
   */
  readonly mended: readonly PathSteps[]
  /** Keys that were read as the ones they were meant for, those above others first. */
  readonly renamings: readonly MendedKey[]
}

/**
 * Reads a document's form. A misspelt key is read as the one that it was meant for; what else has
 * the wrong form is cut out, or a stand-in put where something is required. Then the rest is read
 * again, so that mistakes of form and of meaning are reported in one go.
 *
 * Each round mends higher up than the last, so a few rounds are enough; a document that is still
 * wrong after eight gives `null`, and its meaning is not checked. The issues are those of the
 * document as it was written.
 */
export function formDocument(value: unknown): ReadForm {
  let current = value
  let issues: readonly FormIssue[] = []
  const mended: PathSteps[] = []
  const renamings: MendedKey[] = []
  for (let round = 0; round < 8; round++) {
    const parsed = documentSchema.safeParse(current)
    if (parsed.success) return { document: parsed.data, issues, mended, renamings }
    const found = formIssues(parsed.error.issues, current)
    // After the first round only issues under a misspelt key are new: the others follow from what
    // was cut out.
    const isNews = ({ steps }: FormIssue): boolean =>
      round === 0 || renamings.some((one) => isUnder(steps, one))
    issues = [
      ...issues,
      ...found.filter(isNews).map((one) => ({ ...one, steps: asWritten(one.steps, renamings) })),
    ]
    // Each stand-in copies the document, so a document with more mistakes than are told gets none.
    if (issues.length > MOST_ISSUES) return { document: null, issues, mended, renamings }
    for (const issue of found) {
      const renaming = renamingFor(issue, current)
      if (renaming === null) {
        const place = placeToMend(issue.steps, current, round)
        mended.push(place)
        current = withStandIn(current, place)
      } else {
        mended.push([...renaming.above, renaming.meant])
        renamings.push(renaming)
        current = renameKey(current, renaming)
      }
    }
  }
  return { document: null, issues, mended, renamings }
}

/**
 * Finds which key a misspelt one was meant for; `null` where none is near, or the near one stands
 * there already: then they are two keys, and the strange one is cut out.
 */
function renamingFor(issue: FormIssue, value: unknown): MendedKey | null {
  const { code, steps, word } = issue
  if (code !== 'unknown_key' || word === undefined) return null
  const above = steps.slice(0, -1)
  const meant = meaningOf(issue)
  return meant === undefined || valueAt(value, [...above, meant]) !== undefined
    ? null
    : { above, word, meant }
}

/**
 * What stands in for a required part, by its key, so that the rest can still be read. Each has the
 * right form and opens nothing; what is found wrong with it is left out, see `mended`.
 */
const STAND_INS: Readonly<Record<string, unknown>> = {
  policy: 'policy',
  pack: 'pack',
  version: 0,
  classes: {},
  routes: [{ id: 'route', queue: 'queue' }],
  id: 'route',
  queue: 'queue',
  scheme: 'scheme',
  issuer: 'issuer',
  name: 'name',
  kind: 'kind',
  channel: 'sms',
  address: 'address',
  given: { channel: 'sms', address: 'address' },
  expect: {},
}

/**
 * What stands in for an item of a list, by the list's key, so that the items after it keep
 * their places.
 */
const ITEMS: Readonly<Record<string, unknown>> = {
  routes: { id: 'route', queue: 'queue' },
  tests: { name: 'name', given: { channel: 'sms', address: 'address' }, expect: {} },
  invariants: { always: {} },
}

/**
 * Finds what to cut out or replace for a mistake: the value itself in the first rounds, where
 * something can stand in for it; what holds it in later ones, because then the stand-in did not
 * help.
 */
function placeToMend(steps: PathSteps, value: unknown, round: number): PathSteps {
  const last = steps.at(-1)
  const above = steps.at(-2)
  if (round > 2) return steps.slice(0, -1)
  // Of a list without a stand-in for its items the whole is cut out.
  if (typeof last === 'number')
    return Object.hasOwn(ITEMS, String(above)) ? steps : steps.slice(0, -1)
  const isThere = valueAt(value, steps) !== undefined
  return isThere || Object.hasOwn(STAND_INS, String(last)) ? steps : steps.slice(0, -1)
}

/**
 * Gives a copy without what stands at a place, or with what stands in for it; the rest is shared.
 * `key` is what the value is called by whatever holds it.
 *
 * `{ version: 'x', policy: 'p' }` at `version` -> `{ version: 0, policy: 'p' }`
 * `{ zone: 7, policy: 'p' }`      at `zone`    -> `{ policy: 'p' }`
 */
function withStandIn(value: unknown, steps: PathSteps, key?: PathStep): unknown {
  const [step, ...below] = steps
  if (step === undefined) return key === undefined ? {} : undefined
  if (Array.isArray(value)) {
    const items: readonly unknown[] = value
    return items.map((item, index) =>
      index === Number(step) ? (withStandIn(item, below, index) ?? ITEMS[String(key)]) : item,
    )
  }
  const members = isRecord(value) ? value : {}
  const { [String(step)]: member, ...others } = members
  const left = withStandIn(member, below, step) ?? STAND_INS[String(step)]
  return left === undefined ? others : { ...members, [String(step)]: left }
}
