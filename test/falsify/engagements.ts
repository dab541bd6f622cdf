import { channels } from '../../src/channels/index.js'
import {
  type KnownEvidence,
  LOGIN_WORDS,
  methods,
  RISK_SIGNALS,
  SECURITY_EVENTS,
} from '../../src/evidence/index.js'
import {
  type Contact,
  DAY,
  type Engagement,
  type Evidence,
  HOUR,
  MINUTE,
} from '../../src/model/index.js'
import {
  type Choose,
  HERE,
  ISSUER,
  iso,
  MAILS,
  makeWorld,
  NOW,
  PHONES,
} from '../trust/evidenceWorld.js'
import { render } from '../trust/render.js'
import { approvedChallenge } from './approvedChallenge.js'
import { cleanLookup } from './cleanLookup.js'
import { MESSAGE, makeCustomer } from './customers.js'
import { onBehalf } from './representing.js'
import { makeStaff } from './staff.js'
import { ACTION_NAMES, CLASS_NAMES, pick, some } from './words.js'

// A WhatsApp user who shows no number.
const NUMBERLESS = 'US.13491208655302741918'

const CONTACTS: readonly Contact[] = [
  { channel: 'sms', address: PHONES[0] },
  { channel: 'whatsapp', address: `whatsapp:${PHONES[0]}` },
  { channel: 'custom', address: 'kiosk:7' },
  { channel: 'kiosk', address: 'kiosk:7' },
  { channel: 'group_mms', address: PHONES[0] },
  { channel: 'web_chat_authenticated', address: 'u-1' },
  { channel: 'email', address: MAILS[0] },
  { channel: 'carrier_pigeon', address: 'coop 7' },
  { channel: 'whatsapp', address: `whatsapp:${NUMBERLESS}` },
]

// An address of every channel.
const EVERYWHERE: readonly Contact[] = channels.flatMap(({ name, examples: { valid } }) =>
  valid.slice(0, 1).map((address) => ({ channel: name, address })),
)

/** Makes at which address of the business it arrived, where that is known. */
const makeTo = (choose: Choose): Pick<Contact, 'to'> =>
  choose(2) === 0
    ? {}
    : {
        to: pick(choose, [
          '+18005550199',
          'whatsapp:+18005550199',
          '+18005550198',
          'Care@Example.com',
        ]),
      }

const targetOf = (choose: Choose) =>
  pick(choose, [{}, { address: PHONES[0] }, { address: PHONES[1] }, { customer: 'C-1' }])

type EvidenceMaker = (choose: Choose, serial: number) => Evidence

/** More that may be known, by kind of evidence, beside what the worlds of the trust room hold. */
const KINDS: Readonly<Partial<Record<KnownEvidence['kind'], readonly EvidenceMaker[]>>> = {
  agent_attestation: [
    (choose) => ({
      kind: 'agent_attestation',
      conversation: HERE,
      at: iso(NOW - MINUTE),
      agent: 'WK01',
      lower: choose(5),
    }),
    () => ({
      kind: 'agent_attestation',
      conversation: HERE,
      at: iso(NOW - MINUTE),
      agent: 'WK01',
      flags: ['duress'],
    }),
    (choose) => ({
      kind: 'agent_attestation',
      conversation: HERE,
      at: iso(NOW - pick(choose, [MINUTE, HOUR])),
      agent: 'WK01',
      method: pick(choose, ['in_person', 'known_person']),
      customer: pick(choose, ['C-1', 'C-1', 'C-2']),
    }),
    (choose) => ({
      kind: 'agent_attestation',
      conversation: HERE,
      at: iso(NOW - MINUTE),
      agent: 'WK01',
      method: 'callback',
      address: pick(choose, PHONES),
    }),
  ],
  risk_signal: [
    (choose) => ({
      kind: 'risk_signal',
      at: iso(NOW - MINUTE),
      signal: pick(choose, RISK_SIGNALS),
      max: choose(5),
      ...targetOf(choose),
    }),
  ],
  security_event: [
    (choose) => ({
      kind: 'security_event',
      at: iso(NOW - MINUTE),
      result: {
        iat: (NOW - MINUTE) / 1_000,
        sub_id: pick(choose, [
          { format: 'iss_sub', iss: ISSUER, sub: 'u-1' },
          { format: 'phone_number', phone_number: PHONES[0] },
          { format: 'opaque', id: 'C-1' },
        ]),
        events: { [pick(choose, [...SECURITY_EVENTS.keys()])]: {} },
      },
    }),
  ],
  verify_check: [
    (choose, serial) => ({
      kind: 'verify_check',
      conversation: HERE,
      at: iso(NOW - pick(choose, [MINUTE, 4 * MINUTE, 20 * MINUTE])),
      purpose: pick(choose, [null, 'pay', 'money']),
      result: {
        sid: `VE9${serial}`,
        to: pick(choose, PHONES),
        channel: pick(choose, ['sms', 'call', 'whatsapp', 'sna', 'rcs']),
        status: 'approved',
        valid: true,
        amount: '12.50',
        payee: 'Acme',
      },
    }),
  ],
  session: [
    (choose) => ({
      kind: 'session',
      conversation: HERE,
      at: iso(NOW - MINUTE),
      issuer: ISSUER,
      subject: 'u-1',
      customer: pick(choose, ['C-1', 'C-1', 'C-2']),
      amr: pick(choose, [['pwd'], ['hwk'], ['pwd', 'otp'], some(choose, LOGIN_WORDS)]),
      ...(choose(4) === 0 && { acr: pick(choose, ['gold', 'phr']) }),
      authTime: iso(NOW - pick(choose, [2 * MINUTE, HOUR, 2 * DAY])),
      expires: iso(NOW + DAY),
      purpose: pick(choose, [null, null, 'account']),
    }),
  ],
  account_link: [
    (choose) => ({
      kind: 'account_link',
      at: iso(NOW - pick(choose, [HOUR, 60 * DAY])),
      conversation: pick(choose, ['CH77', HERE]),
      address: pick(choose, [PHONES[0], 'messenger:1234567890']),
      issuer: ISSUER,
      subject: 'u-1',
      customer: 'C-1',
      status: pick(choose, ['linked', 'linked', 'unlinked']),
      amr: ['pwd'],
      authTime: iso(NOW - HOUR),
      expires: iso(NOW + DAY),
    }),
  ],
  directory: [
    (choose) => ({
      kind: 'directory',
      at: iso(NOW - MINUTE),
      query: {
        address: pick(choose, [
          'kiosk:7',
          PHONES[0],
          PHONES[1],
          'messenger:1234567890',
          'web_chat_authenticated:u-1',
        ]),
      },
      matches: [
        {
          customer: 'C-1',
          basis: pick(choose, ['verified', 'on_file']),
          since: iso(NOW - pick(choose, [5, 20, 40, 900]) * DAY),
          confirmed: iso(NOW - pick(choose, [2, 4]) * DAY),
        },
      ],
    }),
  ],
  lookup: [(choose) => cleanLookup(pick(choose, PHONES))],
  factor_challenge: [
    (choose, serial) => ({
      kind: 'factor_challenge',
      conversation: HERE,
      at: iso(NOW - pick(choose, [MINUTE, 8 * MINUTE])),
      customer: pick(choose, ['C-1', 'C-1', 'C-2']),
      purpose: pick(choose, [null, 'pay', 'account']),
      result: approvedChallenge(choose, `YC9${serial}`),
    }),
  ],
  email_authentication: [
    (choose) => ({
      kind: 'email_authentication',
      at: iso(NOW - MINUTE),
      conversation: HERE,
      message: pick(choose, [MESSAGE, MESSAGE, 'SM01']),
      result: {
        from: pick(choose, MAILS),
        spf: 'pass',
        dkim: 'pass',
        dmarc: pick(choose, ['pass', 'pass', 'fail', 'none']),
      },
    }),
  ],
  bot_handover: [
    (choose) => ({
      kind: 'bot_handover',
      at: iso(NOW - MINUTE),
      conversation: HERE,
      result: { claims: { email: pick(choose, MAILS), verified: true, trust_level: 4 } },
    }),
  ],
  shared_contact: [
    (choose) => ({
      kind: 'shared_contact',
      at: iso(NOW - MINUTE),
      conversation: HERE,
      by: pick(choose, [
        { channel: 'whatsapp', address: `whatsapp:${NUMBERLESS}` },
        { channel: 'sms', address: PHONES[0] },
      ]),
      result: {
        type: 'contacts',
        from_user_id: NUMBERLESS,
        contacts: [
          {
            origin: pick(choose, ['contact_request', 'contact_request', 'other']),
            phones: [{ phone: PHONES[0], wa_id: PHONES[0].slice(1), type: 'CELL' }],
          },
        ],
      },
    }),
  ],
  knowledge_check: [
    (choose) => ({
      kind: 'knowledge_check',
      conversation: HERE,
      at: iso(NOW - pick(choose, [MINUTE, 9 * MINUTE, HOUR])),
      customer: pick(choose, ['C-1', 'C-1', 'C-1', 'C-2']),
      asked: pick(choose, [
        ['booking_reference', 'surname'],
        ['booking_reference', 'surname', 'member_number'],
        ['member_number'],
        ['surname'],
      ]),
      outcome: pick(choose, ['passed', 'passed', 'passed', 'failed']),
      attempts: pick(choose, [1, 1, 2, 3, 5, 6]),
      purpose: pick(choose, [null, null, 'account']),
    }),
  ],
}

// What each source sends, as its own descriptor shows it: also what cannot be read.
const EXAMPLES: readonly EvidenceMaker[] = methods.flatMap(({ examples }) => [
  (choose) => pick(choose, examples.valid),
  (choose) =>
    pick(choose, choose(4) === 0 ? (examples.unreadable ?? examples.invalid) : examples.valid),
])

const MAKERS: readonly EvidenceMaker[] = Object.values(KINDS).flat()

/** Makes an engagement of everything a source could send. It knows nothing of what the analysis looks at. */
export function makeEngagement(choose: Choose): Engagement {
  const isCustomer = choose(3) === 0
  const engagement = isCustomer
    ? makeCustomer(choose, [...CLASS_NAMES, ...ACTION_NAMES])
    : render(makeWorld(choose, 5))
  const more = Array.from({ length: choose(isCustomer ? 2 : 4) }, (_, serial) =>
    pick(choose, choose(6) === 0 ? EXAMPLES : MAKERS)(choose, serial),
  )
  const readers = pick(choose, [
    null,
    null,
    null,
    [{ channel: 'sms', address: PHONES[1] }],
    [{ channel: 'email', address: MAILS[0], to: 'care@example.com' }],
    [
      { channel: 'sms', address: PHONES[0] },
      { channel: 'smoke', address: '' },
    ],
  ])
  const actions = some(choose, ACTION_NAMES, 0)
  const evidence = [...(engagement.evidence ?? []), ...more]
  const made: Engagement = {
    ...engagement,
    message: MESSAGE,
    contact: {
      ...(choose(isCustomer ? 9 : 3) === 0
        ? pick(choose, choose(3) === 0 ? EVERYWHERE : CONTACTS)
        : engagement.contact),
      ...makeTo(choose),
    },
    ...makeStaff(choose),
    ...(readers !== null && { readers }),
    // A proof may be given for the message that is answered, for an earlier one, or for none in particular.
    evidence: evidence.map((item) =>
      choose(3) === 0 ? { ...item, message: pick(choose, [MESSAGE, MESSAGE, 'SM01']) } : item,
    ),
    intent: {
      classes: [...(engagement.intent?.classes ?? []), ...some(choose, CLASS_NAMES, 0)],
      actions: [...actions],
      ...(choose(3) === 0 && { amount: '12.50', payee: 'Acme' }),
      ...(choose(3) === 0 && {
        amount: pick(choose, ['9', '10.00', '10.01', '100', '1e1', '5000']),
        currency: pick(choose, ['EUR', 'eur', 'USD', 'GBP']),
        payee: 'Acme',
      }),
    },
    ...(choose(2) === 0 && {
      context: {
        tier: pick(choose, ['gold', 'silver', 7, true, 'other']),
        ...(choose(2) === 0 && { consent: pick(choose, [true, false, 'true']) }),
        ...(choose(2) === 0 && { age_band: pick(choose, ['child', 'teen', 'adult', 'Adult']) }),
        ...(choose(2) === 0 && { score: pick(choose, [3, 10, '10.1', 50.5, '51', 'many']) }),
      },
    }),
  }
  return choose(6) === 0 ? onBehalf(choose, made) : made
}
