import type { Engagement } from '../../model/engagement.js'
import type { Result } from '../../model/result.js'
import { parseEngagement } from '../inbound/engagement.js'
import type { FunctionEvent } from './functionHandler.js'
import { textOf } from './isRecord.js'

/** Reads who writes from a function's parameters. */
export const readEvent = (event: FunctionEvent): Result<Engagement> =>
  parseEngagement({
    conversation: textOf(event, 'conversation'),
    ...(textOf(event, 'message') !== undefined && { message: textOf(event, 'message') }),
    contact: { channel: textOf(event, 'channel'), address: textOf(event, 'address') },
    ...(textOf(event, 'claims') !== undefined && { claims: textOf(event, 'claims') }),
  })
