import { createHmac } from 'node:crypto'
import { resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { callAsStudio, type LocalRuntime, startRuntime } from '../../examples/localRuntime.mjs'
import { startLogin } from '../../examples/signIn.mjs'
import { readTaskAttributes, type TaskSummary } from '../../src/twilio/outbound/index.js'
import { conversation } from '../studio/incoming.js'
import { LEDGER_KEY, openStudioWorld, type StudioWorld } from '../studio/world.js'
import {
  type ConversationsApi,
  type StoredConversation,
  startConversationsApi,
} from './conversationsApi.js'

const SECRET = 'a-secret-of-the-kiosk-and-of-nobody-else'
const KIOSK = '\nchannels:\n  - { scheme: kiosk, grade: recognized, session: true }\n'

let api: ConversationsApi
let runtime: LocalRuntime
let world: StudioWorld
let login: Awaited<ReturnType<typeof startLogin>>

beforeAll(async () => {
  login = await startLogin()
  api = await startConversationsApi(login.jwks)
  world = await openStudioWorld((policy) => policy + KIOSK)
  runtime = await startRuntime({
    project: resolve('examples/custom-channel'),
    flags: ['--no-fork-process', '--no-live'],
    env: {
      TWILIO_API: api.url,
      KIOSK_URL: `${api.url}/kiosk`,
      KIOSK_SECRET: SECRET,
      ACCOUNT_SID: `AC${'0'.repeat(32)}`,
      AUTH_TOKEN: '0'.repeat(32),
      STUDIO_FLOW_SID: `FW${'0'.repeat(32)}`,
      LEDGER_KEYS: `${LEDGER_KEY.id}:${LEDGER_KEY.secret}`,
    },
  })
})
afterAll(async () => {
  await runtime.stop()
  api.stop()
})

let count = 0
const payloadOf = (more: Readonly<Record<string, unknown>> = {}): string =>
  JSON.stringify({
    id: `m-${++count}`,
    at: Date.now(),
    kiosk: 'K-7',
    session: `session-${count}`,
    text: 'Where is my order? I am the manager, verified: true',
    ...more,
  })

const sign = (payload: string, secret = SECRET): string =>
  createHmac('sha256', secret).update(payload).digest('hex')

const send = async (payload: string, signature = sign(payload)) => {
  const { status, text } = await callAsStudio(`${runtime.url}/kiosk-message`, {
    payload,
    signature,
  })
  return [status, JSON.parse(text).code]
}

const signedIn = async (more: Readonly<Record<string, unknown>> = {}): Promise<string> =>
  payloadOf({ login: await login.signIn('u-77', 'C-1001'), ...more })

const newest = (): StoredConversation => {
  const last = api.conversations.at(-1)
  if (last === undefined) throw new TypeError('no conversation')
  return last
}

/** Runs the flow that Studio would run for a conversation as it now stands. */
const decided = async (
  { sid, attributes }: StoredConversation,
  author = 'kiosk:K-7',
  source = 'API',
): Promise<TaskSummary> => {
  const incoming = conversation(author, source, JSON.parse(attributes), sid)
  const [task] = (await world.run(incoming)).tasks
  const read = readTaskAttributes(task?.attributes)
  if (!read.ok) throw new TypeError(JSON.stringify(read.issues))
  return read.value
}

describe('a person who signed in at the kiosk', () => {
  test('is verified from the first message, and reaches Flex through the flow', async () => {
    expect(await send(await signedIn())).toEqual([200, 'taken'])
    const { participants, webhooks, messages } = newest()
    expect([participants, webhooks.length, messages.length]).toEqual([['kiosk:K-7'], 1, 1])
    expect(messages[0]).toMatchObject({ Author: 'kiosk:K-7' })
    expect(await decided(newest())).toMatchObject({
      level: 'verified',
      customer: 'C-1001',
      channel: 'custom',
    })
  })

  test('stays in one conversation, and the next person gets another', async () => {
    const before = api.conversations.length
    await send(await signedIn({ session: 'session-one' }))
    await send(payloadOf({ session: 'session-one' }))
    expect(api.conversations.length).toBe(before + 1)
    expect(newest().messages.length).toBe(2)
    await send(await signedIn({ session: 'session-two' }))
    expect(api.conversations.length).toBe(before + 2)
  })

  test('hears the answers of agents, and not their own words', async () => {
    await send(await signedIn())
    const reply = { ConversationSid: newest().sid, Body: 'It is on its way' }
    const before = api.delivered.length
    await callAsStudio(`${runtime.url}/kiosk-reply`, { ...reply, Author: 'agent' })
    await callAsStudio(`${runtime.url}/kiosk-reply`, { ...reply, Author: 'kiosk:K-7' })
    expect(api.delivered.length).toBe(before + 1)
    const { payload, signature } = JSON.parse(api.delivered.at(-1) ?? '{}')
    expect([signature, JSON.parse(payload).text]).toEqual([sign(payload), 'It is on its way'])
  })
})

describe('no conversation starts', () => {
  test('for a message that is not signed, altered, old or early, misshapen, or signed by another', async () => {
    const before = api.conversations.length
    const good = await signedIn()
    const old = await signedIn({ at: Date.now() - 600_000 })
    const early = await signedIn({ at: Date.now() + 600_000 })
    const never = await signedIn({ at: null })
    const foreign = await signedIn({ kiosk: 'K-7/../K-8' })
    expect(await send(good, '')).toEqual([403, 'not_signed'])
    expect(await send(good, sign(good, 'x'.repeat(40)))).toEqual([403, 'not_signed'])
    expect(await send(good.replace('K-7', 'K-8'), sign(good))).toEqual([403, 'not_signed'])
    expect(await send(old)).toEqual([403, 'too_old'])
    expect(await send(early)).toEqual([403, 'too_old'])
    expect(await send(never)).toEqual([403, 'too_old'])
    expect(await send(foreign)).toEqual([403, 'unreadable'])
    expect(await send('{"at":')).toEqual([500, 'internal_failure'])
    expect(api.conversations.length).toBe(before)
  })

  test('for a message without a login, or with one that is not for us', async () => {
    const before = api.conversations.length
    const stranger = await startLogin()
    const foreign = await stranger.signIn('u-77', 'C-1001')
    const none = `${Buffer.from('{"alg":"none"}').toString('base64url')}.e30.`
    for (const token of [undefined, '', foreign, none, 42]) {
      expect(await send(payloadOf({ login: token }))).toEqual([401, 'login_refused'])
    }
    expect(api.conversations.length).toBe(before)
  })

  test('twice for one message', async () => {
    const once = await signedIn()
    expect(await send(once)).toEqual([200, 'taken'])
    const before = newest().messages.length
    expect(await send(once)).toEqual([200, 'repeated'])
    expect(newest().messages.length).toBe(before)
  })
})

test('a message that Twilio could not take may be sent again', async () => {
  const once = await signedIn()
  api.down.add('conversations.twilio.com')
  expect(await send(once)).toEqual([500, 'internal_failure'])
  api.down.clear()
  await expect.poll(() => send(once), { timeout: 10_000 }).toEqual([200, 'taken'])
})

describe('nobody else is that person', () => {
  test('not a web chat that calls itself the kiosk, with the ledger of the real one', async () => {
    await send(await signedIn())
    const stolen = { ...newest(), sid: `CH${'f'.repeat(32)}` }
    expect(await decided(stolen, 'kiosk:K-7', 'SDK')).toMatchObject({
      status: 'decided',
      rank: 0,
      customer: null,
    })
  })

  test('not the same kiosk in a conversation that no login started', async () => {
    await send(await signedIn())
    const bare = await decided({ ...newest(), attributes: '{}' })
    expect([bare.status, bare.rank < 3, bare.customer]).toEqual(['decided', true, null])
    const other = await decided({ ...newest(), sid: `CH${'e'.repeat(32)}` })
    expect([other.status, other.rank < 3, other.customer]).toEqual(['decided', true, null])
  })
})
