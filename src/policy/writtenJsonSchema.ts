import { GIVEN_RUNGS, isRecord } from '../model/index.js'
import type { JsonSchema } from './evidenceJsonSchema.js'

/** What a document may write in place of a value, for whoever extends it to fill in. */
const PARAMETER: JsonSchema = {
  type: 'object',
  description: 'The name of a parameter, instead of a value.',
  properties: { parameter: { type: 'string', description: 'Its name.' } },
  required: ['parameter'],
  additionalProperties: false,
}

/** What takes away what the base gives. */
const NEVER: JsonSchema = { const: 'never', description: 'Removes what the base policy gives.' }

// What a document that extends another may take away of the base.
const TAKEN: readonly string[] = [...GIVEN_RUNGS, 'deliver_to_record', 'representative']

// Parts that say what a policy is and what is to be so of it, in which nothing is filled in.
const FIXED = [
  '$schema',
  'policy',
  'version',
  'description',
  'extends',
  'parameters',
  'brands',
  'inherit',
  'packs',
  'tests',
  'invariants',
]

/**
 * Gives the JSON Schema of policies as people write them, from that of whole ones: a value may be a
 * parameter, and a document that extends another may leave out what it has from there, or take it
 * away.
 */
export function writtenJsonSchema(whole: JsonSchema): JsonSchema {
  const { properties, required, $defs, ...rest } = whole
  const parts = isRecord(properties) ? properties : {}
  const needed: readonly unknown[] = Array.isArray(required) ? required : []
  return {
    ...rest,
    properties: Object.fromEntries(
      Object.entries(parts).map(([name, part]) => [
        name,
        FIXED.includes(name) || !isRecord(part) ? part : widenBelow(part),
      ]),
    ),
    required: needed.filter((name) => FIXED.includes(String(name))),
    // Validators that are strict want every name declared where it is required.
    if: { not: { required: ['extends'], properties: { extends: true } } },
    // biome-ignore lint/suspicious/noThenProperty: a word of JSON Schema.
    then: {
      required: needed,
      properties: Object.fromEntries(needed.map((name) => [String(name), true])),
    },
    ...($defs !== undefined && { $defs: isRecord($defs) ? mapMembers($defs, widenBelow) : $defs }),
  }
}

/** Makes each schema among some members anew; what is no schema stays. */
const mapMembers = (members: JsonSchema, make: (one: JsonSchema, name: string) => unknown) =>
  Object.fromEntries(
    Object.entries(members).map(([name, one]) => [name, isRecord(one) ? make(one, name) : one]),
  )

/** Lets parameters stand for the values below a schema, and leaves the schema itself as it is. */
function widenBelow(schema: JsonSchema): JsonSchema {
  const { properties, additionalProperties, items, anyOf } = schema
  return {
    ...schema,
    ...(isRecord(properties) && { properties: mapMembers(properties, allowParameters) }),
    ...(isRecord(additionalProperties) && {
      additionalProperties: allowParameters(additionalProperties),
    }),
    ...(isRecord(items) && { items: widenBelow(items) }),
    ...(Array.isArray(anyOf) && {
      anyOf: anyOf.map((one: unknown) => (isRecord(one) ? widenBelow(one) : one)),
    }),
  }
}

/**
 * Lets a parameter stand for a value, and `never` for what can be taken away. An object is filled
 * in part by part, so no parameter stands for one.
 */
function allowParameters(schema: JsonSchema, name = ''): JsonSchema {
  const below = widenBelow(schema)
  const { description } = schema
  const isObject = schema['type'] === 'object' || schema['$ref'] !== undefined
  const more = [...(TAKEN.includes(name) ? [NEVER] : []), ...(isObject ? [] : [PARAMETER])]
  return more.length === 0
    ? below
    : { ...(description !== undefined && { description }), anyOf: [below, ...more] }
}
