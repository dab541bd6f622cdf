import fc from 'fast-check'
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { sealLedger } from '../../src/twilio/functions/index.js'
import { readTaskAttributes, type TaskSummary } from '../../src/twilio/outbound/index.js'
import { runs } from '../runs.js'
import { conversation, message, replying } from './incoming.js'
import type { Execution, IncomingMessage } from './runFlow.js'
import { CODE, LEDGER_KEY, openStudioWorld, type StudioWorld } from './world.js'

const KNOWN = '+14155550100'
const UNKNOWN = '+14155550199'

let world: StudioWorld
beforeAll(async () => {
  world = await openStudioWorld()
})
beforeEach(() => {
  world.twilio.state.documents.clear()
  world.twilio.settings.fail.clear()
})

const only = <T>(items: readonly T[]): T => {
  const [item, ...others] = items
  if (item === undefined || others.length > 0) throw new TypeError('not exactly one')
  return item
}

const arrivalOf = ({ tasks }: Execution) => world.route(only(tasks))

const summaryOf = ({ tasks }: Execution): TaskSummary => {
  const read = readTaskAttributes(only(tasks).attributes)
  if (!read.ok) throw new TypeError(JSON.stringify(read.issues))
  return read.value
}

const said = ({ lines }: Execution) =>
  lines.filter(({ from }) => from === 'flow').map(({ text }) => text)
const widgets = ({ steps }: Execution) => steps.map(({ widget }) => widget)

const run = (incoming: IncomingMessage, ...replies: readonly string[]) =>
  world.run(incoming, { person: replying(...replies) })

describe('a person', () => {
  test('whose number is on file is recognised, and reaches the front desk', async () => {
    const whole = await run(message(KNOWN), 'no thanks')
    expect(summaryOf(whole)).toMatchObject({
      level: 'recognized',
      customer: 'C-1001',
      disclosure: { orders: 'masked' },
    })
    expect(arrivalOf(whole)).toEqual({ queue: 'front-desk', priority: 0 })
  })

  test('who types the code is verified, and reaches the queue of the verified', async () => {
    const whole = await run(message(KNOWN), 'Yes ', CODE)
    expect(summaryOf(whole)).toMatchObject({ level: 'verified', disclosure: { orders: 'full' } })
    expect(arrivalOf(whole)).toEqual({ queue: 'care', priority: 5 })
    expect(widgets(whole)).toContain('flex_stepped_up')
  })

  test('who mistypes the code once and then types it as people do is verified', async () => {
    const whole = await run(message(KNOWN), 'y', '000000', '246-810')
    expect([summaryOf(whole).level, widgets(whole).includes('check_2')]).toEqual(['verified', true])
  })

  test('who fails three times is asked no fourth time and stays as they were', async () => {
    const whole = await run(message(KNOWN), 'yes', '1111', '2222', '3333', CODE)
    expect(widgets(whole).filter((name) => name.startsWith('check_')).length).toBe(3)
    expect(summaryOf(whole).level).toBe('recognized')
    expect(arrivalOf(whole)).toEqual({ queue: 'front-desk', priority: 0 })
  })

  test('who starts over and over is locked, although each flow allows three tries', async () => {
    const levels: string[] = []
    for (const code of ['1111', '2222', CODE]) {
      levels.push(summaryOf(await run(message(KNOWN), 'yes', code, '9999', '8888')).level)
    }
    expect(levels).toEqual(['recognized', 'recognized', 'recognized'])
  })

  test.each([
    ['declines', ['No']],
    ['does not answer', []],
    ['skips the code', ['yes', 'Skip']],
    ['does not answer with a code', ['yes']],
    ['skips at the last try', ['yes', '1', '2', 'skip']],
  ])('who %s goes on as they were', async (_, replies) => {
    const whole = await run(message(KNOWN), ...replies)
    expect([summaryOf(whole).level, whole.ended]).toEqual(['recognized', 'ended'])
  })

  test('whose number is on file for nobody is told nothing, with a code or without', async () => {
    for (const replies of [[], ['yes', CODE]]) {
      const whole = await run(message(UNKNOWN), ...replies)
      expect(summaryOf(whole)).toMatchObject({ customer: null, disclosure: { orders: 'none' } })
      expect(arrivalOf(whole)).toEqual({ queue: 'front-desk', priority: 0 })
    }
  })

  test('whom Flex does not take is told so', async () => {
    const whole = await world.run(message(KNOWN), { enqueues: false })
    expect([whole.tasks, said(whole).at(-1)]).toEqual([[], expect.stringContaining('nobody')])
  })
})

describe('whether a record exists cannot be told from outside', () => {
  const claiming = (email: string) =>
    conversation('FX0123456789abcdef0123456789abcdef', 'SDK', {
      pre_engagement_data: { friendlyName: 'Someone', email },
    })

  const guesses = fc.array(
    fc.constantFrom('yes', 'no', 'skip', '111111', 'hello', 'ada@example.com'),
    {
      maxLength: 5,
    },
  )

  test('by who writes: the same words and widgets for a number on file and one that is not', async () => {
    await fc.assert(
      fc.asyncProperty(guesses, async (replies) => {
        world.twilio.state.documents.clear()
        const [one, other] = [
          await run(message(KNOWN), ...replies),
          await run(message(UNKNOWN), ...replies),
        ]
        expect(one.lines).toEqual(other.lines)
        expect(summaryOf(one).status).toBe('decided')
        // The attributes differ, for agents' eyes only.
        expect(widgets(one)).toEqual(widgets(other))
      }),
      runs(25),
    )
  })

  // Few, because sending to a record takes its time on purpose: how long it took must not tell either.
  test.each([[['no']], [['yes', '111111', 'skip']], [['yes', '1', '2', '3']]])(
    'by what a guest claims: the same for an address on file and one that is not, answering %j',
    async (replies) => {
      world.twilio.state.documents.clear()
      const one = await run(claiming('ada@example.com'), ...replies)
      const other = await run(claiming('nobody@example.com'), ...replies)
      expect(one.lines).toEqual(other.lines)
      expect(summaryOf(one).status).toBe('decided')
      expect(widgets(one)).toEqual(widgets(other))
    },
  )

  test('a code for a guest who names an address on file goes to the record, and opens nothing to the guest without it', async () => {
    const whole = await run(claiming('ada@example.com'), 'yes', '111111', '222222', '333333')
    expect([summaryOf(whole).rank < 2, summaryOf(whole).disclosure['orders']]).toEqual([
      true,
      'none',
    ])
  })
})

describe('a channel', () => {
  test.each([
    ['sms', message(KNOWN), 'recognized'],
    ['whatsapp', message(`whatsapp:${KNOWN}`), 'recognized'],
    ['rcs', message(`rcs:${KNOWN}`), 'recognized'],
    ['messenger', message('messenger:123456'), 'claimed'],
    ['sms', conversation(KNOWN, 'SMS'), 'recognized'],
    ['whatsapp', conversation(`whatsapp:${KNOWN}`, 'WHATSAPP'), 'recognized'],
  ])('%s is named by Twilio', async (channel, incoming, level) => {
    const { channel: named, level: reached } = summaryOf(await run(incoming))
    expect([named, reached]).toEqual([channel, level])
  })

  test.each([
    ['a number', KNOWN],
    ['a WhatsApp address', `whatsapp:${KNOWN}`],
    ['an RCS address', `rcs:${KNOWN}`],
    ['an address on file', 'ada@example.com'],
    ['a login', 'web_chat_authenticated:C-1001'],
  ])('a web chat whose browser calls itself %s is a guest', async (_, identity) => {
    const { channel, rank, customer } = summaryOf(await run(conversation(identity, 'SDK')))
    expect([channel, rank, customer]).toEqual(['web_chat', 0, null])
  })

  test('a source that Twilio does not document decides nothing', async () => {
    for (const source of ['', 'CARRIER_PIGEON']) {
      const whole = await run(conversation(KNOWN, source))
      expect(summaryOf(whole).status).toBe('withheld')
      expect(arrivalOf(whole).queue).toBe('front-desk')
    }
  })
})

describe('a web chat that a login started', () => {
  const ledger = (ConversationSid: string, secret = LEDGER_KEY.secret): string => {
    const at = Date.now()
    const evidence = {
      kind: 'session',
      conversation: ConversationSid,
      issuer: 'https://login.example.com',
      subject: 'u-77',
      customer: 'C-1001',
      amr: ['pwd'],
      authTime: new Date(at - 60_000).toISOString(),
      expires: new Date(at + 600_000).toISOString(),
    }
    const sealed = sealLedger(
      {
        conversation: ConversationSid,
        sequence: 1,
        issued: at,
        expires: at + 600_000,
        evidence: [evidence],
      },
      [{ ...LEDGER_KEY, secret }],
    )
    return sealed.ok ? sealed.value : ''
  }
  const started = (sid: string, sealed: string) =>
    conversation(
      'u_0123',
      'SDK',
      { countersign_channel: 'web_chat_authenticated', countersign_ledger: sealed },
      sid,
    )

  test('is verified from its first message', async () => {
    const sid = `CH${'7'.repeat(32)}`
    expect(summaryOf(await run(started(sid, ledger(sid))))).toMatchObject({
      level: 'verified',
      customer: 'C-1001',
    })
  })

  test.each([
    ['of another conversation', ledger(`CH${'8'.repeat(32)}`)],
    ['under another key', ledger(`CH${'9'.repeat(32)}`, 'a-key-that-nobody-here-has-ever-seen!!')],
    ['none at all', ''],
    ['plain JSON', '{"evidence":[{"kind":"session","customer":"C-1001"}]}'],
  ])('with a ledger %s is worth nothing', async (_, sealed) => {
    const { status, rank, customer } = summaryOf(await run(started(`CH${'9'.repeat(32)}`, sealed)))
    expect([status, rank < 2, customer]).toEqual(['decided', true, null])
  })
})
