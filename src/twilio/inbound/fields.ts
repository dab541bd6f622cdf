import { LONGEST_WRITTEN } from '../../channels/index.js'
import { failAll, type Issue, ok, type Result } from '../../model/index.js'
import { type FormParameters, oneText } from './parameters.js'

// Names of things Twilio made, such as `CH…`, `SM…`, `FN…`: printable; their form is not ours to
// judge.
const SID = /^[^\p{Cc}\p{Cf}\p{Cs}\p{Z}]{1,128}$/u
const LONGEST_WORD = 64

/** What a field's text must be: gives the code of what is wrong with it, or `null`. */
export type CheckField = (text: string) => 'invalid_format' | 'too_long' | null

/** A name of a thing Twilio made, such as `CH…`; an empty one is absent before it is checked. */
export const sid: CheckField = (text) => (SID.test(text) ? null : 'invalid_format')

/** An address as it was sent, to be read by the channel table. */
export const address: CheckField = (text) => (text.length > LONGEST_WRITTEN ? 'too_long' : null)

/** A short word, such as an event type or a source. */
export const shortWord: CheckField = (text) => (text.length > LONGEST_WORD ? 'too_long' : null)

/** The texts that were sent, by the names of a form. */
export type SentFields<Form> = { readonly [Name in keyof Form]?: string }

/**
 * Reads the fields a source decides by. Each must be one text; an issue names the field, never its
 * value. Written by hand, for every Function that answers Twilio would wait for a schema library to
 * load.
 */
export function readFields<Form extends Readonly<Record<string, CheckField>>>(
  form: Form,
  parameters: FormParameters,
): Result<SentFields<Form>> {
  const issues: Issue[] = []
  const texts: Record<string, string> = {}
  for (const [name, rule] of Object.entries(form)) {
    const text = oneText(parameters, name)
    if (!text.ok) issues.push(...text.issues)
    else if (text.value !== undefined) {
      const code = rule(text.value)
      if (code === null) texts[name] = text.value
      else issues.push({ code, path: name })
    }
  }
  return issues.length === 0 && isOf(form, texts) ? ok(texts) : failAll(issues)
}

/** Tells the compiler that only names of the form were read. */
const isOf = <Form extends object>(
  form: Form,
  texts: Readonly<Record<string, string>>,
): texts is Readonly<Record<string, string>> & SentFields<Form> =>
  Object.keys(texts).every((name) => Object.hasOwn(form, name))
