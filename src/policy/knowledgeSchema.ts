import * as z from 'zod'
import { DURATION } from '../model/index.js'
import { text } from './words.js'

/** More tries than that are a search, and no slip of the memory. */
const MOST_ATTEMPTS = 10

/** A name as facts and reasons have it, because it stands in both. */
const name = text(64).regex(/^[a-z][a-z0-9_]*$/)

/** The form of one check. */
const check = z.strictObject({
  asks: z
    .array(name)
    .min(1)
    .max(8)
    .meta({ description: 'What is asked, all of it; the first finds the record.' }),
  grade: z
    .literal([1, 2, 'claimed', 'recognized'])
    .exactOptional()
    .meta({ description: 'What knowing all of it counts for; `recognized` at most.' }),
  attempts: z
    .int()
    .min(1)
    .max(MOST_ATTEMPTS)
    .exactOptional()
    .meta({ description: 'Wrong answers of one person, and about one record; 5 where left out.' }),
  within: z.string().regex(DURATION).exactOptional().meta({
    description: 'For how long after the last one they are counted; `24h` where left out.',
  }),
})

/** The form of a policy's own checks of what somebody knows, by name. */
export const knowledgeSchema = z.record(name, check)
