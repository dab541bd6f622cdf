import { isRecord } from '../model/index.js'
import { parseJsonInput } from './readInput.js'

/** A text handed to the command line, and whether it came wrapped as `{"text": …}`. */
export interface TextInput {
  readonly text: string
  /** Whether the answer is to be wrapped in the same way. */
  readonly wrapped: boolean
}

/**
 * Takes an input as the text it holds: the `text` of one JSON object, or else all of it.
 * `{"text": "hello"}` -> `hello`; a text that only begins with a brace is a text.
 */
export function textIn(input: string): TextInput {
  if (input.trimStart().startsWith('{')) {
    const json = parseJsonInput(input)
    if (json.ok && isRecord(json.value) && typeof json.value['text'] === 'string') {
      return { text: json.value['text'], wrapped: true }
    }
  }
  return { text: input, wrapped: false }
}
