import { isRecord } from '../model/index.js'
import { parseJson } from './readInput.js'

/** A text handed to the command line, and whether it came wrapped as `{"text": …}`. */
export interface TextInput {
  readonly text: string
  readonly wrapped: boolean
}

/** Takes an input as the text it holds: the `text` of one JSON object, or else all of it. */
export function textIn(input: string): TextInput {
  if (input.trimStart().startsWith('{')) {
    const json = parseJson(input)
    if (json.ok && isRecord(json.value) && typeof json.value['text'] === 'string') {
      return { text: json.value['text'], wrapped: true }
    }
  }
  return { text: input, wrapped: false }
}
