import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  createDecideHandler,
  createWebhook,
  type DecideSettings,
  fromFunction,
} from '../../src/twilio/functions/index.js'
import { runs } from '../runs.js'
import { call, KEYS } from '../twilio/functions/call.js'
import { AT, POLICY } from './conversation.js'

const never = () => new Promise<never>(() => undefined)
const BUDGET = 400

/** Each part that others answer, hanging for ever. */
const HANGING: Readonly<Record<string, Partial<DecideSettings>>> = {
  ledger: { ledgerOf: () => never },
  directory: { directory: () => ({ find: never, reach: never }) },
  lookup: { lookup: () => never },
  participants: { participants: () => never },
  store: { store: () => ({ get: never, put: never }) },
}

const EVENT = {
  EventType: 'onMessageAdded',
  ConversationSid: `CH${'1'.repeat(32)}`,
  MessageSid: 'IM01',
  Author: '+14155550100',
  Source: 'SMS',
}
const BODY = new URLSearchParams(EVENT).toString()
const FORM = { 'content-type': 'application/x-www-form-urlencoded' }

test('whatever hangs behind it, a webhook answers the whole shape of a decision and no error', async () => {
  const handler = (settings: Partial<DecideSettings>) =>
    createDecideHandler({ policy: POLICY, ledgerKeys: () => KEYS, now: () => AT, ...settings })
  const shape = Object.keys(await call(handler({}), EVENT)).sort()
  const parts = fc.subarray(Object.keys(HANGING), { minLength: 1 })
  await fc.assert(
    fc.asyncProperty(parts, async (hanging) => {
      const settings = Object.assign({}, ...hanging.map((part) => HANGING[part]))
      const webhook = createWebhook({
        tokens: 'gateway',
        budget: BUDGET,
        handle: fromFunction(handler(settings)),
      })
      const url = 'https://hooks.example.com/in'
      const answer = await webhook(new Request(url, { method: 'POST', headers: FORM, body: BODY }))
      expect(answer.status).toBe(200)
      const payload: unknown = await answer.json()
      expect(Object.keys(Object(payload)).sort()).toEqual(shape)
      expect(payload).toMatchObject({
        disclose_account: 'none',
        action_cancel_order: expect.stringMatching(/^(?:deny|step_up)$/),
      })
    }),
    runs(10),
  )
})
