import { type ReadClaims, readClaims } from './claims.js'
import type { Parameters } from './parameters.js'
import { isPolluting } from './reservedClaims.js'

/** What a flow says as the business, and what under the same names is only somebody's word. */
export interface StudioFacts {
  readonly context: Readonly<Record<string, string>>
  readonly claims: ReadClaims
}

const FACT = /^context\.([A-Za-z][A-Za-z0-9_]{0,63})$/
// The same in whatever spelling, with whatever after it.
const CONTEXT = /^context(?:[._-]|\[)(.{1,200})$/is
const LONGEST_FACT = 1_000
const MOST_FACTS = 64
/** Names that say where a value comes from: what a person or a bot said stays what they said. */
const SAID = /^(?:pre_?engagement|bot|memory|form|claims?|claimed|channel_?attributes)(?![a-z])/

/**
 * Reads the facts of a flow: parameters `context.<name>`, each one text. One sent twice, too long or in a name that
 * reaches a prototype is no fact.
 *
 * A parameter that is an object came from a page or a program, not from a widget, so what is in it is a claim; so is a
 * parameter whose name says that it comes from a form, a bot or a memory.
 */
export function readStudioFacts(parameters: Parameters): StudioFacts {
  const facts: (readonly [string, string])[] = []
  const said: (readonly [string, unknown])[] = []
  const expanded = namesWithin(parameters.get('context') ?? [])
  for (const [name, values] of parameters) {
    const [value] = values
    if (expanded.has(name) || isSaid(name)) {
      said.push(...values.map((one) => [name.slice('context.'.length), one] as const))
      continue
    }
    const key = FACT.exec(name)?.[1]
    if (key === undefined || isPolluting(key) || values.length !== 1) continue
    if (typeof value === 'string' && value.length <= LONGEST_FACT) facts.push([key, value])
  }
  return {
    context: Object.fromEntries(facts.slice(0, MOST_FACTS)),
    claims: readClaims(said.length === 0 ? undefined : Object.fromEntries(said)),
  }
}

const isSaid = (name: string): boolean => {
  const key = CONTEXT.exec(name)?.[1]
  return key !== undefined && SAID.test(wordsOf(key))
}

// `preEngagementData` and `PreEngagementData` as `pre_engagement_data`.
const wordsOf = (key: string): string =>
  key
    .replaceAll(/([a-z0-9])([A-Z])/g, '$1_$2')
    .replaceAll(/[^A-Za-z0-9]+/g, '_')
    .toLowerCase()

const namesWithin = (values: readonly unknown[]): ReadonlySet<string> =>
  new Set(
    values.flatMap((value) =>
      typeof value === 'object' && value !== null
        ? Object.keys(value).map((key) => `context.${key}`)
        : [],
    ),
  )
