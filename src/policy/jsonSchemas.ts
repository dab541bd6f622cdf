import { isRecord } from '../model/index.js'
import { decisionJsonSchema } from './decisionJsonSchema.js'
import { engagementJsonSchema } from './engagementJsonSchema.js'
import type { JsonSchema } from './evidenceJsonSchema.js'
import { policyJsonSchema } from './policyJsonSchema.js'
import { writtenJsonSchema } from './writtenJsonSchema.js'

/**
 * Where the schema of the newest version can be read; at the same time a name that no other
 * schema has.
 */
const PLACE = 'https://unpkg.com/countersign/dist/schema'

/** Gives the JSON Schemas (2020-12) of every document that people write or read, by name. */
export const jsonSchemas = (): Readonly<Record<string, JsonSchema>> => ({
  policy: publish('policy', writtenJsonSchema(policyJsonSchema())),
  engagement: publish('engagement', engagementJsonSchema()),
  decision: publish('decision', decisionJsonSchema()),
})

/** Gives a schema its name and its place. `$schema` comes first, where editors look for it. */
const publish = (name: string, schema: JsonSchema): JsonSchema => {
  const { $schema, ...rest } = schema
  return { $schema, $id: `${PLACE}/${name}.json`, ...splitTypes(rest) }
}

/**
 * Writes several types of one value as a choice: validators that are strict take a list of types
 * for a slip.
 */
function splitTypes(schema: JsonSchema): JsonSchema {
  const { type, ...rest } = Object.fromEntries(
    Object.entries(schema).map(([key, value]) => [key, splitBelow(value)]),
  )
  if (type === undefined) return rest
  return Array.isArray(type)
    ? { ...rest, anyOf: type.map((one) => ({ type: one })) }
    : { ...rest, type }
}

const splitBelow = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(splitBelow)
  return isRecord(value) ? splitTypes(value) : value
}
