import { expect, test } from 'vitest'
import { compilePolicy } from '../../../src/policy/index.js'
import { emitRules } from '../../../src/redaction/index.js'
import { messageRedactor } from '../../../src/twilio/functions/messageRedactor.js'
import { createWebhook } from '../../../src/twilio/functions/webhook.js'

const POLICY = `
policy: acme
version: 1
classes:
  orders: { fields: [orders.*], masked: { write: recognized, read: recognized } }
routes:
  - { id: general, queue: front }
identifiers:
  booking: { pattern: 'BK-\\d{6}', mask: last_2 }
  loyalty: { pattern: '[A-Z]{2}\\d{6}', words: [loyalty, bonus card] }
redact:
  agent: { booking: mask, loyalty: drop }
  log: { default: drop }
`

function redactorFor(audience: 'agent' | 'log') {
  const compiled = compilePolicy(POLICY)
  if (!compiled.ok) throw new TypeError('the policy of this test')
  const rules = emitRules(compiled.value, {})[audience]
  return createWebhook(messageRedactor({ tokens: 'gateway', rules }))
}

async function publish(audience: 'agent' | 'log', text: string): Promise<string> {
  const body = new URLSearchParams({
    EventType: 'onMessageAdd',
    ConversationSid: 'CH01',
    Author: '+14155550100',
    Body: text,
  })
  const answer = await redactorFor(audience)(
    new Request('https://hooks.example.com/redact', { method: 'POST', body }),
  )
  const json: Readonly<Record<string, string>> = JSON.parse(await answer.text())
  return json['body'] ?? text
}

test.each([
  ['agent', 'it is BK-123456, loyalty AB123456', /^it is \S*56, loyalty \[loyalty\]$/],
  ['log', 'it is BK-123456, loyalty AB123456', /^it is \[booking\], loyalty \[loyalty\]$/],
  ['agent', 'parcel AB123456 is late', /^parcel AB123456 is late$/],
] as const)(
  'a kind of the policy’s own is hidden on the wire, for %s: %s',
  async (audience, text, published) => {
    expect(await publish(audience, text)).toMatch(published)
  },
)
