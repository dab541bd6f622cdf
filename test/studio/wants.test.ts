import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import {
  readTaskAttributes,
  type StudioFlowOptions,
  toStudioFlow,
} from '../../src/twilio/outbound/index.js'
import { POLICY, TRIES, WANTS } from '../newProject.js'
import { readDefinition } from './definition.js'
import { compiled, OPTIONS } from './fixture.js'
import { conversation, message, replying } from './incoming.js'
import { type Execution, type IncomingMessage, runFlow } from './runFlow.js'
import { CODE, openStudioWorld, type StudioWorld } from './world.js'

const KNOWN = '+14155550100'

let world: StudioWorld
beforeAll(async () => {
  world = await openStudioWorld()
})
beforeEach(() => world.twilio.state.documents.clear())

const run = (incoming: IncomingMessage, ...replies: readonly string[]) =>
  world.run(incoming, { person: replying(...replies) })

const levelOf = ({ tasks }: Execution) => {
  const read = readTaskAttributes(tasks[0]?.attributes)
  return read.ok ? read.value.level : 'unreadable'
}
const ran = ({ steps }: Execution) => steps.map(({ widget }) => widget)
const sentTo = () => [...world.twilio.calls].filter(({ path }) => path.endsWith('/Verifications'))

describe('what the person wants comes before any proof', () => {
  test('a first message that tells it is not asked about', async () => {
    const whole = await run(message(KNOWN, 'Where is my ORDER? It is late'), 'yes', CODE)
    expect([ran(whole).includes('want'), levelOf(whole)]).toEqual([false, 'verified'])
  })

  test('a first message that does not is asked about, once', async () => {
    const whole = await run(message(KNOWN, 'hi'), 'about a parcel please', 'yes', CODE)
    expect(ran(whole).indexOf('want')).toBeLessThan(ran(whole).indexOf('decide'))
    expect([ran(whole).includes('want'), levelOf(whole)]).toEqual([true, 'verified'])
  })

  test.each([['hello'], ['']])(
    'whoever wants none of it is asked for no proof: %j',
    async (first) => {
      for (const replies of [[], ['a complaint']]) {
        const whole = await run(message(KNOWN, first), ...replies)
        expect(ran(whole)).not.toContain('consent')
        expect([whole.tasks.length, levelOf(whole)]).toEqual([1, 'recognized'])
      }
    },
  )

  test.each([['{{flow.sid}}'], ['order","actions":"change_address'], ['order\u0000&classes=all']])(
    'words choose what is asked for, and nothing else: %j',
    async (said) => {
      const whole = await run(message('+14155550199', said), 'no')
      expect(['claimed', 'anonymous']).toContain(levelOf(whole))
    },
  )
})

describe('a code that expired or never came', () => {
  test('is sent again when asked for', async () => {
    const before = sentTo().length
    const whole = await run(message(KNOWN), 'yes', 'Resend', CODE)
    expect([levelOf(whole), sentTo().length - before]).toEqual(['verified', 2])
    expect(ran(whole)).toEqual(expect.arrayContaining(['start', 'start_resent', 'check_1_resent']))
  })

  test('is sent again after wrong tries, with tries of its own, and then no more', async () => {
    const whole = await run(message(KNOWN), 'yes', '1111', 'new code', '2222', 'resend', CODE)
    expect([levelOf(whole), whole.ended]).toEqual(['verified', 'ended'])
    expect(whole.lines.filter(({ text }) => /RESEND/.test(text)).length).toBe(2)
  })

  test('can be had another way by its name', async () => {
    const whole = await run(message(KNOWN), 'yes', 'email', CODE)
    expect(
      sentTo()
        .slice(-2)
        .map(({ body }) => body['Channel']),
    ).toEqual(['sms', 'email'])
    expect(levelOf(whole)).toBe('verified')
    expect(whole.lines.some(({ text }) => text.endsWith('reply SMS, EMAIL.'))).toBe(true)
  })

  test('that was replaced proves nothing any more, and is no other conversation’s', async () => {
    const one = await run(message(KNOWN), 'yes', 'resend', 'skip')
    expect([levelOf(one), ran(one).includes('check_1_resent')]).toEqual(['recognized', false])
  })
})

describe('a language', () => {
  const languages = [
    {
      language: 'es',
      addresses: ['+18005550199'],
      replies: {
        want: '¿En qué podemos ayudarle?',
        yes: ['sí', 'si'],
        connecting: 'Le atendemos.',
      },
    },
  ]
  const speaking = (
    options: Partial<StudioFlowOptions>,
    incoming: IncomingMessage,
    replies: string[],
  ) => {
    const settings = { tries: TRIES, wants: WANTS }
    const flow = toStudioFlow(compiled(POLICY), { ...OPTIONS, ...settings, ...options })
    if (!flow.ok) throw new TypeError(JSON.stringify(flow.issues))
    return runFlow(readDefinition(flow.value), incoming, {
      call: world.call,
      person: replying(...replies),
    })
  }
  const flowSaid = ({ lines }: Execution) =>
    lines.filter(({ from }) => from === 'flow').map(({ text }) => text)

  test('is the one of the address that was written to, and its words are understood', async () => {
    const whole = await speaking({ languages }, message(KNOWN, 'hola'), ['order', 'Sí', CODE])
    expect(flowSaid(whole)[0]).toBe('¿En qué podemos ayudarle?')
    expect([flowSaid(whole).at(-1), levelOf(whole)]).toEqual(['Le atendemos.', 'verified'])
  })

  test('is the one a web chat’s form names, and the first for any other', async () => {
    const said = async (language: unknown) => {
      const form = { pre_engagement_data: { language } }
      const chat = conversation('FX01', 'SDK', form, `CH${'5'.repeat(32)}`, 'x')
      return flowSaid(await speaking({ languages }, chat, ['no']))
    }
    expect((await said('es-MX'))[0]).toBe('¿En qué podemos ayudarle?')
    for (const other of ['de', '', 7, '{{flow.sid}}'])
      expect((await said(other))[0]).toMatch(/^Thanks for getting in touch/)
  })

  test('is spoken where the channel is not known as well', async () => {
    const chat = conversation('x', 'CARRIER_PIGEON', { pre_engagement_data: { language: 'es' } })
    expect(flowSaid(await speaking({ languages }, chat, []))).toEqual(['Le atendemos.'])
  })
})
