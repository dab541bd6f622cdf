import type { CompiledPolicy } from '../../src/decide/index.js'
import { compilePolicy } from '../../src/policy/index.js'
import type { StudioFlowOptions } from '../../src/twilio/outbound/index.js'

const sid = (prefix: string, number: number): string =>
  `${prefix}${number.toString(16).padStart(32, '0')}`

/** Options as a real account would give them. */
export const OPTIONS: StudioFlowOptions = {
  serviceSid: sid('ZS', 1),
  environmentSid: sid('ZE', 1),
  functionSids: { decide: sid('ZH', 1), start: sid('ZH', 2), check: sid('ZH', 3) },
  urls: {
    decide: 'https://acme-1234.twil.io/decide',
    start: 'https://acme-1234.twil.io/verify-start',
    check: 'https://acme-1234.twil.io/verify-check',
  },
  workflowSid: sid('WW', 1),
  channelSid: sid('TC', 1),
}

/** A policy whose first step-up is no code, as a retailer with a login would write it. */
export const POLICY_TEXT = `
policy: acme-retail
version: 7
classes:
  account: { fields: [orders.*], masked: { write: recognized, read: recognized }, full: { write: verified, read: verified, maxAge: 1h } }
  contact: { fields: [email], full: { write: verified, read: verified } }
actions:
  change_address: { write: strong, read: verified }
  pay: { write: strong, read: verified }
stepUp: [login, verify_sms, verify_email]
routes:
  - { id: verified, when: { trust: verified }, queue: care, priority: 5 }
  - { id: general, queue: front-desk }
`

/** Compiles a policy that is known to be right. */
export function compiled(text: string): CompiledPolicy {
  const policy = compilePolicy(text)
  if (!policy.ok) throw new TypeError(JSON.stringify(policy.issues))
  return policy.value
}
