import { expect, test } from 'vitest'
import type { RedactionRule } from '../../../src/model/index.js'
import type { CallParameters } from '../../../src/twilio/functions/formParameters.js'
import { memoryStore } from '../../../src/twilio/functions/memoryStore.js'
import { messageRedactor } from '../../../src/twilio/functions/messageRedactor.js'
import type { Store } from '../../../src/twilio/functions/store.js'
import { createWebhook, refusal } from '../../../src/twilio/functions/webhook.js'
import { sparsely } from '../../runs.js'
import { FAULTS, faultyStore, type Instance, type StoreFault } from './faultyStore.js'
import { formRequest, jsonRequest, TOKEN } from './signedCalls.js'

const DROP: readonly RedactionRule[] = [{ target: 'text', identifier: 'default', action: 'drop' }]

const ADD = { EventType: 'onMessageAdd', ConversationSid: 'CH01', Author: '+14155550100' }
const ASK = { ...ADD, Author: 'agent', Body: 'your security code please?' }

/** What was said before, a call that brings a value, and the part of it that must not be published. */
interface Brought {
  readonly before: readonly CallParameters[]
  readonly call: CallParameters
  readonly secret: string
}

const CARD = 'my card is 4111 1111 1111 1111'
const whole = (call: CallParameters): Brought => ({ before: [], call, secret: '1111' })

// Every pre-action event that brings words, in each spelling that is read as one, and each place that holds them.
const BROUGHT: readonly Brought[] = [
  whole({ ...ADD, Body: CARD }),
  whole({ ...ADD, EventType: 'ONMESSAGEADD', MessageSid: 'IM01', Body: CARD }),
  whole({ ...ADD, EventType: 'onMessageUpdate', MessageSid: 'IM01', Body: CARD }),
  whole({ ...ADD, EventType: 'onMessageForward', MessageSid: 'IM01', Body: CARD }),
  whole({ ConversationSid: 'CH01', Author: 'ada', MessageSid: 'IM01', Body: CARD }),
  whole({ ...ADD, Body: 'hi', Attributes: JSON.stringify({ note: CARD }) }),
  whole({ ...ADD, Body: 'hi', Media: JSON.stringify([{ Filename: `${CARD}.pdf` }]) }),
  whole({ EventType: 'onConversationAdd', FriendlyName: CARD }),
  whole({ EventType: 'onConversationAdd', MessageBody: CARD }),
  whole({ EventType: 'onConversationUpdate', ConversationSid: 'CH01', FriendlyName: CARD }),
  { before: [{ ...ADD, Body: 'my pin is' }], call: { ...ADD, Body: '4821' }, secret: '4821' },
  { before: [ASK], call: { ...ADD, Body: '482' }, secret: '482' },
  {
    before: [{ ...ADD, Body: '4111 1111' }],
    call: { ...ADD, Body: '1111 1111' },
    secret: '1111 1111',
  },
]

/** Two places to store, and what becomes of the questions to each. */
interface Stores {
  readonly store: Store
  readonly tails: Store
}
const stores = (): Stores => ({ store: memoryStore(), tails: memoryStore() })
const broken = (
  { store, tails }: Stores,
  faults: readonly StoreFault[],
  instance: Instance,
): Stores => ({
  store: faultyStore(store, faults, instance),
  tails: faultyStore(tails, faults, instance),
})

const redactorOf = ({ store, tails }: Stores, budget?: number) =>
  createWebhook({
    ...messageRedactor({ tokens: [TOKEN], rules: DROP, tails, ...(budget && { budget }) }),
    store,
  })
type Redactor = ReturnType<typeof redactorOf>

const requestOf = (fields: CallParameters, token: string, isJson = false): Request => {
  const request = isJson ? jsonRequest(JSON.stringify(fields)) : formRequest(fields)
  request.headers.set('i-twilio-idempotency-token', token)
  return request
}

/** What Twilio publishes of a call once it was answered (Conversations webhooks, Modifiable CallParameters). */
async function published(fields: CallParameters, answer: Response): Promise<string> {
  const said: CallParameters = JSON.parse(await answer.text())
  if (answer.status === 403) return ''
  expect(answer.status).toBe(200)
  return JSON.stringify({
    ...fields,
    ...(said['body'] !== undefined && { Body: said['body'] }),
    ...(said['attributes'] !== undefined && { Attributes: said['attributes'] }),
    ...(said['friendly_name'] !== undefined && { FriendlyName: said['friendly_name'] }),
  })
}

async function tell(redactor: Redactor, before: readonly CallParameters[]) {
  for (const [at, fields] of before.entries()) await redactor(requestOf(fields, `before-${at}`))
}

const aside = (Author: string, at = 0) => ({
  ...ADD,
  Author,
  Body: ['thanks', 'ok', 'sure'][at % 3] ?? '',
})

/** Ways in which Twilio tries a delivery again while all is well. */
const REPEATS: Readonly<
  Record<string, (redactor: Redactor, send: () => Promise<Response>) => Promise<Response[]>>
> = {
  again: async (_, send) => [await send(), await send(), await send()],
  'at once': (_, send) => Promise.all([send(), send(), send()]),
  'after other words': async (redactor, send) => {
    const first = await send()
    await redactor(requestOf(aside('agent'), 'other-1'))
    await redactor(requestOf(aside(ADD.Author, 1), 'other-2'))
    return [first, await send(), await send()]
  },
  'among other words': async (redactor, send) => {
    const [first, , , second] = await Promise.all([
      send(),
      redactor(requestOf(aside('agent'), 'other-1')),
      redactor(requestOf(aside(ADD.Author, 1), 'other-2')),
      send(),
    ])
    return [first, second, await send()]
  },
}

test.each(Object.entries(REPEATS).map(([kind, repeat], place) => ({ kind, repeat, place })))(
  'a delivery that comes $kind is answered as it was the first time',
  async ({ kind, repeat, place }) => {
    for (const [at, { before, call, secret }] of BROUGHT.entries()) {
      // As a form or as JSON by turns, each call as both.
      const isJson = (at + place) % 2 === 1
      const redactor = redactorOf(stores())
      await tell(redactor, before)
      const answers = await repeat(redactor, () => redactor(requestOf(call, 'one', isJson)))
      const seen = await Promise.all(answers.map((answer) => published(call, answer)))
      expect(seen.length).toBe(3)
      for (const one of seen)
        expect([kind, call, one]).toEqual([kind, call, expect.not.stringContaining(secret)])
      // Among others it is not known which came first, and what an answer goes on from may differ.
      if (kind !== 'among other words') expect([call, new Set(seen).size]).toEqual([call, 1])
    }
  },
)

const SHORT = 100
// What becomes of the first questions of a try, and of those of the next one.
const FAULTY: readonly (readonly (readonly StoreFault[])[])[] = FAULTS.flatMap((fault) => [
  [[fault], []],
  [['none', fault], []],
  [[], [fault, fault]],
  [
    ['none', fault],
    ['none', fault],
  ],
])

test('a delivery tried until all is well is answered in the end as where all was well, and never published, whatever became of the stores and of the instance before', async () => {
  const law = async (
    { before, call, secret }: Brought,
    tries: readonly (readonly StoreFault[])[],
  ) => {
    const sound = stores()
    await tell(redactorOf(sound), before)
    for (const faults of tries) {
      const redactor = redactorOf(broken(sound, faults, { dead: false }), SHORT)
      const seen = await published(call, await redactor(requestOf(call, 'one')))
      expect([call, tries, seen]).toEqual([call, tries, expect.not.stringContaining(secret)])
    }
    return published(call, await redactorOf(sound)(requestOf(call, 'one')))
  }
  for (const brought of sparsely(BROUGHT, 3)) {
    const answers = await Promise.all([[], ...FAULTY].map((tries) => law(brought, tries)))
    expect([brought.call, answers]).toEqual([brought.call, answers.map(() => answers[0])])
    expect([brought.call, answers[0]]).toEqual([
      brought.call,
      expect.not.stringContaining(brought.secret),
    ])
  }
})

// A webhook of the house's own that says what may be published is asked again as well.
test.each([
  ['onMessageAdd', true],
  ['onMessageUpdate', true],
  ['onMessageRemove', true],
  ['onConversationAdd', true],
  ['onConversationUpdate', true],
  ['onConversationRemove', true],
  ['onParticipantAdd', true],
  ['onParticipantUpdate', true],
  ['onParticipantRemove', true],
  ['onMessageAdded', false],
  ['onMessageUpdated', false],
  ['onMessageRemoved', false],
  ['onConversationAdded', false],
  ['onConversationStateUpdated', false],
  ['onParticipantRemoved', false],
  ['onDeliveryUpdated', false],
])('a repeat of %s is asked again: %s', async (EventType, isAsked) => {
  const webhook = createWebhook({
    tokens: [TOKEN],
    store: memoryStore(),
    handle: () => Promise.resolve(refusal('no')),
  })
  const send = () => webhook(requestOf({ EventType, ConversationSid: 'CH01' }, 'one'))
  expect((await send()).status).toBe(403)
  expect((await send()).status).toBe(isAsked ? 403 : 200)
})
