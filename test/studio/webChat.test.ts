import { decodeJwt } from 'jose'
import { beforeAll, describe, expect, test } from 'vitest'
import { startLogin } from '../../examples/signIn.mjs'
import { readTaskAttributes, type TaskSummary } from '../../src/twilio/outbound/index.js'
import { conversation } from './incoming.js'
import { openStudioWorld, type StudioWorld } from './world.js'

const ADDRESS = 'https://page.example.com/webchat-start'

let world: StudioWorld
beforeAll(async () => {
  world = await openStudioWorld()
})

interface Started {
  readonly status: string
  readonly authenticated: string
  readonly conversation_sid: string
  readonly identity: string
  readonly token: string
}

/** Starts a chat as a page does. */
const start = async (fields: Readonly<Record<string, string>>): Promise<Started> => {
  const answer = await world.call(ADDRESS, new URLSearchParams(fields))
  return JSON.parse(answer?.body ?? '{}')
}

/** Runs the flow for the first message of a chat that was started. */
const firstMessage = async ({ conversation_sid, identity }: Started): Promise<TaskSummary> => {
  const attributes = JSON.parse(world.twilio.state.conversations.get(conversation_sid) ?? '{}')
  const [task] = (await world.run(conversation(identity, 'SDK', attributes, conversation_sid)))
    .tasks
  const read = readTaskAttributes(task?.attributes)
  if (!read.ok) throw new TypeError(JSON.stringify(read.issues))
  return read.value
}

const FORM = JSON.stringify({ friendlyName: 'Ada', email: 'ada@example.com', verified: true })

describe('a web chat', () => {
  test('of a person who has signed in is verified from its first message', async () => {
    const started = await start({ login_token: await world.signIn('u-77', 'C-1001'), form: FORM })
    expect(started).toMatchObject({ status: 'started', authenticated: 'true' })
    expect(decodeJwt(started.token)).toMatchObject({ grants: { identity: started.identity } })
    expect(await firstMessage(started)).toMatchObject({
      level: 'verified',
      customer: 'C-1001',
      channel: 'web_chat_authenticated',
    })
  })

  test('of a guest is a guest, whatever the form and the browser say', async () => {
    const started = await start({
      form: FORM,
      identity: 'u-77',
      authenticated: 'true',
      countersign_channel: 'web_chat_authenticated',
    })
    expect(started).toMatchObject({ status: 'started', authenticated: 'false' })
    expect(started.identity).not.toBe('u-77')
    const { status, rank, customer, disclosure } = await firstMessage(started)
    expect([status, rank <= 1, customer]).toEqual(['decided', true, null])
    expect(disclosure['orders']).toBe('none')
  })

  test('does not start on a token that another login signed', async () => {
    const stranger = await startLogin()
    const started = await start({
      login_token: await stranger.signIn('u-77', 'C-1001'),
      form: FORM,
    })
    expect(started).toMatchObject({ status: 'withheld', conversation_sid: '', token: '' })
  })
})
