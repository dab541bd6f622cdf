import type { Result } from '../../model/index.js'
import type { Inbound } from './inbound.js'
import { readWebChatStart } from './webChatStart.js'

/**
 * Reads the start of a Webchat 2 chat (`@twilio/flex-webchat-ui`). The context of the page
 * overrides the form, and may hold the identity of the guest. All of it comes from a browser, so
 * all of it is claims.
 */
export const parseWebChat2 = (input: unknown): Result<Inbound> => readWebChatStart(input, 'context')
