import { describe, expect, test } from 'vitest'
import type { RedactionRule } from '../../../src/model/redaction.js'
import {
  type MessageRedactorSettings,
  messageRedactor,
  WITHHELD_MESSAGE,
} from '../../../src/twilio/functions/messageRedactor.js'
import { createWebhook } from '../../../src/twilio/functions/webhook.js'

const RULES: readonly RedactionRule[] = [
  { target: 'text', identifier: 'email', action: 'keep' },
  { target: 'text', identifier: 'default', action: 'mask' },
]

const redact = async (
  form: Readonly<Record<string, string>>,
  settings: Partial<MessageRedactorSettings> = {},
) => {
  const handler = createWebhook(messageRedactor({ tokens: 'gateway', rules: RULES, ...settings }))
  const answer = await handler(
    new Request('https://hooks.example.com/redact', {
      method: 'POST',
      body: new URLSearchParams({ EventType: 'onMessageAdd', ConversationSid: 'CH01', ...form }),
    }),
  )
  const json: Readonly<Record<string, unknown>> = JSON.parse(await answer.text())
  return { status: answer.status, json }
}

describe('a message on its way in', () => {
  test('with a card in it is rewritten', async () => {
    const { status, json } = await redact({ Body: 'pay with 4111 1111 1111 1111 please' })
    expect(status).toBe(200)
    expect(json['body']).toMatch(/^pay with .* please$/)
    expect(json['body']).not.toContain('4111 1111')
  })

  test('without identifiers, or with those that may stay, is left alone', async () => {
    expect(await redact({ Body: 'where is my parcel?' })).toEqual({ status: 200, json: {} })
    expect(await redact({ Body: 'write to ada@example.com' })).toEqual({ status: 200, json: {} })
    expect(await redact({})).toEqual({ status: 200, json: {} })
  })

  test('loses attributes that hold what would be redacted, and keeps others', async () => {
    const card = JSON.stringify({ note: 'card 4111 1111 1111 1111' })
    expect(await redact({ Body: 'hi', Attributes: card })).toEqual({
      status: 200,
      json: { attributes: '{}' },
    })
    expect(await redact({ Body: 'hi', Attributes: '{"a":1}' })).toEqual({ status: 200, json: {} })
  })
})

test.each(['onConversationUpdate', 'onParticipantAdd'])(
  '%s brings no message and is left alone',
  async (EventType) => {
    const Attributes = '{"phone":"+14155550100"}'
    expect(await redact({ EventType, Attributes })).toEqual({ status: 200, json: {} })
  },
)

describe('a message that cannot be redacted is withheld', () => {
  test('when a finder fails', async () => {
    const options = {
      finders: [
        () => {
          throw new Error('4111 1111 1111 1111')
        },
      ],
    }
    const { status, json } = await redact({ Body: 'hello' }, { options })
    expect(status).toBe(200)
    expect(json['body']).toBe(WITHHELD_MESSAGE)
  })

  test('when a rule is not understood', async () => {
    const rules: readonly RedactionRule[] = JSON.parse('[{"target":"smell"}]')
    expect((await redact({ Body: 'hello' }, { rules })).json).toMatchObject({
      body: WITHHELD_MESSAGE,
    })
  })

  test('when the body is longer than a message can be', async () => {
    expect((await redact({ Body: 'x'.repeat(1_048_576) })).status).toBe(413)
  })
})
