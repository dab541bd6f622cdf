import { type Identifier, identifiers } from '../identifiers/index.js'
import type { TextCandidate } from './attempt.js'
import { FAR } from './contextWords.js'

/** What stands at a place of a text, and which kind of value it is. */
export interface PlacedValue {
  readonly start: number
  readonly end: number
  readonly identifier: Identifier
}

/** Makes a candidate of what its place tells, and no word of its own: its value is what stands in the text. */
export const toPlaced = (
  text: string,
  { start, end, identifier }: PlacedValue,
  certainty: number,
): TextCandidate => ({
  start,
  end,
  identifier,
  order: identifiers.indexOf(identifier),
  value: text.slice(start, end),
  certainty,
  wordDistance: FAR,
})
