import { expect, test } from 'vitest'
import { channels, parseContact } from '../../../src/channels/index.js'
import type { CompiledPolicy } from '../../../src/decide/index.js'
import { evaluate } from '../../../src/evaluate.js'
import { type Evidence, ok } from '../../../src/model/index.js'
import { compilePolicy } from '../../../src/policy/index.js'
import { createAttestationHandler } from '../../../src/twilio/functions/attestationHandler.js'
import { createDecideHandler } from '../../../src/twilio/functions/decideHandler.js'
import type { CallParameters } from '../../../src/twilio/functions/formParameters.js'
import { fromFunction } from '../../../src/twilio/functions/fromFunction.js'
import type { FunctionHandler } from '../../../src/twilio/functions/functionHandler.js'
import { createKnowledgeHandler } from '../../../src/twilio/functions/knowledgeHandler.js'
import { openLedger } from '../../../src/twilio/functions/ledger.js'
import { memoryStore } from '../../../src/twilio/functions/memoryStore.js'
import { createVerifyCheckHandler } from '../../../src/twilio/functions/verifyCheckHandler.js'
import type { VerifyClient } from '../../../src/twilio/functions/verifyClient.js'
import { createVerifyStartHandler } from '../../../src/twilio/functions/verifyStartHandler.js'
import { createWebhook } from '../../../src/twilio/functions/webhook.js'
import { KEYS } from './call.js'
import { formRequest, TOKEN } from './signedCalls.js'

const AT = Date.parse('2026-11-22T10:00:00Z')
const PHONE = '+14155550100'

const DECLARED = [
  { scheme: 'kiosk', grade: 2, session: true },
  { scheme: 'parcel', grade: 1, session: false },
  { scheme: 'partner.app', grade: 0, session: true },
] as const

const SOURCE = `
policy: halls
version: 1
channels:
${DECLARED.map((one) => `  - ${JSON.stringify(one)}`).join('\n')}
classes: { booking: { full: { write: recognized } }, record: { full: { write: verified } } }
actions: { rebook: { write: recognized, purpose: true }, cancel: { write: recognized } }
knowledge: { booking: { asks: [booking_reference, surname], attempts: 3, within: 1h } }
stepUp: [verify_sms]
routes: [{ id: all, queue: front }]
`
const compiled = (): CompiledPolicy => {
  const policy = compilePolicy(SOURCE)
  if (!policy.ok) throw new TypeError(JSON.stringify(policy.issues))
  return policy.value
}
const POLICY = compiled()

// Every channel there is, and each way in which a call may say who writes on one that the policy declares.
const BUILT_IN = channels
  .filter(({ name }) => name !== 'custom')
  .flatMap((channel) =>
    channel.examples.valid
      .filter((address) => channel.sender(address) === 'person')
      .slice(0, 1)
      .map((address) => ({ channel: channel.name, address })),
  )
const waysToSay = (scheme: string) => [
  { channel: scheme, address: 'K-7' },
  { channel: scheme.toUpperCase(), address: `${scheme}:K-7` },
  { channel: 'custom', address: `${scheme}:K-7` },
  { channel: 'custom_channel', address: `${scheme}: K-7` },
]
// All four ways of the first, and of each other the first and one of the rest.
const OWN = DECLARED.flatMap(({ scheme }, at) =>
  waysToSay(scheme).filter((_, way) => at === 0 || way === 0 || way === at),
)
const WRITERS = [...BUILT_IN, ...OWN]

/** A desk behind webhooks that take what was signed and nothing else. */
function desk() {
  const store = memoryStore(() => AT)
  const verification = { sid: 'VE01', to: PHONE, channel: 'sms', status: 'approved', valid: true }
  const service = {
    verifications: { create: () => Promise.resolve(verification) },
    verificationChecks: { create: () => Promise.resolve(verification) },
  }
  const client: VerifyClient = { verify: { v2: { services: () => service } } }
  const directory = () => ({
    find: () =>
      Promise.resolve([{ customer: 'C-1', basis: 'verified' as const, since: '2024-03-01' }]),
    reach: () => Promise.resolve(PHONE),
  })
  const policy = () => ok(POLICY)
  const shared = { policy, ledgerKeys: () => KEYS, now: () => AT, store: () => store, pace: 0 }
  const codes = { ...shared, service: () => 'VA01', client: () => client, directory }
  const bring = (handler: FunctionHandler) => {
    const webhook = createWebhook({ tokens: [TOKEN], handle: fromFunction(handler) })
    return async (
      form: Readonly<Record<string, string>>,
    ): Promise<Readonly<Record<string, unknown>>> =>
      Object(await (await webhook(formRequest(form))).json())
  }
  const flexToken = () => () =>
    Promise.resolve({ worker: 'WK01', identity: 'ada', roles: ['agent'] })
  return {
    attest: bring(createAttestationHandler({ ...shared, flexToken })),
    decide: bring(
      createDecideHandler({ ...shared, participants: () => () => Promise.resolve([]) }),
    ),
    know: bring(createKnowledgeHandler({ ...shared, find: () => () => Promise.resolve('C-1') })),
    start: bring(createVerifyStartHandler(codes)),
    check: bring(createVerifyCheckHandler(codes)),
  }
}

const CALL = { conversation: 'CH01', message: 'IM01', purpose: 'rebook' }
const ANSWERS = { 'answer.booking_reference': 'XK7Q2M', 'answer.surname': 'Lovelace' }

const itemsIn = (ledger: unknown): readonly Evidence[] => {
  const opened = openLedger(ledger, { keys: KEYS, conversation: 'CH01', at: AT })
  return opened.ok ? opened.value.evidence : []
}

/** What is decided on the same evidence where the contact is read by the policy, with nothing on the wire. */
function reference(writer: (typeof WRITERS)[number], asked: object, evidence: readonly Evidence[]) {
  const contact = parseContact(writer, POLICY.channels)
  if (!contact.ok) throw new TypeError('no contact')
  const engagement = { conversation: 'CH01', contact: contact.value, readers: [], ...asked }
  const { trust, disclosure, actions } = evaluate(
    POLICY,
    { ...engagement, evidence: evidence.map((item) => ({ ...item, by: contact.value })) },
    AT,
  )
  return {
    level: trust.level,
    disclose_booking: disclosure['booking'],
    disclose_record: disclosure['record'],
    action_rebook: actions['rebook'],
    action_cancel: actions['cancel'],
  }
}

// What was checked for, the same of another message, and another action.
const ASKED = [
  { message: 'IM01', action: 'rebook' },
  { message: 'IM02', action: 'rebook' },
  { message: 'IM01', action: 'cancel' },
]

type HandlerDesk = ReturnType<typeof desk>
const CHECKS: readonly ((
  desk: HandlerDesk,
  call: CallParameters,
) => Promise<Readonly<Record<string, unknown>>>)[] = [
  ({ know }, call) => know({ ...call, ...ANSWERS }),
  ({ attest }, { address = '', ...call }) =>
    attest({ ...call, contact: address, Token: 'agent', method: 'callback', address: PHONE }),
  async ({ check, start }, call) => {
    await start({ ...call, method: 'verify_sms' })
    return check({ ...call, code: '123456' })
  },
]

test('on every channel that there is or that the policy declares, however it is named, a check counts as the decision counts it', async () => {
  const outcomes = new Set<string>()
  for (const writer of WRITERS) {
    for (const pass of CHECKS) {
      const here = desk()
      const call = { ...CALL, ...writer }
      const passed = await pass(here, call)
      expect([writer, passed]).toMatchObject([writer, { ok: 'true', reason: '' }])
      const ledger = String(passed['ledger'])
      for (const { message, action } of ASKED) {
        const answer = await here.decide({ ...call, message, actions: action, ledger })
        const expected = reference(
          writer,
          { message, intent: { actions: [action] } },
          itemsIn(ledger),
        )
        const { level, action_rebook, action_cancel } = answer
        expect([writer, message, action, answer]).toMatchObject([writer, message, action, expected])
        outcomes.add(`${level} ${action_rebook} ${action_cancel}`)
      }
    }
  }
  // In a session a check is carried to the next message and another action, and without one it is not.
  expect(outcomes.size).toBeGreaterThan(2)
})

test('a channel that the policy does not declare is one to none of the handlers', async () => {
  const { decide, know, start, check } = desk()
  for (const writer of [
    { channel: 'custom', address: 'booth:K-7' },
    { channel: 'booth', address: 'K-7' },
  ]) {
    const call = { ...CALL, ...writer }
    const { reason } = await decide(call)
    expect(['unknown_scheme', 'unknown_channel']).toContain(reason)
    const asked = [
      know({ ...call, ...ANSWERS }),
      start({ ...call, method: 'verify_sms' }),
      check({ ...call, code: '123456' }),
    ]
    for (const answer of await Promise.all(asked))
      expect(answer).toMatchObject({ ok: 'false', reason, ledger: '' })
  }
})
