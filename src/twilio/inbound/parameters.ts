import { addToGroup, fail, ok, type Result } from '../../model/index.js'
import { readBoundedJson } from './boundedJson.js'
import { hasKeyTwice } from './hasKeyTwice.js'

/** Parameters of a webhook by name: every value that was sent under it. */
export type FormParameters = ReadonlyMap<string, readonly unknown[]>

// Twilio bodies stay below 64 KB (message body 32 KB, attributes 16 KB); a megabyte is no webhook.
const MOST_BYTES = 262_144
const MOST_PARAMETERS = 1_000

/**
 * Reads a webhook's parameters: form text, JSON text, `URLSearchParams`, or the object a framework
 * made of them.
 *
 * Kept in a map, so that no name reaches a prototype; a name sent twice keeps both values, and
 * `oneText` refuses it. A parameter called `request` is set aside: a Function's event holds its
 * headers there, and anyone can send one (Twilio Serverless runtime). Codes: `too_large`,
 * `too_many`, `invalid_type`, `invalid_json`, `duplicate` for JSON with one key twice.
 */
export function readParameters(input: unknown): Result<FormParameters> {
  if (typeof input === 'string') return readBody(input)
  if (typeof input !== 'object' || input === null || Array.isArray(input)) {
    return fail('invalid_type')
  }
  if (Object.prototype.toString.call(input) === '[object URLSearchParams]') {
    return readBody(String(input))
  }
  return collect(Object.entries(input).flatMap(([name, value]) => each(name, value)))
}

/**
 * Gives the one text sent under a name: `undefined` for none or an empty one, an issue for two that
 * differ (`duplicate`). A number is its text: JSON may have `"epoch": 2` where a form has
 * `epoch=2`.
 */
export function oneText(parameters: FormParameters, name: string): Result<string | undefined> {
  const values = (parameters.get(name) ?? []).filter((value) => value !== null && value !== '')
  const texts = new Set(values.map((value) => (typeof value === 'number' ? String(value) : value)))
  if (texts.size > 1) return fail('duplicate', name)
  const [text] = texts
  if (text === undefined) return ok(undefined)
  return typeof text === 'string' ? ok(text) : fail('invalid_type', name)
}

// A list is a name sent several times, and an object also what Twilio's forms write as
// `Outer.Inner`.
function each(name: string, value: unknown): readonly (readonly [string, unknown])[] {
  if (Array.isArray(value)) return value.map((one) => [name, one] as const)
  if (typeof value !== 'object' || value === null) return [[name, value]]
  const inner = Object.entries(value).flatMap(([key, below]) =>
    Array.isArray(below)
      ? below.map((one) => [`${name}.${key}`, one] as const)
      : [[`${name}.${key}`, below] as const],
  )
  return [[name, value], ...inner]
}

/** Reads a body by how it begins: JSON objects have a brace, forms have not. */
function readBody(text: string): Result<FormParameters> {
  if (text.length > MOST_BYTES) return fail('too_large')
  // `readBoundedJson` counts bytes; a form is measured by its text.
  if (!text.trimStart().startsWith('{')) return collect([...new URLSearchParams(text)])
  const parsed = readBoundedJson(text, MOST_BYTES)
  if (!parsed.ok) return parsed
  if (hasKeyTwice(text)) return fail('duplicate')
  return typeof parsed.value === 'string' ? fail('invalid_type') : readParameters(parsed.value)
}

// The event's own headers and cookies, which count for nothing here.
const SET_ASIDE = /^request(?:\.|$)/

/** Gathers values by their names, in the order of sending. */
function collect(pairs: readonly (readonly [string, unknown])[]): Result<FormParameters> {
  const sent = pairs.filter(([name]) => !SET_ASIDE.test(name))
  if (sent.length > MOST_PARAMETERS) return fail('too_many')
  const parameters = new Map<string, unknown[]>()
  for (const [name, value] of sent) addToGroup(parameters, name, value)
  return ok(parameters)
}
