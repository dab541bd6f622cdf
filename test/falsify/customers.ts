import {
  type Contact,
  DAY,
  type Engagement,
  type Evidence,
  HOUR,
  MINUTE,
} from '../../src/model/index.js'
import { type Choose, HERE, ISSUER, iso, MAILS, NOW, PHONES } from '../trust/evidenceWorld.js'
import { approvedChallenge } from './approvedChallenge.js'
import { cleanLookup } from './cleanLookup.js'
import { pick } from './words.js'

/** The message that is answered. */
export const MESSAGE = 'SM02'

const WRITERS: readonly (readonly [Contact, object])[] = [
  [{ channel: 'sms', address: PHONES[0] }, { phone: PHONES[0] }],
  [{ channel: 'sms', address: PHONES[0] }, { phone: PHONES[0] }],
  [{ channel: 'whatsapp', address: `whatsapp:${PHONES[0]}` }, { phone: PHONES[0] }],
  [{ channel: 'email', address: MAILS[0] }, { email: MAILS[0] }],
  [{ channel: 'email', address: MAILS[0] }, { email: MAILS[0] }],
  [{ channel: 'kiosk', address: 'kiosk:7' }, { address: 'kiosk:7' }],
]

const tie = (choose: Choose, query: object): Evidence => ({
  kind: 'directory',
  at: iso(NOW - MINUTE),
  query,
  matches: [
    {
      customer: 'C-1',
      basis: pick(choose, ['verified', 'verified', 'on_file']),
      since: iso(NOW - 900 * DAY),
      confirmed: iso(NOW - 4 * DAY),
    },
  ],
})

const CODES = [
  { to: PHONES[0], channel: 'sms' },
  { to: PHONES[0], channel: 'call' },
  { to: PHONES[0], channel: 'sna' },
  { to: MAILS[0], channel: 'email' },
] as const

const PROOFS: readonly ((choose: Choose, serial: number) => Evidence)[] = [
  (choose, serial) => ({
    kind: 'verify_check',
    at: iso(NOW - pick(choose, [MINUTE, 7 * MINUTE])),
    result: {
      sid: `VE8${serial}`,
      ...pick(choose, CODES),
      status: 'approved',
      valid: true,
      ...(choose(2) === 0 && { amount: '12.50', payee: 'Acme' }),
    },
  }),
  (choose) => ({
    kind: 'session',
    at: iso(NOW - MINUTE),
    issuer: ISSUER,
    subject: 'u-1',
    customer: 'C-1',
    amr: pick(choose, [['pwd'], ['hwk'], ['pwd', 'otp']]),
    authTime: iso(NOW - pick(choose, [2 * MINUTE, 30 * MINUTE, HOUR])),
    expires: iso(NOW + DAY),
  }),
  (choose, serial) => ({
    kind: 'factor_challenge',
    at: iso(NOW - MINUTE),
    customer: 'C-1',
    result: approvedChallenge(choose, `YC8${serial}`),
  }),
  () => ({
    kind: 'agent_attestation',
    at: iso(NOW - MINUTE),
    agent: 'WK02',
    method: 'callback',
    address: PHONES[0],
  }),
]

/** What a proof was given for: nothing in particular as a rule, else this message or another, or one thing that is asked. */
const bondOf = (choose: Choose, asked: readonly string[]) => ({
  conversation: HERE,
  ...(choose(3) === 0 && { message: pick(choose, [MESSAGE, MESSAGE, 'SM01']) }),
  ...(choose(4) === 0 && { purpose: pick(choose, asked) }),
})

/** Makes an engagement of somebody on record who proves themselves: what most conversations are about, and attacks. */
export function makeCustomer(choose: Choose, asked: readonly string[]): Engagement {
  const [contact, query] = pick(choose, WRITERS)
  const proofs = Array.from({ length: choose(4) }, (_, serial) => ({
    ...pick(choose, PROOFS)(choose, serial),
    ...bondOf(choose, asked),
  }))
  return {
    conversation: HERE,
    message: MESSAGE,
    contact,
    evidence: [
      ...(choose(5) === 0 ? [] : [tie(choose, query)]),
      ...(choose(2) === 0 ? [cleanLookup(PHONES[0])] : []),
      ...proofs,
    ],
  }
}
