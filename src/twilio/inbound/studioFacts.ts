import { isSaidName } from '../../model/index.js'
import { readClaims } from './claims.js'
import type { FormParameters } from './parameters.js'
import { isPolluting } from './reservedClaims.js'

// A name as a policy declares it.
const FACT = /^context\.([A-Za-z][A-Za-z0-9_]{0,63})$/
// The same in whatever spelling, with whatever after it.
const CONTEXT = /^context(?:[._-]|\[)(.{1,200})$/is

// Characters of one, and how many are read: more is no fact but a form.
const LONGEST_FACT = 1_000
const MOST_FACTS = 64

/**
 * Reads the facts of a flow: parameters `context.<name>`, each one text. One sent twice, too long
 * or in a name that reaches a prototype is no fact, which is told; so is all of them as one object.
 *
 * A parameter that is an object came from a page or a program, not from a widget, so what is in it
 * is a claim; so is a parameter whose name says that it comes from a form, a bot or a memory.
 *
 * `context.hours = open`                     -> the fact `hours`
 * `context.preEngagementData.tier = gold`    -> a claim
 */
export function readStudioFacts(parameters: FormParameters) {
  const facts: (readonly [string, string])[] = []
  const said: (readonly [string, unknown])[] = []
  let isUnread = false
  const expanded = namesWithin(parameters.get('context') ?? [])
  for (const [name, values] of parameters) {
    const [value] = values
    if (expanded.has(name) || isSaid(name)) {
      said.push(...values.map((one) => [name.slice('context.'.length), one] as const))
      continue
    }
    if (name !== 'context' && !CONTEXT.test(name)) continue
    const key = FACT.exec(name)?.[1]
    const isText = values.length === 1 && typeof value === 'string' && value.length <= LONGEST_FACT
    if (key !== undefined && isText && !isPolluting(key) && facts.length < MOST_FACTS) {
      facts.push([key, value])
    } else if (value !== '') isUnread = true
  }
  return {
    context: Object.fromEntries(facts),
    claims: readClaims(said.length === 0 ? undefined : Object.fromEntries(said)),
    reasons: isUnread ? [{ code: 'fact_unreadable', at: '/context' }] : [],
  }
}

/** Tells whether a parameter's name says that somebody said its value. */
const isSaid = (name: string): boolean => {
  const key = CONTEXT.exec(name)?.[1]
  return key !== undefined && isSaidName(key)
}

/** The names that an object under `context` was taken apart into. */
const namesWithin = (values: readonly unknown[]): ReadonlySet<string> =>
  new Set(
    values.flatMap((value) =>
      typeof value === 'object' && value !== null
        ? Object.keys(value).map((key) => `context.${key}`)
        : [],
    ),
  )
