import { isRecord } from '../model/index.js'
import type { PolicyDocument } from './document.js'
import { documentSchema } from './documentSchema.js'
import { type FormIssue, formIssues, MOST_ISSUES, valueAt } from './formIssues.js'
import type { Step } from './readSource.js'

/** What reading a document's form gives: all that is wrong with it, and a document of the right form all the same. */
export interface Formed {
  /** With stand-ins where the form was wrong; `null` where nothing could be made of it. */
  readonly document: PolicyDocument | null
  readonly issues: readonly FormIssue[]
  /** Places where something was cut out or stood in for: what seems wrong there is not the author's. */
  readonly mended: readonly (readonly Step[])[]
}

/**
 * Reads a document's form. What has the wrong form is cut out, or a stand-in put where something is required, and
 * the rest read again, so that mistakes of form and of meaning are reported in one go. Each round mends higher up
 * than the last, so a few rounds are enough.
 */
export function formDocument(value: unknown): Formed {
  let current = value
  let issues: readonly FormIssue[] = []
  const mended: (readonly Step[])[] = []
  for (let round = 0; round < 8; round++) {
    const parsed = documentSchema.safeParse(current)
    if (parsed.success) return { document: parsed.data, issues, mended }
    const found = formIssues(parsed.error.issues, current)
    if (round === 0) issues = found
    // What is mended is copied each time, so a document with more mistakes than are told is not mended.
    if (issues.length > MOST_ISSUES) return { document: null, issues, mended }
    for (const { steps } of found) {
      const place = placeToMend(steps, current, round)
      mended.push(place)
      current = mend(current, place)
    }
  }
  return { document: null, issues, mended }
}

// What stands in for a required part, by its key.
const STAND_INS: Readonly<Record<string, unknown>> = {
  policy: 'policy',
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

// What stands in for an item of a list, by the list's key, so that the items after it keep their places.
const ITEMS: Readonly<Record<string, unknown>> = {
  routes: { id: 'route', queue: 'queue' },
  tests: { name: 'name', given: { channel: 'sms', address: 'address' }, expect: {} },
  invariants: { always: {} },
}

function placeToMend(steps: readonly Step[], value: unknown, round: number): readonly Step[] {
  const last = steps.at(-1)
  const above = steps.at(-2)
  if (round > 2) return steps.slice(0, -1)
  if (typeof last === 'number') return hasItem(above) ? steps : steps.slice(0, -1)
  const isThere = valueAt(value, steps) !== undefined
  return isThere || Object.hasOwn(STAND_INS, String(last)) ? steps : steps.slice(0, -1)
}

const hasItem = (key: Step | undefined): boolean => Object.hasOwn(ITEMS, String(key))

function mend(value: unknown, steps: readonly Step[], key?: Step): unknown {
  const [step, ...below] = steps
  if (step === undefined) return key === undefined ? {} : undefined
  if (Array.isArray(value)) {
    const items: readonly unknown[] = value
    return items.map((item, index) =>
      index === Number(step) ? (mend(item, below, index) ?? ITEMS[String(key)]) : item,
    )
  }
  const members = isRecord(value) ? value : {}
  const { [String(step)]: member, ...others } = members
  const left = mend(member, below, step) ?? STAND_INS[String(step)]
  return left === undefined ? others : { ...members, [String(step)]: left }
}
