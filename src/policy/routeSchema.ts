import * as z from 'zod'
import { HIGHEST_PRIORITY, requirementParts } from '../decide/index.js'
import { DURATION } from '../model/index.js'
import { DATE } from './calendar.js'
import { conditionSchema } from './documentForms.js'
import { optional, text } from './words.js'

const duration = z
  .string()
  .regex(DURATION)
  .meta({ description: 'A duration such as 15m, 24h, 30d or PT15M.' })

/** When a route is taken: anything that can be asked of an engagement. */
const condition = conditionSchema('any')

/** A day or a moment with its offset. */
const moment = z.string().regex(DATE)

/** Between which moments something is in force. Which days a month has, `checkDates` says. */
export const dates = {
  from: optional(moment, requirementParts.from.description),
  until: optional(moment, requirementParts.until.description),
}

/**
 * The form of a route. Names of queues may have any letters, because TaskRouter's may; ids may not,
 * because a workflow's filters are named after them.
 */
export const routeSchema = z.strictObject({
  id: text(64)
    .regex(/^[A-Za-z][A-Za-z0-9_-]*$/)
    .meta({ description: 'The name of the route in decisions and tests.' }),
  when: optional(condition, 'The condition under which it is taken. Default: always.'),
  ...dates,
  queue: text(100).meta({ description: 'The TaskRouter queue.' }),
  priority: optional(z.int().min(0).max(HIGHEST_PRIORITY), 'The priority of the task, 0 or more.'),
  skills: optional(
    z
      .array(
        z.union([
          text(64),
          z.strictObject({
            fact: text(64).meta({ description: 'A declared fact. Its value is the skill.' }),
          }),
        ]),
      )
      .max(50),
    'The skills that a worker needs, all of them.',
  ),
  known_worker: optional(
    duration,
    'How long only the worker in `known_worker` of the context is asked.',
  ),
  timeout: optional(duration, 'How long a task waits in the queue.'),
  skip_if: optional(
    z.enum(['nobody_available']),
    'When a task goes to `overflow` at once: when no worker is available.',
  ),
  overflow: optional(
    z.union([
      text(100),
      z.strictObject({
        queue: text(100).meta({ description: 'The queue to which the task goes next.' }),
        priority: optional(z.int().min(0).max(HIGHEST_PRIORITY), 'The priority of the task there.'),
      }),
    ]),
    'The queue to which the task goes next.',
  ),
})
