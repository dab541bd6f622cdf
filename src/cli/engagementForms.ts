import { type Issue, isRecord } from '../model/index.js'
import { FORMS, jsonSchemas } from '../policy/index.js'

/**
 * Says of each value of an engagement that has another type than it must which form is meant, as the JSON Schema of
 * engagements has it: `intent.amount` is text, `evidence` a list.
 */
export function withForms(issues: readonly Issue[]): readonly Issue[] {
  if (!issues.some(({ code }) => code === 'invalid_type')) return issues
  const schema = jsonSchemas()['engagement']
  return issues.map((issue) => {
    const form = issue.code === 'invalid_type' ? formOf(schemaAt(schema, issue.path)) : ''
    return form === '' ? issue : { ...issue, form }
  })
}

/** Finds the schema of a place such as `readers.0.address`; `undefined` where there is none. */
const schemaAt = (schema: unknown, path: string): unknown =>
  path
    .split('.')
    .filter((step) => step !== '')
    .reduce((here: unknown, step) => {
      const choices = choicesOf(here)
      const key = /^\d+$/.test(step) ? 'items' : 'properties'
      const below = choices.map((one) => (isRecord(one) ? one[key] : undefined)).find(isRecord)
      return key === 'items' ? below : below?.[step]
    }, schema)

const choicesOf = (schema: unknown): readonly unknown[] =>
  isRecord(schema) && Array.isArray(schema['anyOf']) ? schema['anyOf'] : [schema]

const NAMED: ReadonlyMap<unknown, string> = new Map(Object.entries(FORMS))

/** Says a form in plain words; of an object with keys of one's own, what their values are. */
function formOf(schema: unknown): string {
  const said = choicesOf(schema).flatMap((one) => {
    if (!isRecord(one)) return []
    const values = formOf(one['additionalProperties'])
    const named = NAMED.get(TYPES.get(one['type']) ?? one['type'])
    return named === undefined ? [] : [values === '' ? named : `${named}, each ${values}`]
  })
  return [...new Set(said)].join(' or ')
}

/** Types of JSON Schema that have another name among ours. */
const TYPES: ReadonlyMap<unknown, string> = new Map([['integer', 'int']])
