import * as z from 'zod'
import { counterSettings, MOST_ATTEMPTS } from '../decide/index.js'
import { DURATION } from '../model/index.js'
import { NAME, optional, text } from './words.js'

/** A name as facts and reasons have it, because it stands in both. */
const name = text(64).regex(NAME)

/**
 * The most failed attempts in a row that Regulation (EU) 2018/389 allows, Art 4(3)(b). It holds
 * where a check does not say.
 */
export const ATTEMPTS = 5

const check = z.strictObject({
  asks: z.array(name).min(1).max(8).meta({
    description: 'The fields that are asked for, all of them. The first one finds the record.',
  }),
  grade: optional(
    z.literal([1, 2, 'claimed', 'recognized']),
    'The level that right answers are worth, `recognized` at most.',
  ),
  attempts: optional(
    z.int().min(1).max(MOST_ATTEMPTS),
    `How many wrong answers one person, or one record, may have. Default: ${ATTEMPTS}.`,
  ),
  within: optional(z.string().regex(DURATION), counterSettings.forget.description),
})

/** The form of a policy's own checks of what somebody knows, by name. */
export const knowledgeSchema = z.record(name, check)
