import { type FieldForm, type FieldForms, methods } from '../../src/evidence/index.js'
import { levelOf } from '../../src/model/index.js'
import { DEFAULT_TRUST } from '../trust/defaultTrust.js'
import { exportedAs } from './exported.js'
import {
  blockOf,
  codes,
  jsonOf,
  pageOf,
  type ReferencePage,
  type TableRow,
  tableOf,
} from './markdown.js'

type ListedMethod = (typeof methods)[number]

const camelOf = (name: string): string =>
  name.replaceAll(/_([a-z])/g, (_, letter: string) => letter.toUpperCase())

/** Says in words what a value of a form looks like. */
function sayForm(form: FieldForm): string {
  switch (form.form) {
    case 'text':
      if (form.words === undefined) return 'text'
      return `${codes(form.words)}${form.open === true ? ' or another' : ''}`
    case 'time':
      return 'time'
    case 'number':
      return 'number'
    case 'flag':
      return '`true` or `false`'
    case 'anything':
      return 'anything'
    case 'list':
      return `list of: ${sayForm(form.of)}`
    case 'either':
      return form.of.map(sayForm).join(', or ')
    case 'fields':
      return 'object'
  }
}

/** One row a field, with the fields of an object below it. */
const rowsOf = (needed: FieldForms, others: FieldForms, above: string): readonly TableRow[] => [
  ...Object.entries(needed).flatMap(([name, form]) => rowOf(`${above}${name}`, form, 'yes')),
  ...Object.entries(others).flatMap(([name, form]) => rowOf(`${above}${name}`, form, '')),
]

function rowOf(path: string, form: FieldForm, isNeeded: string): readonly TableRow[] {
  const own: TableRow = [`\`${path}\``, sayForm(form), isNeeded]
  if (form.form === 'fields') return [own, ...rowsOf(form.needed, form.others, `${path}.`)]
  return form.form === 'list' && form.of.form === 'fields'
    ? [own, ...rowsOf(form.of.needed, form.of.others, `${path}[].`)]
    : [own]
}

/** What a method proves at most, a line for each way of it. */
function sayProofs(method: ListedMethod): string {
  const proofs = method.proves?.(DEFAULT_TRUST) ?? []
  if (proofs.length === 0) return 'Alone, it proves nothing about the person.'
  return tableOf(
    ['by', 'proves at most', 'kinds of proof', 'can be relayed by a tricked person'],
    proofs.map(({ via, grade, categories, phishable }) => [
      `\`${via}\``,
      `${levelOf(grade)} (${grade})`,
      categories.join(', '),
      phishable ? 'yes' : 'no',
    ]),
  )
}

const partOf = (method: ListedMethod): string => {
  const [example] = method.examples.valid
  const { needed, others } = method.form
  const name = camelOf(method.kind)
  return [
    `## ${method.kind}`,
    exportedAs(`evidence/${name}.ts`, name).doc,
    blockOf('json evidence', jsonOf(example)),
    sayProofs(method),
    tableOf(['field', 'form', 'needed'], rowsOf(needed, others, '')),
  ].join('\n\n')
}

/** Lists every kind of evidence: what it is, one item as its source gives it, what it proves, its fields. */
export const evidencePage = (): ReferencePage =>
  pageOf(
    'evidence.md',
    'Evidence, by kind',
    `Evidence is what somebody other than the customer observed. An item is the JSON that its source returned, with a \`kind\` and, where the person did something, the \`conversation\` it was done in. Twilio's SDK spells the same fields in camelCase; both are read. A time is ISO 8601 with a zone, or milliseconds. Fields that are not listed are kept and not read.\n\nThe same as a schema for editors: \`countersign/schema/engagement.json\`. The kinds: ${codes(methods.map(({ kind }) => kind))}.`,
    methods.map(partOf),
  )
