import described from './operations.json' with { type: 'json' }

/** What Twilio publishes of one operation: the form it takes, and by status the fields of its answers. */
export interface Operation {
  readonly takes: string
  readonly answers: Readonly<Record<string, string>>
}

/** A form as it was sent: a name may come more than once. */
export type RequestForm = Readonly<Record<string, readonly string[]>>

interface OperationParameter {
  readonly name: string
  readonly isRequired: boolean
  /** `int`, `bool`, `list`, the two letters of a SID, the words it may be, or nothing where any text goes. */
  readonly kind: string
}

const operations: Readonly<Record<string, Operation>> = described.operations

const listOf = (text: string, separator: string): readonly string[] =>
  text === '' ? [] : text.split(separator)

const parametersOf = ({ takes }: Operation): readonly OperationParameter[] =>
  listOf(takes, ' ').map((one) => {
    const [name = '', kind = ''] = one.split(':')
    return { name: name.replace('!', ''), isRequired: name.endsWith('!'), kind }
  })

/** Finds the operation that a call is of, or nothing where none of those that are described is. */
export function findOperation(method: string, host: string, path: string): Operation | undefined {
  const called = `${method} ${host}${path}`
  return Object.entries(operations).find(([template]) => {
    const pattern = template.replaceAll('.', '\\.').replaceAll(/\{\w+\}/g, '[^/]+')
    return new RegExp(`^${pattern}$`).test(called)
  })?.[1]
}

/** Tells what Twilio's description finds wrong with a form. */
export function faultsOf(operation: Operation, form: RequestForm): readonly string[] {
  const parameters = parametersOf(operation)
  const missing = parameters
    .filter(({ name, isRequired }) => isRequired && form[name] === undefined)
    .map(({ name }) => `${name} is missing`)
  const wrong = Object.entries(form).flatMap(([name, values]) => {
    const parameter = parameters.find((one) => one.name === name)
    if (parameter === undefined) return [`${name} is unknown`]
    if (parameter.kind !== 'list' && values.length > 1) return [`${name} is doubled`]
    return values.every((value) => fits(parameter.kind, value)) ? [] : [`${name} does not fit`]
  })
  return [...missing, ...wrong]
}

function fits(kind: string, value: string): boolean {
  if (kind === '' || kind === 'list') return true
  if (kind === 'int') return /^-?\d+$/.test(value)
  if (kind === 'bool') return /^(?:true|false)$/.test(value)
  if (/^[A-Z]{2}$/.test(kind)) return new RegExp(`^${kind}[0-9a-fA-F]{32}$`).test(value)
  return kind.split('|').includes(value)
}

/** Gives the fields of an answer with this status, or nothing where the operation never answers so. */
export function fieldsOf({ answers }: Operation, status: number): readonly string[] | undefined {
  const fields = answers[String(status)]
  return fields === undefined ? undefined : listOf(fields, ' ')
}

/** Gives the words that a parameter of an operation may be: `POST host/path`, as it is described. */
export function wordsOf(called: string, name: string): readonly string[] {
  const operation = operations[called]
  const found = operation && parametersOf(operation).find((one) => one.name === name)
  return listOf(found?.kind ?? '', '|')
}

/** The words that Interactions has for a channel. */
export const INTERACTION_CHANNELS: readonly string[] = listOf(described.interactionChannels, '|')
