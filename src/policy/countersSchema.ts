import * as z from 'zod'
import { counterSettings } from '../decide/index.js'
import { DURATION } from '../model/index.js'

/** How many may go wrong, and for how long that is counted, as a document writes it. */
export interface CountersDocument {
  readonly wrong_codes?: number
  readonly codes_sent?: number
  readonly forget?: string
}

const { wrongCodes, codesSent, forget } = counterSettings

const times = ({ most, description }: typeof wrongCodes | typeof codesSent) =>
  z.int().min(1).max(most).exactOptional().meta({ description })

/** The form of the `counters` block. None of nothing: nobody could ever prove anything. */
export const countersSchema = z.strictObject({
  wrong_codes: times(wrongCodes),
  codes_sent: times(codesSent),
  forget: z.string().regex(DURATION).exactOptional().meta({ description: forget.description }),
})
