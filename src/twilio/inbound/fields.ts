import * as z from 'zod'
import { failAll, type Issue, ok, type Result } from '../../model/result.js'
import { oneText, type Parameters } from './parameters.js'

// Names of things Twilio made, such as `CH…`, `SM…`, `FN…`: printable; their form is not ours to judge.
const SID = /^[^\p{Cc}\p{Cf}\p{Cs}\p{Z}]{1,128}$/u
// Twilio Conversations limits: an address or identity has at most 256 characters; noise and a scheme come on top.
const LONGEST_ADDRESS = 640

/** A name of a thing Twilio made; absent where an empty one was sent. */
export const sid = z.string().regex(SID).optional()

/** An address as it was sent, to be read by the channel table. */
export const address = z.string().max(LONGEST_ADDRESS).optional()

/** A short word, such as an event type or a source. */
export const word = z.string().max(64).optional()

/** Reads the fields a source decides by. Each must be one text; an issue names the field, never its value. */
export function readFields<Shape extends z.ZodRawShape>(
  form: z.ZodObject<Shape>,
  parameters: Parameters,
): Result<z.infer<z.ZodObject<Shape>>> {
  const issues: Issue[] = []
  const texts: (readonly [string, string])[] = []
  for (const name of Object.keys(form.shape)) {
    const text = oneText(parameters, name)
    if (!text.ok) issues.push(...text.issues)
    else if (text.value !== undefined) texts.push([name, text.value])
  }
  const read = form.safeParse(Object.fromEntries(texts))
  if (read.success && issues.length === 0) return ok(read.data)
  const refused = read.success ? [] : read.error.issues
  return failAll([
    ...issues,
    ...refused
      .map(({ code, path }) => ({ code: CODES[code] ?? 'invalid_format', path: path.join('.') }))
      .filter(({ path }) => !issues.some((issue) => issue.path === path)),
  ])
}

// A text is the only type here, so that a wrong type means that there was none.
const CODES: Readonly<Record<string, string>> = { invalid_type: 'required', too_big: 'too_long' }
