import { compilePolicy } from '../../src/policy/index.js'
import {
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

const compiled = compilePolicy(`
policy: harbour
version: 1
classes:
  account: { fields: [orders.*], masked: { write: recognized, read: recognized }, full: { write: verified, read: verified, maxAge: 1h } }
actions:
  cancel_order: { write: verified, read: verified, maxAge: 15m }
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
/** The conversation that everybody shares. */
export const CONVERSATION = `CH${'1'.repeat(32)}`

/** Everybody who may come into the conversation; `login` is who signed in on the web page that started it. */
export const PEOPLE = ['login', 'guest', 'sms', 'whatsapp', 'email'] as const
export type Person = (typeof PEOPLE)[number]

const GUEST = `FX${'2'.repeat(32)}`
const ADDRESSES = {
  sms: '+14155550100',
  whatsapp: '+14155550166',
  email: 'grace@example.com',
} as const

const read = fileDirectory([
  { customer: 'C-1001', addresses: [onFile('+14155550100')] },
  { customer: 'C-2002', addresses: [onFile('+14155550166')] },
  { customer: 'C-3003', addresses: [onFile('grace@example.com')] },
])
if (!read.ok) throw new TypeError('the customers of the sequences cannot be read')
const CUSTOMERS: Directory = read.value

function onFile(address: string) {
  return { address, basis: 'verified', since: '2024-03-01', confirmed: '2026-11-01' }
}

/** One event: somebody starts a chat, writes, asks for a code, or types one. */
export type Event =
  | { readonly type: 'start' }
  | { readonly type: 'message'; readonly who: Person; readonly through: 'webhook' | 'studio' }
  | { readonly type: 'code'; readonly who: Person; readonly typed: string }

/** A conversation whose real handlers share one store, one ledger and one roster. */
export interface Conversation {
  /** Handles one event, and gives the answer to a message. */
  happen(event: Event): Promise<Readonly<Record<string, unknown>> | null>
}

/** Opens it; `settings` change how messages are decided. */
export function openConversation(settings: Partial<DecideSettings> = {}): Conversation {
  const store = memoryStore(() => AT)
  const here = new Set<Person>()
  let ledger = ''
  let identity = ''
  const shared = { ledgerKeys: () => KEYS, store: () => store, now: () => AT }
  const decide = createDecideHandler({
    ...shared,
    policy: POLICY,
    directory: () => CUSTOMERS,
    ledgerOf: () => () => Promise.resolve(ledger),
    participants: () => () => Promise.resolve([...here].map((who) => participant(who, identity))),
    intent: { classes: ['account'], actions: ['cancel_order'] },
    ...settings,
  })
  const verify = codeDesk(shared)
  const chat = loginDesk(shared, (sealed) => {
    ledger = sealed
  })
  return {
    async happen(event) {
      if (event.type === 'start') {
        identity = String((await call(chat, { login_token: 'token' }))['identity'])
        here.add('login')
        return null
      }
      here.add(event.who)
      const message = { ...writtenBy(event.who, identity), ledger }
      if (event.type === 'message') {
        return call(decide, event.through === 'studio' ? message : asWebhook(event.who, identity))
      }
      await call(verify.start, { ...message, method: methodOf(event.who) })
      const answer = await call(verify.check, { ...message, code: event.typed })
      if (answer['status'] === 'approved') ledger = String(answer['ledger'])
      return null
    },
  }
}

type Shared = Pick<VerifySettings, 'ledgerKeys' | 'store'> & { readonly now: () => number }

const methodOf = (who: Person): string => (who === 'email' ? 'verify_email' : 'verify_sms')

/** Twilio's Verify for one process: it approves the one code, once a code was sent. */
function codeDesk(shared: Shared): { start: FunctionHandler; check: FunctionHandler } {
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
function loginDesk(shared: Shared, keep: (ledger: string) => void): FunctionHandler {
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

/** A Run Function widget's parameters, as the shipped flow writes them. */
function writtenBy(who: Person, identity: string): Readonly<Record<string, string>> {
  const place = { conversation: CONVERSATION, message: `IM-${who}` }
  if (who === 'login') return { ...place, channel: 'web_chat_authenticated', address: identity }
  if (who === 'guest') return { ...place, channel: 'web_chat', address: GUEST }
  return { ...place, channel: who, address: ADDRESSES[who] }
}

/** What Conversations posts for a message. */
function asWebhook(who: Person, identity: string): Readonly<Record<string, string>> {
  const place = {
    EventType: 'onMessageAdded',
    ConversationSid: CONVERSATION,
    MessageSid: `IM-${who}`,
  }
  if (who === 'login')
    return { ...place, Source: 'SDK', Author: identity, ClientIdentity: identity }
  if (who === 'guest') return { ...place, Source: 'SDK', Author: GUEST, ClientIdentity: GUEST }
  const prefix = who === 'whatsapp' ? 'whatsapp:' : ''
  return { ...place, Source: who.toUpperCase(), Author: `${prefix}${ADDRESSES[who]}` }
}

/** A participant as Twilio's list shows them. */
function participant(who: Person, identity: string): object {
  if (who === 'login' || who === 'guest') {
    return { identity: who === 'login' ? identity : GUEST, messaging_binding: null }
  }
  const prefix = who === 'whatsapp' ? 'whatsapp:' : ''
  return {
    identity: null,
    messaging_binding: {
      type: who,
      address: `${prefix}${ADDRESSES[who]}`,
      proxy_address: who === 'email' ? 'help@example.com' : `${prefix}+18005550199`,
    },
  }
}
