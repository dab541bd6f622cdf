import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { RedactionRule } from '../../../src/model/index.js'
import { memoryStore } from '../../../src/twilio/functions/memoryStore.js'
import { messageRedactor } from '../../../src/twilio/functions/messageRedactor.js'
import { createWebhook } from '../../../src/twilio/functions/webhook.js'
import { runs } from '../../runs.js'

const DROP: readonly RedactionRule[] = [{ target: 'text', identifier: 'default', action: 'drop' }]

interface AuthoredText {
  readonly author: 'agent' | 'customer'
  readonly text: string
}

/** Sends messages as Twilio does, in a conversation of their own, and gives each as it would be published. */
async function publish(conversation: readonly AuthoredText[]): Promise<readonly string[]> {
  const settings = { tokens: 'gateway', rules: DROP, tails: memoryStore() } as const
  const handler = createWebhook(messageRedactor(settings))
  const published: string[] = []
  for (const [at, { author, text }] of conversation.entries()) {
    const body = new URLSearchParams({
      EventType: 'onMessageAdd',
      ConversationSid: 'CH01',
      MessageSid: `IM${at}`,
      Author: author,
      Body: text,
    })
    const request = new Request('https://hooks.example.com/redact', { method: 'POST', body })
    const answer: Readonly<Record<string, string>> = JSON.parse(
      await (await handler(request)).text(),
    )
    published.push(answer['body'] ?? text)
  }
  return published
}

const digits = (length: number) =>
  fc
    .array(fc.integer({ min: 0, max: 9 }), { minLength: length, maxLength: length })
    .map((all) => all.join(''))
    .filter((all) => new Set(all).size > 2)

const pad = (number: number): string => String(number).padStart(2, '0')
const expiry = fc
  .tuple(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 26, max: 35 }))
  .map(([month, year]) => [pad(month), `${year}`] as const)

// What opens an account or a card and has no form of its own, with how an agent asks for it and how people say that it comes.
const TOLD = [
  {
    type: 'card_expiry',
    asks: ['expiry date?', 'When does the card expire?', 'gültig bis?', '¿fecha de vencimiento?'],
    says: ['the expiry is', 'exp', 'gültig bis'],
    value: expiry.map(([month, year]) => `${month}/${year}`),
    parts: expiry.map(([month, year]) => [month, year]),
  },
  {
    type: 'card_last4',
    asks: ['last four digits of your card?', 'What are the last 4 digits?'],
    says: ['my card ends in', 'the last four of my card are'],
    value: digits(4).filter((all) => !/^(?:19|20)/.test(all)),
    parts: digits(4)
      .filter((all) => !/^(?:19|20)/.test(all))
      .map((all) => [all.slice(0, 2), all.slice(2)]),
  },
  {
    type: 'one_time_code',
    asks: [
      'What is the verification code?',
      'We just texted you a 6 digit code. Can you read it back?',
      'bestätigungscode?',
    ],
    says: ['the verification code is', 'otp'],
    value: digits(6),
    parts: digits(6).map((all) => [all.slice(0, 3), all.slice(3)]),
  },
  {
    type: 'pin_code',
    asks: ['your PIN please?', 'what is your pin?'],
    says: ['my pin is', 'pin:'],
    value: digits(4),
    parts: digits(4).map((all) => [all.slice(0, 2), all.slice(2)]),
  },
  {
    type: 'password',
    asks: ['what is your password?', 'wie lautet ihr passwort?'],
    says: ['my password is', 'mein passwort ist'],
    value: digits(3).map((all) => `Kettle${all}!`),
    parts: null,
  },
] as const

const agent = (text: string): AuthoredText => ({ author: 'agent', text })
const customer = (text: string): AuthoredText => ({ author: 'customer', text })
const aside = fc.constantFrom<readonly AuthoredText[]>([], [customer('one sec')])

describe.each(TOLD)('a $type, from the request on the wire to the answer on the wire', (kind) => {
  const { asks, says, value, type } = kind

  test('is hidden where the agent asked for it, whatever stands between', async () => {
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...asks), aside, value, async (asked, between, answer) => {
        const published = await publish([agent(asked), ...between, customer(answer)])
        expect(published.at(-1)).toBe(`[${type}]`)
      }),
      runs(12),
    )
  })

  test('is hidden where its author said in a message before that it comes', async () => {
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...says), aside, value, async (said, between, answer) => {
        const published = await publish([customer(said), ...between, customer(answer)])
        expect(published.at(-1)).toBe(`[${type}]`)
      }),
      runs(12),
    )
  })
})

const IN_DIGITS = TOLD.filter((kind) => kind.parts !== null)

describe.each(IN_DIGITS)('digits of a $type', ({ asks, says, value, parts, type }) => {
  test('are not published whole where they are sent in parts', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...asks.map(agent), ...says.map(customer)),
        parts,
        async (before, sent) => {
          const published = await publish([before, ...sent.map(customer)])
          expect(published.at(-1)).toBe(`[${type}]`)
        },
      ),
      runs(12),
    )
  })

  test('are nobody’s where the number of an order was asked for', async () => {
    await fc.assert(
      fc.asyncProperty(value, async (answer) => {
        const published = await publish([agent('What is your order number?'), customer(answer)])
        expect(published.at(-1)).toBe(answer)
      }),
      runs(6),
    )
  })
})
