import * as z from 'zod'
import { DURATION } from '../model/index.js'
import { text } from './words.js'

/** More tries than that are a search, and no slip of the memory. */
const MOST_ATTEMPTS = 10

/** A name as facts and reasons have it, because it stands in both. */
const name = text(64).regex(/^[a-z][a-z0-9_]*$/)

/** The form of one check. */
const check = z.strictObject({
  asks: z.array(name).min(1).max(8).meta({
    description: 'The fields that are asked for, all of them. The first one finds the record.',
  }),
  grade: z
    .literal([1, 2, 'claimed', 'recognized'])
    .exactOptional()
    .meta({ description: 'The level that right answers are worth, `recognized` at most.' }),
  attempts: z.int().min(1).max(MOST_ATTEMPTS).exactOptional().meta({
    description: 'How many wrong answers one person, or one record, may have. Default: 5.',
  }),
  within: z.string().regex(DURATION).exactOptional().meta({
    description: 'How long they count, from the last one on. Default: `24h`.',
  }),
})

/** The form of a policy's own checks of what somebody knows, by name. */
export const knowledgeSchema = z.record(name, check)
