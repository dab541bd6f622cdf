import { type FormParameters, oneText } from './parameters.js'

/**
 * Reads a text that nothing is decided by. One that is doubled, of another type or too long is left
 * out with a reason: it must never cost us the message.
 */
export function softText(parameters: FormParameters, name: string, longest: number, at: string) {
  const read = oneText(parameters, name)
  if (!read.ok) return { text: undefined, reasons: [{ code: 'parameter_ignored', at }] }
  if (read.value !== undefined && read.value.length > longest) {
    return { text: undefined, reasons: [{ code: 'parameter_too_long', at }] }
  }
  return { text: read.value, reasons: [] }
}
