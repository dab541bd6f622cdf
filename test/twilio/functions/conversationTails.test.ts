import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { RedactionRule } from '../../../src/model/index.js'
import { redactMessage } from '../../../src/redaction/index.js'
import {
  authorIn,
  type ConversationMemory,
  deliveryIn,
  readRemembered,
  remember,
} from '../../../src/twilio/functions/conversationTails.js'
import type { CallParameters } from '../../../src/twilio/functions/formParameters.js'
import { memoryStore } from '../../../src/twilio/functions/memoryStore.js'
import { messageRedactor } from '../../../src/twilio/functions/messageRedactor.js'
import type { Stored } from '../../../src/twilio/functions/store.js'
import { createWebhook } from '../../../src/twilio/functions/webhook.js'
import { runs } from '../../runs.js'
import { formRequest, TOKEN } from './signedCalls.js'

const DROP: readonly RedactionRule[] = [{ target: 'text', identifier: 'default', action: 'drop' }]
// What a document of Sync holds, in bytes (Sync limits).
const DOCUMENT = 16_384

// What leaves most behind: single digits among marks of three bytes, words of wide letters, questions of the same.
const marks = '\u2011'.repeat(31)
const anyText = fc.oneof(
  fc.nat(9).map((digit) => `${digit}${marks}`),
  fc.nat(9).map(String),
  fc.constant('漢'.repeat(40)),
  fc.constant(`${'安全'.repeat(30)}の暗証番号?`),
  fc.constant('my security code is'),
)

/** Reads what was stored, which fails the test where it cannot be. */
function readStored(stored: Stored | null): ConversationMemory {
  const remembered = readRemembered(stored)
  if (remembered === null) throw new TypeError('what was stored cannot be read')
  return remembered
}

describe('what is remembered of a conversation', () => {
  test('fits into a document of Sync, and what was typed last stays', () => {
    let losses = 0
    fc.assert(
      fc.property(
        // Each author goes on for a while, as parts of one value do.
        fc.array(fc.tuple(anyText, fc.integer({ min: 15, max: 24 })), {
          minLength: 15,
          maxLength: 22,
        }),
        (runsOf) => {
          const said = runsOf.flatMap(([text, times], who) =>
            Array.from({ length: times }, () => [who, text] as const),
          )
          let remembered = readStored(null)
          for (const [at, [who, text]] of said.entries()) {
            const author = authorIn('CH01', `a${who}`)
            const id = `IM${String(at).padStart(32, '0')}`
            const next = { tail: remembered.tails.get(author) ?? null, id, text }
            const { tail, text: shown } = redactMessage(next, DROP)
            const delivery = deliveryIn('CH01', id, text)
            const last = { tail, text: shown, delivery, isEdit: false }
            const stored = remember(remembered, author, last)
            expect(Buffer.byteLength(JSON.stringify(stored))).toBeLessThan(DOCUMENT - 1_000)
            const kept = readStored(stored)
            const { tails, heard } = kept
            expect([tails.get(author), heard.at(-1)?.delivery]).toEqual([tail, delivery])
            // What repeats were read after goes before what an author began, which would then be shown.
            const before = [...remembered.tails.keys()].filter((name) => name !== author).length
            const isLost = tails.size - 1 < Math.min(before, 19)
            const after = heard.slice(0, -1).filter((one) => one.after !== undefined)
            if (isLost) expect(after).toEqual([])
            losses += isLost ? 1 : 0
            remembered = kept
          }
        },
      ),
      runs(2),
    )
    expect(losses).toBeGreaterThan(0)
  })
})

/** Sends calls one after another and gives each as it would be published. */
async function publish(
  calls: readonly CallParameters[],
  withTokens: boolean,
): Promise<readonly string[]> {
  const handler = createWebhook(
    messageRedactor({ tokens: [TOKEN], rules: DROP, tails: memoryStore() }),
  )
  const published: string[] = []
  for (const { token = '', ...fields } of calls) {
    const headers = withTokens ? { 'i-twilio-idempotency-token': token } : {}
    const form = { EventType: 'onMessageAdd', ConversationSid: 'CH01', ...fields }
    const answer: CallParameters = JSON.parse(
      await (await handler(formRequest(form, { headers }))).text(),
    )
    published.push(answer['body'] ?? fields['Body'] ?? '')
  }
  return published
}

const ada = (Body: string, at: number): CallParameters => ({
  Author: '+14155550100',
  Body,
  RetryCount: '0',
  token: `t${at}`,
})
const again = (call: CallParameters | undefined): CallParameters => ({ ...call, RetryCount: '1' })

// A card digit by digit, halves, and an answer to what its author announced.
const TYPED = [
  [...'4111111111111111'],
  ['4111 1111', 'ok', '1111 1111', 'thanks', 'bye'],
  ['my pin is', '4821', 'ok', 'hello', 'there', 'again'],
]

test.each([
  ['by Twilio’s token', true],
  ['by how often it was tried, without a token', false],
])('a message tried again after any others is said once, known %s', async (_, withTokens) => {
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...TYPED), fc.nat(15), fc.nat(15), async (typed, a, b) => {
      const calls = typed.map((text, at) => ada(text, at))
      const first = Math.min(a, b) % calls.length
      const later = Math.max(first, Math.max(a, b) % calls.length)
      fc.pre(withTokens || new Set(typed).size === typed.length)
      const plain = await publish(calls, withTokens)
      const twice = await publish(
        [...calls.slice(0, later + 1), again(calls[first]), ...calls.slice(later + 1)],
        withTokens,
      )
      const [repeat] = twice.toSpliced(0, later + 1)
      expect(twice.toSpliced(later + 1, 1)).toEqual(plain)
      expect(['[message withheld]', plain[first]]).toContain(repeat)
      if (later - first < 4) expect(repeat).toBe(plain[first])
    }),
    runs(16),
  )
})

test('a message tried again is not what another author said in the same words', async () => {
  const ben = (Body: string): CallParameters => ({ ...ada(Body, 0), Author: '+14155550111' })
  const calls = [ben('4111 1111'), ada('1111 1111', 1), again(ben('1111 1111'))]
  expect((await publish(calls, false)).slice(0, 2)).toEqual(['4111 1111', '1111 1111'])
  expect((await publish(calls, false)).at(-1)).not.toContain('1111')
})
