import type { Result } from '../../model/index.js'
import type { Inbound } from './inbound.js'
import { readWebChatStart } from './webChatStart.js'

/**
 * Reads the start of a Webchat 3 chat (`/v2/Webchat/Init`, `/v2/WebChats`). The form overrides the
 * context of the page (Twilio "Webchat pre-engagement form and context"). All of it comes from a
 * browser, so all of it is claims.
 */
export const parseWebChat3 = (input: unknown): Result<Inbound> => readWebChatStart(input, 'form')
