import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { compilePolicy } from '../../src/policy/index.js'
import {
  createAttestationHandler,
  createDecideHandler,
  createVerifyCheckHandler,
  createVerifyStartHandler,
  createWebhook,
  type FunctionHandler,
  fileDirectory,
  fromFunction,
  memoryStore,
} from '../../src/twilio/functions/index.js'
import { runs } from '../runs.js'
import { KEYS } from '../twilio/functions/call.js'
import { jsonRequest, TOKEN } from '../twilio/functions/signedCalls.js'

/** From the request on the wire to the answer: how a flow spells a parameter decides nothing, and nothing is passed over. */
const AT = Date.parse('2026-11-22T10:00:00Z')
const ADA = '+14155550100'

const policy = compilePolicy(`
policy: bank
version: 1
classes:
  balance: { masked: recognized, full: { write: verified, read: verified } }
actions:
  pay: { write: verified, linked: true }
  change: { write: verified, purpose: true }
stepUp: [verify_sms]
routes: [{ id: general, queue: care }]
`)
const customers = fileDirectory([
  {
    customer: 'C-1001',
    addresses: [{ address: ADA, basis: 'verified', since: '2024-03-01', confirmed: '2026-11-01' }],
  },
])

if (!customers.ok) throw new TypeError('customers')
const directory = customers.value

type CallFields = Readonly<Record<string, unknown>>
type CallTexts = Readonly<Record<string, string>>

/** A business with doors of its own, and what its Verify service was asked. */
function open() {
  const store = memoryStore(() => AT)
  const asked: CallFields[] = []
  const sent = { sid: 'VE01', to: ADA, channel: 'sms' }
  const service = {
    verifications: {
      create: async (of: object) => {
        asked.push({ ...of })
        return { ...sent, status: 'pending', valid: false }
      },
    },
    verificationChecks: {
      create: async ({ code, ...of }: { code?: string; amount?: string; payee?: string }) => {
        asked.push({ ...of })
        const isRight = code === '123456'
        return { ...sent, ...of, status: isRight ? 'approved' : 'pending', valid: isRight }
      },
    },
  }
  const common = {
    ...{ policy: () => policy, ledgerKeys: () => KEYS, store: () => store, now: () => AT },
    directory: () => directory,
    client: () => ({ verify: { v2: { services: () => service } } }),
    service: () => 'VA01',
    flexToken: () => () => Promise.resolve({ worker: 'WK01', roles: ['agent'] }),
  }
  const door = (handler: FunctionHandler) => {
    const webhook = createWebhook({ tokens: [TOKEN], handle: fromFunction(handler) })
    return async (fields: CallFields): Promise<CallTexts> =>
      JSON.parse(await (await webhook(jsonRequest(JSON.stringify(fields)))).text())
  }
  const participants = () => () => Promise.resolve([])
  const { client: _, ...known } = common
  return {
    asked,
    start: door(createVerifyStartHandler(common)),
    check: door(createVerifyCheckHandler(common)),
    decide: door(createDecideHandler({ ...known, participants })),
    attest: door(createAttestationHandler(known)),
  }
}

const WHO = { conversation: 'CH01', channel: 'sms', address: ADA, classes: 'balance' }
const PAYMENT = { amount: '100', currency: 'EUR', payee: 'Acme' }

// A name in other letters: capitals anywhere, `_` and `-` anywhere.
const respelt = (name: string): fc.Arbitrary<string> =>
  fc
    .array(fc.tuple(fc.boolean(), fc.constantFrom('', '', '', '_', '-')), {
      minLength: name.length,
      maxLength: name.length,
    })
    .map((how) =>
      [...name]
        .map((letter, at) => {
          const [isCapital, mark] = how[at] ?? [false, '']
          return `${isCapital ? letter.toUpperCase() : letter.toLowerCase()}${mark}`
        })
        .join(''),
    )
// The same value as a flow may write it: with `to_json`, with room around it, as a number.
const rewritten = (value: string): fc.Arbitrary<unknown> =>
  fc.constantFrom<unknown>(
    ...[value, JSON.stringify(value), ` ${value} `],
    ...(/^[1-9]\d*$/.test(value) ? [Number(value)] : []),
  )
const spelt = (fields: CallTexts): fc.Arbitrary<CallFields> =>
  fc
    .tuple(
      ...Object.entries(fields).map(([name, value]) => fc.tuple(respelt(name), rewritten(value))),
    )
    .map((pairs) => Object.fromEntries(pairs))

describe('a code that is asked for, typed and looked at in whatever letters', () => {
  const story = async (asks: readonly [CallFields, CallFields, CallFields]) => {
    const { asked, start, check, decide } = open()
    const sent = await start({ ...WHO, ...asks[0] })
    const right = await check({ ...WHO, ...asks[1] })
    const { level, disclose_balance, action_pay, action_change, reasons } = await decide({
      ...{ ...WHO, actions: 'pay,change', ...asks[2] },
      ledger: right['ledger'],
    })
    return [
      asked,
      sent['status'],
      right['status'],
      level,
      disclose_balance,
      action_pay,
      action_change,
      reasons,
    ]
  }
  const FOR = [{}, { purpose: 'change' }, { purpose: 'pay', ...PAYMENT }, PAYMENT]

  test('opens what it opens in ours, and Verify is told the same', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom<CallTexts>(...FOR).chain((what) => {
          const [start, check] = [
            { ...what, method: 'verify_sms' },
            { ...what, code: '123456' },
          ]
          const { purpose: _, ...asked }: CallTexts = what
          return fc.record({
            plain: fc.constant([start, check, asked] as const),
            other: fc.tuple(spelt(start), spelt(check), spelt(asked)),
          })
        }),
        async ({ plain, other }) => {
          expect(await story(other)).toEqual(await story(plain))
        },
      ),
      runs(40),
    )
  })

  test('is not sent where a word is there twice, or is none', async () => {
    const words = ['purpose', 'payee', 'amount', 'currency', 'method'] as const
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...words).chain((word) => fc.tuple(fc.constant(word), respelt(word))),
        fc.constantFrom<unknown>({ a: 1 }, ['x', 'y'], [1, 2]),
        async ([word, other], none) => {
          const asks = { ...WHO, ...PAYMENT, purpose: 'pay', method: 'verify_sms' }
          const more = other === word ? { [word]: none } : { [other]: 'another' }
          const { asked, start } = open()
          const { status, reason } = await start({ ...asks, ...more })
          expect([status, asked]).toEqual(['withheld', []])
          expect(reason).toMatch(/^(?:invalid_type|invalid_format|duplicate)$/)
        },
      ),
      runs(40),
    )
  })
})

describe('an agent’s word', () => {
  const WARNING = { Token: 't', flags: 'coaching' }

  test('lowers the conversation in whatever letters it and the conversation are named', async () => {
    await fc.assert(
      fc.asyncProperty(
        respelt('flags'),
        respelt('conversation'),
        rewritten('CH01'),
        async (flags, conversation, which) => {
          const { attest, decide } = open()
          expect(await decide(WHO)).toMatchObject({ level: 'recognized' })
          const { status } = await attest({
            Token: 't',
            [flags]: 'coaching',
            [conversation]: which,
          })
          expect(status).toBe('attested')
          expect((await decide(WHO))['reasons']).toContain('agent_flag')
        },
      ),
      runs(30),
    )
  })

  test.each<[string, CallFields]>([
    ['nothing', {}],
    ['a name that is nearly ours', { flag: 'coaching' }],
    ['an empty flag', { flags: '', lower: null }],
    ['no flags', { flags: [] }],
    ['whom it is of, and not what', { customer: 'C-1001', address: ADA, purpose: 'pay' }],
  ])('that says %s is not taken for one', async (_, said) => {
    const { attest } = open()
    const answer = await attest({ Token: 't', conversation: 'CH01', ...said })
    expect(answer).toMatchObject({ status: 'withheld', reason: 'nothing_attested', ledger: '' })
  })

  test.each<[string, CallFields]>([
    ['a flag in two spellings', { Flags: ['x'], FLAGS: 'coaching' }],
    ['a level in two spellings', { lower: 'strong', Lower: 'verified' }],
    ['a word that is none beside it', { ...WARNING, purpose: { a: 1 } }],
  ])('with %s lowers all the same', async (_, said) => {
    const { attest, decide } = open()
    await attest({ Token: 't', conversation: 'CH01', ...said })
    expect(['claimed', 'anonymous']).toContain((await decide(WHO))['level'])
  })
})
