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
  type Store,
} from '../../src/twilio/functions/index.js'
import { KEYS } from '../twilio/functions/call.js'
import { jsonRequest, TOKEN } from '../twilio/functions/signedCalls.js'

const AT = Date.parse('2026-11-22T10:00:00Z')
export const ADA = '+14155550100'

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

export type CallFields = Readonly<Record<string, unknown>>
export type CallTexts = Readonly<Record<string, string>>

/** A business with doors of its own, and what its Verify service was asked. */
export function openDoors(store: Store = memoryStore(() => AT)) {
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

/** Somebody whose number is on file. */
export const WHO = { conversation: 'CH01', channel: 'sms', address: ADA, classes: 'balance' }
