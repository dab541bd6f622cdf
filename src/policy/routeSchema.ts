import * as z from 'zod'
import { DURATION } from '../model/index.js'
import { DATE } from './calendar.js'
import { conditionSchema } from './documentForms.js'
import { text } from './words.js'

/** A length of time. */
const duration = z.string().regex(DURATION).meta({ description: 'Such as 15m, 24h, 30d or PT15M.' })

/** When a route is taken: anything that can be asked of an engagement. */
const condition = conditionSchema('any')

/** A day or a moment with its offset. */
const moment = z.string().regex(DATE)

/** Between which moments something is in force. Which days a month has, `checkDates` says. */
export const dates = {
  from: moment.exactOptional().meta({
    description: 'In force from this moment on: a time with its offset, or a day of the `zone`.',
  }),
  until: moment.exactOptional().meta({ description: 'In force before this moment alone.' }),
}

/**
 * The form of a route. Names of queues may have any letters, because TaskRouter's may; ids may not,
 * because a workflow's filters are named after them.
 */
export const route = z.strictObject({
  id: text(64)
    .regex(/^[A-Za-z][A-Za-z0-9_-]*$/)
    .meta({ description: 'Its name in decisions and tests.' }),
  when: condition
    .exactOptional()
    .meta({ description: 'When it is taken; always, where left out.' }),
  ...dates,
  queue: text(100).meta({ description: 'The TaskRouter queue.' }),
  priority: z
    .int()
    .min(0)
    .max(100)
    .exactOptional()
    .meta({ description: 'Priority of the task, from 0.' }),
  skills: z
    .array(
      z.union([
        text(64),
        z.strictObject({
          fact: text(64).meta({ description: 'A declared fact, whose value is the skill.' }),
        }),
      ]),
    )
    .max(50)
    .exactOptional()
    .meta({ description: 'Skills a worker needs, each of them.' }),
  known_worker: duration.exactOptional().meta({
    description: 'How long the worker of the context’s `known_worker` is asked first.',
  }),
  timeout: duration.exactOptional().meta({ description: 'How long a task waits in the queue.' }),
  skip_if: z
    .enum(['nobody_available'])
    .exactOptional()
    .meta({ description: 'Goes on to `overflow` at once where nobody is at work.' }),
  overflow: z
    .union([
      text(100),
      z.strictObject({
        queue: text(100).meta({ description: 'The queue it goes on to.' }),
        priority: z
          .int()
          .min(0)
          .max(100)
          .exactOptional()
          .meta({ description: 'Its priority there.' }),
      }),
    ])
    .exactOptional()
    .meta({ description: 'The queue it goes on to.' }),
})
