import { type FieldForm, type FieldForms, methods } from '../evidence/index.js'

/** A JSON Schema (2020-12), as plain data. */
export type JsonSchema = Readonly<Record<string, unknown>>

/**
 * A moment in any of the ways in which sources write one. Which of them it is, the reader finds
 * out.
 */
const TIME: JsonSchema = {
  description: 'A time: ISO 8601 with a zone, milliseconds, or the seconds of a token.',
  anyOf: [{ type: 'string' }, { type: 'number' }],
}

/**
 * Gives the JSON Schema of a form. A list of words that is `open` is for suggestions: sources add
 * words.
 */
function schemaOf(form: FieldForm): JsonSchema {
  switch (form.form) {
    case 'text':
      if (form.words === undefined) return { type: 'string' }
      return form.open === true
        ? { type: 'string', examples: form.words }
        : { type: 'string', enum: form.words }
    case 'time':
      return TIME
    case 'number':
      return { type: 'number' }
    case 'flag':
      return { type: 'boolean' }
    case 'anything':
      return {}
    case 'list':
      return { type: 'array', items: schemaOf(form.of) }
    case 'either':
      return { anyOf: form.of.map(schemaOf) }
    case 'fields':
      return eitherSpelling(form.needed, form.others)
  }
}

/**
 * Gives the schema of an object with fields as its source writes them, or as Twilio's SDK
 * spells the same: `date_updated` or `dateUpdated`.
 */
function eitherSpelling(needed: FieldForms, others: FieldForms): JsonSchema {
  const names = [...Object.keys(needed), ...Object.keys(others)]
  const written = fieldsSchema(needed, others, (name) => name)
  return names.some((name) => name.includes('_'))
    ? { anyOf: [written, fieldsSchema(needed, others, camelOf)] }
    : written
}

/** Spells a name as JavaScript, and Twilio's client, does: `valid_until` -> `validUntil`. */
export const camelOf = (name: string): string =>
  name.replaceAll(/_([a-z])/g, (_, letter: string) => letter.toUpperCase())

/** Allows `null` as well, which many sources write for what they do not know. */
const nullable = (schema: JsonSchema): JsonSchema => ({ anyOf: [schema, { type: 'null' }] })

/**
 * Gives the schemas of fields by their names. A field that may be left out may be `null` as
 * well.
 */
const propertiesOf = (
  needed: FieldForms,
  others: FieldForms,
  spell: (name: string) => string,
): JsonSchema =>
  Object.fromEntries([
    ...Object.entries(needed).map(([name, form]) => [spell(name), schemaOf(form)] as const),
    ...Object.entries(others).map(
      ([name, form]) => [spell(name), nullable(schemaOf(form))] as const,
    ),
  ])

/**
 * Gives the schema of an object. Other fields are allowed, because sources add fields at any time.
 */
const fieldsSchema = (
  needed: FieldForms,
  others: FieldForms,
  spell: (name: string) => string,
): JsonSchema => ({
  type: 'object',
  properties: propertiesOf(needed, others, spell),
  required: Object.keys(needed).map(spell),
})

/**
 * Gives the JSON Schema of one item of evidence: by kind what it carries, for editors and for those
 * who write evidence. A source may add more, and what is read is checked again.
 */
const evidenceJsonSchema = (): JsonSchema => ({
  description: 'What another system observed, in its own JSON.',
  anyOf: methods.map(({ form: { kind, needed, others } }) => ({
    title: kind,
    type: 'object',
    properties: { kind: { const: kind }, ...propertiesOf(needed, others, (name) => name) },
    required: ['kind', ...Object.keys(needed)],
  })),
})

/**
 * Marks where an item of evidence stands in a schema that is otherwise made by zod: the title of
 * that item. zod has no place for a schema from elsewhere, so one is put in afterwards.
 */
export const EVIDENCE_ITEM = 'evidence'

/**
 * Puts the forms of evidence in the place of every item that is marked so. It is an `override` of
 * `z.toJSONSchema`, which asks for the schema to be changed where it stands.
 */
export function withEvidence({
  jsonSchema,
}: {
  readonly jsonSchema: Record<string, unknown>
}): void {
  if (jsonSchema['title'] !== EVIDENCE_ITEM) return
  for (const key of Object.keys(jsonSchema)) delete jsonSchema[key]
  Object.assign(jsonSchema, evidenceJsonSchema())
}
