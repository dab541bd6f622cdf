import { compilePolicy } from '../../src/policy/index.js'
import {
  createAttestationHandler,
  createDecideHandler,
  createVerifyCheckHandler,
  createVerifyStartHandler,
  createWebChatStartHandler,
  type DecideSettings,
  type Directory,
  type FunctionHandler,
  fileDirectory,
  LEDGER_ATTRIBUTE,
  memoryStore,
  type VerifySettings,
} from '../../src/twilio/functions/index.js'
import { call, KEYS } from '../twilio/functions/call.js'
import {
  CONVERSATION,
  GUEST,
  KIOSK,
  ON_FILE,
  participant,
  placeOf,
  SHAPES,
  type WebhookShape,
} from './people.js'

const compiled = compilePolicy(`
policy: harbour
version: 1
classes:
  account: { fields: [orders.*], masked: { write: recognized, read: recognized }, full: { write: verified, read: verified, maxAge: 1h } }
actions:
  cancel_order: { write: verified, read: verified, maxAge: 15m }
channels:
  - ${KIOSK}
stepUp: [login, verify_sms]
routes:
  - { id: general, queue: front }
`)
if (!compiled.ok) throw new TypeError('the policy of the sequences does not compile')
/** What these conversations are decided by. */
export const POLICY = compiled.value

/** When everything here happens. */
export const AT = Date.parse('2026-11-22T10:00:00Z')
/** The one right code. */
export const CODE = '246810'
const read = fileDirectory(
  ON_FILE.map(({ customer, address }) => ({ customer, addresses: [onFile(address)] })),
)
if (!read.ok) throw new TypeError('the customers of the sequences cannot be read')
const CUSTOMERS: Directory = read.value

function onFile(address: string) {
  return { address, basis: 'verified', since: '2024-03-01', confirmed: '2026-11-01' }
}

/** One event: somebody starts a chat, writes, asks for a code and types one; or an agent warns of the conversation. */
export type Event =
  | { readonly type: 'start' }
  | { readonly type: 'warning'; readonly lower: string }
  | { readonly type: 'message'; readonly who: string; readonly through: WebhookShape }
  | { readonly type: 'code'; readonly who: string; readonly typed: string }

/** A conversation whose real handlers share one store, one ledger and one roster. */
export interface Conversation {
  /** Handles one event, and gives the answer to a message. */
  happen(event: Event): Promise<Readonly<Record<string, unknown>> | null>
}

/** Opens it; `settings` change how messages are decided. */
export function openConversation(settings: Partial<DecideSettings> = {}): Conversation {
  const store = memoryStore(() => AT)
  const here = new Set<string>()
  let ledger = ''
  let identity = ''
  const shared = { ledgerKeys: () => KEYS, store: () => store, now: () => AT }
  const decide = createDecideHandler({
    ...shared,
    policy: POLICY,
    directory: () => CUSTOMERS,
    ledgerOf: () => () => Promise.resolve(ledger),
    participants: () => () =>
      Promise.resolve([...here].map((who) => participant(placeOf(who, identity)))),
    intent: { classes: ['account'], actions: ['cancel_order'] },
    ...settings,
  })
  const verify = codeDesk(shared)
  const chat = loginDesk(shared, (sealed) => {
    ledger = sealed
  })
  const warn = createAttestationHandler({
    ...shared,
    flexToken: () => () => Promise.resolve({ worker: 'WK01', roles: ['agent'] }),
  })
  return {
    async happen(event) {
      if (event.type === 'start') {
        identity = String((await call(chat, { login_token: 'token' }))['identity'])
        here.add('login')
        return null
      }
      if (event.type === 'warning') {
        await call(warn, { conversation: CONVERSATION, Token: 'token', lower: event.lower })
        return null
      }
      here.add(event.who)
      const place = placeOf(event.who, identity)
      if (event.type === 'message') {
        return call(decide, { ...SHAPES[event.through](place, event.who), ledger })
      }
      const message = { ...SHAPES.studio(place, event.who), ledger }
      await call(verify.start, { ...message, method: methodOf(event.who) })
      const answer = await call(verify.check, { ...message, code: event.typed })
      if (answer['status'] === 'approved') ledger = String(answer['ledger'])
      return null
    },
  }
}

type LedgerAndClock = Pick<VerifySettings, 'ledgerKeys' | 'store'> & { readonly now: () => number }

const methodOf = (who: string): string => (who === 'email' ? 'verify_email' : 'verify_sms')

/** Twilio's Verify for one process: it approves the one code, once a code was sent. */
function codeDesk(shared: LedgerAndClock): { start: FunctionHandler; check: FunctionHandler } {
  const sent: { to: string; channel: string }[] = []
  const client: ReturnType<VerifySettings['client']> = {
    verify: {
      v2: {
        services: () => ({
          verifications: {
            create: ({ to, channel }) => {
              const sid = `VE${sent.push({ to, channel })}`
              return Promise.resolve({ sid, to, channel, status: 'pending', valid: false })
            },
          },
          verificationChecks: {
            create: ({ verificationSid, code }) => {
              const one = sent[Number(verificationSid.slice(2)) - 1]
              const valid = one !== undefined && code === CODE
              const status = valid ? 'approved' : 'pending'
              return Promise.resolve({
                sid: verificationSid,
                to: one?.to ?? '',
                channel: one?.channel ?? '',
                status,
                valid,
              })
            },
          },
        }),
      },
    },
  }
  const settings: VerifySettings = {
    ...shared,
    service: () => 'VA01',
    client: () => client,
    directory: () => CUSTOMERS,
    pace: 0,
    tries: 100,
    sends: 100,
  }
  return { start: createVerifyStartHandler(settings), check: createVerifyCheckHandler(settings) }
}

/** Flex's web chat for one process, behind a login that is always C-1001's. */
function loginDesk(shared: LedgerAndClock, keep: (ledger: string) => void): FunctionHandler {
  return createWebChatStartHandler({
    ...shared,
    client: () => ({
      flexApi: {
        v2: {
          webChannels: {
            create: ({ identity = GUEST }) =>
              Promise.resolve({ conversationSid: CONVERSATION, identity }),
          },
        },
      },
      conversations: {
        v1: {
          conversations: () => ({
            fetch: () => Promise.resolve({ attributes: '{}' }),
            update: ({ attributes }) => {
              keep(String(JSON.parse(attributes)[LEDGER_ATTRIBUTE]))
              return Promise.resolve({})
            },
            messages: { create: () => Promise.resolve({}) },
          }),
        },
      },
    }),
    address: () => 'IG01',
    login: (_, { conversation }) =>
      Promise.resolve({
        ok: true,
        value: {
          kind: 'session',
          conversation,
          issuer: 'https://login.example.com',
          subject: 'u-77',
          customer: 'C-1001',
          amr: ['pwd'],
          authTime: '2026-11-22T09:50:00Z',
          expires: '2026-11-22T10:50:00Z',
        },
      }),
  })
}
