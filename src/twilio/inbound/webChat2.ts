import type { Result } from '../../model/index.js'
import type { Inbound } from './inbound.js'
import { readWebChatStart } from './webChatStart.js'

/**
 * Reads the start of a Webchat 2 chat (`@twilio/flex-webchat-ui`): the page's context overrides
 * what the form says, and may hold the guest's identity. All of it comes from a browser, so all of
 * it is claims.
 */
export const parseWebChat2 = (input: unknown): Result<Inbound> => readWebChatStart(input, 'context')
