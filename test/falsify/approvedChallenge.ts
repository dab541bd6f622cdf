import type { Choose } from '../trust/evidenceWorld.js'
import { pick } from './words.js'

/** What Twilio Verify answers to a challenge that was approved on the one device of these people, of some type. */
export const approvedChallenge = (choose: Choose, sid: string): object => ({
  sid,
  service_sid: 'VA01',
  identity: 'u-1',
  factor_sid: 'YF01',
  factor_type: pick(choose, ['totp', 'push', 'passkeys']),
  status: 'approved',
})
