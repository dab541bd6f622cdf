import { stepUpMethods } from '../../src/decide/index.js'
import { isRecord, type JsonObject, LEVELS } from '../../src/model/index.js'
import { jsonSchemas } from '../../src/policy/index.js'
import { codes, pageOf, type ReferencePage, type TableRow, tableOf } from './markdown.js'

const MOST_WORDS = 14

const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [])
const schemaIn = (value: unknown): JsonObject => (isRecord(value) ? value : {})
const optionsOf = (schema: JsonObject): readonly JsonObject[] =>
  listOf(schema['anyOf']).filter(isRecord)

/** What a schema refers to: only conditions do, for they hold one another. */
const refOf = (schema: JsonObject): string | undefined =>
  [schema, ...listOf(schema['allOf']).map(schemaIn)]
    .map(({ $ref }) => $ref)
    .find((ref) => typeof ref === 'string')

/** Gives what a schema refers to, or itself. */
const resolved = (root: JsonObject, schema: JsonObject): JsonObject =>
  (refOf(schema)?.split('/').slice(1) ?? []).reduce(
    (found, step) => schemaIn(found[step]),
    refOf(schema) === undefined ? schema : root,
  )

/** Says in words what a key may hold. */
function sayForm(schema: JsonObject): string {
  if (refOf(schema) !== undefined) return 'a condition'
  const words = [...listOf(schema['enum']), ...listOf(schema['examples'])]
  if (LEVELS.every((level) => words.includes(level))) return 'a level, by name or rank'
  if (words.length > MOST_WORDS) return `one of ${words.length} words, completed in an editor`
  if (words.length > 0) return codes(words)
  const options = optionsOf(schema)
  if (options.length > 0) return sayOptions([...new Set(options.map(sayForm))])
  if (schema['const'] !== undefined) return codes([schema['const']])
  switch (schema['type']) {
    case 'array':
      return `list of: ${sayForm(schemaIn(schema['items']))}`
    case 'object':
      return isRecord(schema['additionalProperties']) ? 'by name' : 'object'
    case 'string':
      return 'text'
    case 'integer':
    case 'number':
      return 'number'
    case 'boolean':
      return '`true` or `false`'
    default:
      return 'anything'
  }
}

/** A word or a list of such words is said once. */
const sayOptions = (forms: readonly string[]): string => {
  const [one = '', other] = forms
  return other === `list of: ${one}` ? `${one}; or a list of such` : forms.join(', or ')
}

/** The keys of a schema: its own, those of its items, and those of the things it names. */
function keysOf(schema: JsonObject): readonly (readonly [string, JsonObject])[] {
  const own = Object.entries(schemaIn(schema['properties'])).map(
    ([key, value]) => [key, schemaIn(value)] as const,
  )
  const items = schemaIn(schema['items'])
  const named = schemaIn(schema['additionalProperties'])
  return [
    ...own,
    ...keysBelow('[]', items),
    ...keysBelow('.NAME', named),
    ...optionsOf(schema).flatMap(keysOf),
  ]
}

const keysBelow = (mark: string, schema: JsonObject): readonly (readonly [string, JsonObject])[] =>
  Object.keys(schema).length === 0
    ? []
    : keysOf(schema).map(([key, value]) => [`${mark}.${key}`, value] as const)

const joined = (above: string, key: string): string =>
  above === '' || key.startsWith('[') || key.startsWith('.') ? `${above}${key}` : `${above}.${key}`

// What a rung or an action asks is the same everywhere, and stands in a table of its own.
function rowsOf(
  schema: JsonObject,
  above: string,
  shared: ReadonlySet<string>,
): readonly TableRow[] {
  return keysOf(schema).flatMap(([key, value]): readonly TableRow[] => {
    const path = joined(above, key)
    const last = key.split('.').at(-1) ?? ''
    // A class says of its channels what a requirement does not.
    if (above !== '' && shared.has(last) && path !== 'classes.NAME.channels') return []
    // Evidence has a page of its own.
    if (path.startsWith('tests[].given.evidence[]')) return []
    const said = typeof value['description'] === 'string' ? value['description'] : ''
    return [[`\`${path}\``, sayForm(value), said], ...rowsOf(value, path, shared)]
  })
}

const propertyIn = (schema: JsonObject, ...path: readonly string[]): JsonObject =>
  path.reduce((found, key) => schemaIn(found[key]), schema)

const tableOfKeys = (schema: JsonObject, shared: ReadonlySet<string>): string => {
  const seen = new Set<string>()
  const rows = rowsOf(schema, '', shared).filter(([path]) => !seen.has(path) && seen.add(path))
  return tableOf(['key', 'holds', 'meaning'], rows)
}

const NONE: ReadonlySet<string> = new Set()

/** Lists the keys of a policy document, and what a rung, an action and a condition may ask. */
export function policyPage(): ReferencePage {
  const { policy: schema = {} } = jsonSchemas()
  const {
    tests: _,
    invariants: __,
    classes,
    actions,
    routes,
    risk,
    ...rest
  } = schemaIn(schema['properties'])
  const rung = propertyIn(
    schema,
    'properties',
    'classes',
    'additionalProperties',
    'properties',
    'full',
  )
  const asked = optionsOf(rung).find((one) => isRecord(one['properties'])) ?? {}
  const shared = new Set(Object.keys(schemaIn(asked['properties'])))
  const condition = resolved(
    schema,
    propertyIn(schema, 'properties', 'routes', 'items', 'properties', 'when'),
  )
  const one = (key: string, value: unknown): JsonObject => ({ properties: { [key]: value } })
  return pageOf(
    'policy.md',
    'Policy keys',
    'Every key of a policy document. `NAME` stands for a name of yours, `[]` for an item of a list. The same as a schema for editors: put `# yaml-language-server: $schema=node_modules/countersign/dist/schema/policy.json` on the first line.',
    [
      '## The document',
      tableOfKeys({ properties: rest }, NONE),
      '## Classes',
      'A class names fields of a record, and what each rung takes. A rung is a level (`full: verified`, which asks as much of write and of read trust), or a requirement; its keys are below.',
      tableOfKeys(one('classes', classes), shared),
      '## Actions',
      'An action may have every key of a requirement, and these:',
      tableOfKeys(one('actions', actions), shared),
      '## Requirements',
      'What a rung of a class, or an action, may ask:',
      tableOfKeys(asked, NONE),
      '## Routes',
      'The first route whose `when` holds is taken; the last must have none.',
      tableOfKeys(one('routes', routes), NONE),
      '## Conditions',
      'What `when` of a route, or of an invariant, may ask. All that is written has to hold; what is not known does not. `any`, `all` and `not` hold conditions.',
      tableOfKeys(condition, NONE),
      '## Risk',
      'What trust comes to, at most, while something is bad or not known.',
      tableOfKeys(schemaIn(risk), NONE),
      '## Tests and invariants',
      tableOfKeys({ properties: { tests: _, invariants: __ } }, NONE),
      '## Ways to step up',
      'Words for `stepUp` and `methods`: how a business can ask for a proof.',
      tableOf(
        ['word', 'also written', 'evidence it yields', 'grade at most'],
        stepUpMethods.map(({ name, aliases, kind, grade }) => [
          `\`${name}\``,
          codes(aliases),
          `\`${kind}\``,
          String(grade),
        ]),
      ),
    ],
  )
}
