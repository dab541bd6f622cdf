import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { RedactionRule } from '../../../src/model/index.js'
import { memoryStore } from '../../../src/twilio/functions/memoryStore.js'
import { messageRedactor } from '../../../src/twilio/functions/messageRedactor.js'
import { createWebhook } from '../../../src/twilio/functions/webhook.js'
import { runs } from '../../runs.js'

const DROP: readonly RedactionRule[] = [{ target: 'text', identifier: 'default', action: 'drop' }]

/** A message as it is sent: what it says, who says it, in which form, and how often Twilio tries to deliver it. */
interface SentMessage {
  readonly text: string
  readonly author: string
  readonly isJson: boolean
  readonly tries: number
}

/** Sends messages through the door, and gives each as it is published; a repeat has to get the answer it got. */
async function publish(messages: readonly SentMessage[]): Promise<readonly string[]> {
  const redact = createWebhook(
    messageRedactor({ tokens: 'gateway', rules: DROP, tails: memoryStore() }),
  )
  const published: string[] = []
  for (const [at, { text, author, isJson, tries }] of messages.entries()) {
    const fields = {
      EventType: 'onMessageAdd',
      ConversationSid: 'CH01',
      Author: author,
      Body: text,
    }
    const answers: string[] = []
    for (let attempt = 0; attempt < tries; attempt += 1) {
      const request = new Request('https://hooks.example.com/redact', {
        method: 'POST',
        headers: {
          'content-type': isJson ? 'application/json' : 'application/x-www-form-urlencoded',
          'i-twilio-idempotency-token': `delivery-${at}`,
        },
        body: isJson ? JSON.stringify(fields) : new URLSearchParams(fields).toString(),
      })
      const answer = await redact(request)
      expect(answer.status).toBe(200)
      answers.push(await answer.text())
    }
    expect(new Set(answers).size).toBe(1)
    const answer: { readonly body?: string } = JSON.parse(answers[0] ?? '{}')
    published.push(answer.body ?? text)
  }
  return published
}

// Each with the part that must not be published: by then it is known what it is.
const VALUES = [
  [['my card is 4111', '1111 1111', '1111'], '1111'],
  [['4111 1111 1111 1111', '03/27', '482'], '482'],
  [['4111,', '1111,', '1111,', '1111'], '1111'],
  [['it is 4111 1111', 'and then 1111 1111'], '1111 1111'],
  [['DE89 3704 0044', '0532 0130 00'], '0532'],
  [['ada.lovelace', '@example.com'], 'example'],
  [['my pin is', '4821'], '4821'],
  [['my password is', 'hunter2!'], 'hunter2'],
  [['my date of birth is:', '04/07/1982'], '1982'],
  [['> on Monday you wrote\r\n> call 415\r\n> 555 0132'], '0132'],
  [['{"note":"here\\n536-90-4399"}'], '4399'],
  [['one sec', 'sure', 'my ssn 536-90-', '4399'], '4399'],
] as const

const sent = (text: string, author: string) =>
  fc.record({
    text: fc.constant(text),
    author: fc.constant(author),
    isJson: fc.boolean(),
    tries: fc.integer({ min: 1, max: 2 }),
  })

const aside = fc
  .constantFrom('thanks', 'go on please', 'i see')
  .chain((text) => sent(text, 'agent'))

/** The parts of a value in order, each as it may be sent, with what the agent says in between. */
const conversation = (parts: readonly string[]) =>
  fc
    .tuple(
      ...parts.map((part) =>
        fc.tuple(fc.array(aside, { maxLength: 2 }), sent(part, '+14155550100')),
      ),
    )
    .map((all) => all.flatMap(([asides, own]) => [...asides, own]))

describe('what is hidden inside is hidden at the door', () => {
  test.each(VALUES)('%j never publishes %j last', async (parts, secret) => {
    await fc.assert(
      fc.asyncProperty(conversation(parts), async (messages) => {
        expect((await publish(messages)).at(-1)).not.toContain(secret)
      }),
      runs(5),
    )
  })
})
