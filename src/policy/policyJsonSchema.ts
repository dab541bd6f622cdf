import * as z from 'zod'
import { isRecord } from '../model/index.js'
import { compositionShape } from './composition/compositionSchema.js'
import { documentSchema } from './documentSchema.js'
import { withEvidence } from './evidenceJsonSchema.js'
import type { PathStep, PathSteps } from './readSource.js'

/**
 * Gives the JSON Schema (2020-12) of a policy document, so that an editor completes and checks one.
 * What documents say of being put together is part of it; that some of it may then be left out,
 * `writtenJsonSchema` adds.
 */
export const policyJsonSchema = (): Readonly<Record<string, unknown>> => ({
  ...z.toJSONSchema(documentSchema.extend(compositionShape), { override: withEvidence }),
  title: 'Countersign policy',
})

// The schema is made when it is first asked for, and once: it is the same for every place,
// and making it takes many times as long as asking it.
let schema: unknown

/**
 * Gives the keys a policy document may have at a place; none where any name goes. At `['routes',
 * 0]`: `id`, `when`, `queue` and so on.
 */
export const keysAt = (steps: PathSteps): readonly string[] =>
  schemasAt(steps).flatMap((schema) => {
    const properties = isRecord(schema) ? schema['properties'] : undefined
    return isRecord(properties) ? Object.keys(properties) : []
  })

/**
 * Gives the patterns that text at a place may have to be of, as the sources of regular expressions.
 */
export const patternsAt = (steps: PathSteps): readonly string[] =>
  schemasAt(steps).flatMap((schema) => {
    const pattern = isRecord(schema) ? schema['pattern'] : undefined
    return typeof pattern === 'string' ? [pattern] : []
  })

/**
 * Tells whether a place holds members that have the author's own names, such as facts, and nothing
 * else ever.
 */
export function hasOwnNames(steps: PathSteps): boolean {
  const found = schemasAt(steps)
  return (
    found.length > 0 &&
    found.every(
      (schema) =>
        isRecord(schema) &&
        isRecord(schema['additionalProperties']) &&
        schema['properties'] === undefined,
    )
  )
}

/** Gives the schemas that a place may have to be of. */
function schemasAt(steps: PathSteps): readonly unknown[] {
  schema ??= policyJsonSchema()
  let here: readonly unknown[] = [schema]
  for (const step of steps) here = here.flatMap((schema) => schemasBelow(schema, step))
  return here.flatMap(alternativesOf)
}

/**
 * Gives the schemas of one member: by its name where it has one, else by what all members or items
 * are.
 */
function schemasBelow(schema: unknown, step: PathStep): readonly unknown[] {
  return alternativesOf(schema).flatMap((alternative) => {
    if (!isRecord(alternative)) return []
    const { properties, additionalProperties, items } = alternative
    if (isRecord(properties) && Object.hasOwn(properties, step)) return [properties[step]]
    return [additionalProperties, items].filter(isRecord)
  })
}

/** Gives the choices of a schema, through references. A schema without a choice is its only one. */
const alternativesOf = (found: unknown): readonly unknown[] => {
  const { anyOf: choices, $ref: ref } = isRecord(found) ? found : {}
  if (typeof ref === 'string') return alternativesOf(findDefinition(ref))
  return Array.isArray(choices) ? choices.flatMap(alternativesOf) : [found]
}

/** Finds a definition. A condition may hold conditions, so it is defined once and referred to. */
function findDefinition(ref: string): unknown {
  const all = isRecord(schema) ? schema['$defs'] : undefined
  return isRecord(all) ? all[ref.replace('#/$defs/', '')] : undefined
}
