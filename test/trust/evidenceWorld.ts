import { DAY, HOUR, MINUTE } from '../../src/model/index.js'

/** A source of choices: a number below `n`. Zero is always the simplest choice, so that failures shrink. */
export type Choose = (n: number) => number

/** Reads choices from a list, and takes the simplest ones once it is used up. */
export const fromTape = (tape: readonly number[]): Choose => {
  let index = 0
  return (n) => (tape[index++] ?? 0) % n
}

/** A fast generator of choices (mulberry32), for very many worlds. */
export const fromSeed = (seed: number): Choose => {
  let state = seed | 0
  return (n) => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) % n
  }
}

export const NOW = Date.parse('2026-11-22T10:00:00.000Z')
export const HERE = 'CH01'
export const iso = (instant: number): string => new Date(instant).toISOString()

export const PHONES = ['+14155550100', '+14155550101', '+14155550102'] as const
export const MAILS = ['ada@example.com', 'bob@example.com'] as const
export const SUBJECTS = ['u-1', 'u-2'] as const
export const CUSTOMERS = ['C-1', 'C-2', 'C-3'] as const
export const ISSUER = 'https://login.example.com'
export const MESSENGER = 'messenger:1234567890'

export interface WorldAddress {
  readonly channel: 'sms' | 'whatsapp' | 'web_chat' | 'email' | 'messenger'
  readonly address: string
  /** The address as somebody else would write it. */
  readonly respelt: string
  readonly node: string
  readonly grade: number
  readonly session: boolean
  readonly readCeiling: number
}

const place = (
  channel: WorldAddress['channel'],
  address: string,
  respelt: string,
  node: string,
  grade: number,
  session: boolean,
  readCeiling: number,
): WorldAddress => ({ channel, address, respelt, node, grade, session, readCeiling })

export const PLACES: readonly WorldAddress[] = [
  place('sms', PHONES[0], '+1 (415) 555-0100', `tel:${PHONES[0]}`, 2, false, 3),
  place(
    'whatsapp',
    `whatsapp:${PHONES[0]}`,
    'WhatsApp:+1 415 555 0100',
    `tel:${PHONES[0]}`,
    2,
    true,
    3,
  ),
  place('web_chat', 'FX01', 'web_chat:FX01', 'web_chat:FX01', 0, true, 0),
  place('email', MAILS[0], 'mailto:Ada@Example.COM', `mailto:${MAILS[0]}`, 1, false, 3),
  place('messenger', MESSENGER, MESSENGER.replace('messenger:', ''), MESSENGER, 2, true, 1),
  place('sms', PHONES[1], 'tel:+1-415-555-0101', `tel:${PHONES[1]}`, 2, false, 3),
]

/** Where and for what an item was gathered. */
export interface Bond {
  readonly conversation: string | null
  readonly epoch: number | null
  readonly message: string | null
  readonly purpose: string | null
  /** Who gave it, as the item says: nothing, the contact as it is or spelt otherwise, somebody else, or no contact. */
  readonly by: 'unsaid' | 'contact' | 'respelt' | 'other' | 'garbled'
}

export interface DirectoryDipMatch {
  readonly customer: string
  readonly basis: 'claimed' | 'on_file' | 'verified' | 'rumour'
  readonly since: number | null
  readonly confirmed: number | null
  readonly origin: string | null
}

export type WorldItem =
  | {
      readonly type: 'dip'
      readonly node: string
      readonly at: number
      readonly matches: readonly DirectoryDipMatch[]
      /** Whether the answer failed, or came late. */
      readonly failed: boolean
    }
  | {
      readonly type: 'code'
      readonly node: string
      readonly via: 'sms' | 'call' | 'sna' | 'email'
      readonly at: number
      readonly sid: string
      readonly bond: Bond
    }
  | {
      readonly type: 'login'
      readonly subject: string
      readonly amr: readonly string[]
      readonly at: number
      readonly expires: number
      readonly customer: string | null
      readonly bond: Bond
    }
  | {
      readonly type: 'factor'
      readonly factor: 'push' | 'totp' | 'passkeys'
      readonly at: number
      readonly sid: string
      readonly customer: string | null
      readonly bond: Bond
    }
  | {
      readonly type: 'link'
      readonly subject: string
      readonly customer: string | null
      readonly at: number
      readonly conversation: string
      readonly linked: boolean
    }
  | {
      readonly type: 'swap'
      readonly node: string
      readonly at: number
      readonly swapped: number | null
      readonly period: number
    }
  | {
      readonly type: 'line'
      readonly node: string
      readonly at: number
      readonly line: 'mobile' | 'nonFixedVoip' | 'unknown'
    }
  | {
      readonly type: 'reassigned'
      readonly node: string
      readonly at: number
      readonly answer: 'yes' | 'no'
      readonly asOf: number
    }
  | { readonly type: 'forward'; readonly node: string; readonly at: number }
  | {
      readonly type: 'risk'
      readonly on: 'conversation' | 'node' | 'customer'
      readonly target: string
      readonly max: number
      readonly until: number | null
    }
  | { readonly type: 'revoked'; readonly subject: string; readonly at: number }
  | {
      readonly type: 'dmarc'
      readonly verdict: 'pass' | 'fail' | 'none'
      readonly at: number
      readonly bond: Bond
    }

/** Everything an engagement says, in terms that both implementations are given. */
export interface EvidenceWorld {
  readonly place: WorldAddress
  readonly message: string | null
  readonly epoch: number
  /** `null` where they are not known. */
  readonly readers: readonly WorldAddress[] | null
  readonly claims: readonly string[]
  readonly intent: readonly string[]
  readonly items: readonly WorldItem[]
}

function of<T>(choose: Choose, list: readonly T[]): T {
  const chosen = list[choose(list.length)]
  if (chosen === undefined) throw new RangeError('nothing to choose from')
  return chosen
}

const node = (choose: Choose): string =>
  of(choose, [
    `tel:${PHONES[0]}`,
    `mailto:${MAILS[0]}`,
    `account:${ISSUER}|${SUBJECTS[0]}`,
    `tel:${PHONES[1]}`,
    `mailto:${MAILS[1]}`,
    `account:${ISSUER}|${SUBJECTS[1]}`,
    MESSENGER,
  ])
const telephone = (choose: Choose): string => `tel:${of(choose, PHONES)}`
const customer = (choose: Choose): string => of(choose, ['C-1', 'C-1', 'C-1', 'C-2', 'C-3'])
const perhaps = (choose: Choose): string | null => (choose(3) === 2 ? null : customer(choose))

// Ages in milliseconds, edges of every window among them.
const minutes = (choose: Choose): number =>
  NOW -
  of(choose, [
    MINUTE,
    0,
    9 * MINUTE,
    10 * MINUTE - 1,
    10 * MINUTE,
    HOUR,
    24 * HOUR - 1,
    24 * HOUR,
    -MINUTE,
  ])
const hours = (choose: Choose): number =>
  NOW -
  of(choose, [
    HOUR,
    5 * HOUR,
    24 * HOUR - 1,
    24 * HOUR,
    48 * HOUR,
    72 * HOUR,
    5 * DAY,
    7 * DAY,
    9 * DAY,
    10 * DAY,
    -HOUR,
  ])
const days = (choose: Choose): number =>
  NOW - of(choose, [400 * DAY, 60 * DAY, 91 * DAY, 90 * DAY, 30 * DAY, 30 * DAY - 1, DAY, 0, -DAY])
const recent = (choose: Choose): number =>
  NOW - of(choose, [MINUTE, HOUR, 24 * HOUR - 1, 24 * HOUR, -MINUTE])

const OWN: readonly Bond['by'][] = ['unsaid', 'contact', 'respelt']
const bond = (choose: Choose): Bond => ({
  conversation: of(choose, [HERE, HERE, HERE, HERE, HERE, 'CH99', null]),
  epoch: of(choose, [null, null, 0, 1]),
  message: of(choose, [null, null, 'IM01', 'IM02']),
  purpose: of(choose, [null, null, null, 'account', 'pay']),
  by: of<Bond['by']>(choose, [...OWN, ...OWN, ...OWN, 'other', 'garbled']),
})

const match = (choose: Choose): DirectoryDipMatch => {
  const since = choose(4) === 3 ? null : days(choose)
  const confirmed = choose(2) === 1 ? null : days(choose)
  return {
    customer: customer(choose),
    basis: of(choose, [
      'verified',
      'verified',
      'verified',
      'on_file',
      'on_file',
      'claimed',
      'rumour',
    ]),
    since,
    confirmed: since !== null && confirmed !== null && confirmed < since ? since : confirmed,
    origin: of(choose, [null, null, 'CH77', HERE]),
  }
}

type ItemMaker = (choose: Choose) => WorldItem

const MAKERS: readonly ItemMaker[] = [
  (choose) => ({
    type: 'dip',
    node: node(choose),
    at: recent(choose),
    matches: Array.from({ length: of(choose, [1, 1, 1, 2, 0]) }, () => match(choose)),
    failed: choose(12) === 11,
  }),
  (choose) => {
    const via = of<'sms' | 'email' | 'call' | 'sna'>(choose, ['sms', 'sms', 'email', 'call', 'sna'])
    return {
      type: 'code',
      node: via === 'email' ? `mailto:${of(choose, MAILS)}` : telephone(choose),
      via,
      at: minutes(choose),
      sid: `VE${choose(12)}`,
      bond: bond(choose),
    }
  },
  (choose) => ({
    type: 'login',
    subject: of(choose, SUBJECTS),
    amr: of(choose, [['pwd'], ['pwd', 'otp'], ['hwk'], ['kba'], ['mfa'], ['fpt']]),
    at: minutes(choose),
    expires: NOW + of(choose, [HOUR, MINUTE, 30 * DAY, 0, -MINUTE]),
    customer: perhaps(choose),
    bond: bond(choose),
  }),
  (choose) => ({
    type: 'factor',
    factor: of(choose, ['push', 'totp', 'passkeys']),
    at: minutes(choose),
    sid: `YC${choose(12)}`,
    customer: perhaps(choose),
    bond: bond(choose),
  }),
  (choose) => ({
    type: 'link',
    subject: of(choose, SUBJECTS),
    customer: perhaps(choose),
    at: days(choose),
    conversation: of(choose, ['CH77', HERE]),
    linked: choose(6) !== 5,
  }),
  (choose) => ({
    type: 'swap',
    node: telephone(choose),
    at: recent(choose),
    swapped: choose(3) === 0 ? null : hours(choose),
    period: of(choose, [24, 1, 240]),
  }),
  (choose) => ({
    type: 'line',
    node: telephone(choose),
    at: recent(choose),
    line: of(choose, ['mobile', 'nonFixedVoip', 'unknown']),
  }),
  (choose) => ({
    type: 'reassigned',
    node: telephone(choose),
    at: recent(choose),
    answer: of(choose, ['no', 'yes']),
    asOf: days(choose),
  }),
  (choose) => ({ type: 'forward', node: telephone(choose), at: recent(choose) }),
  (choose) => {
    const on = of<'node' | 'customer' | 'conversation'>(choose, [
      'node',
      'customer',
      'conversation',
    ])
    return {
      type: 'risk',
      on,
      target: on === 'node' ? node(choose) : customer(choose),
      max: of(choose, [2, 1, 0, 3, 4]),
      until: of(choose, [null, NOW + HOUR, NOW, NOW - HOUR]),
    }
  },
  (choose) => ({ type: 'revoked', subject: of(choose, SUBJECTS), at: minutes(choose) }),
  (choose) => ({
    type: 'dmarc',
    verdict: of(choose, ['pass', 'fail', 'none']),
    at: minutes(choose),
    bond: bond(choose),
  }),
]

// Directory matches and proofs are what makes anything happen: more of them.
const WEIGHTS = [0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11] as const

/** Makes one evidence item. */
export const makeItem = (choose: Choose): WorldItem => of(() => of(choose, WEIGHTS), MAKERS)(choose)

/** Makes a world of up to `most` evidence items. */
export function makeWorld(choose: Choose, most = 7): EvidenceWorld {
  return {
    place: of(choose, PLACES),
    message: of(choose, ['IM01', null]),
    epoch: of(choose, [0, 0, 0, 1]),
    readers: of<readonly WorldAddress[] | null>(choose, [[], [], [], [of(choose, PLACES)], null]),
    claims: choose(3) === 0 ? [] : [of(choose, ['Ada', MAILS[0], PHONES[0], MAILS[1]])],
    intent: of(choose, [['account'], [], ['pay']]),
    items: Array.from({ length: choose(most + 1) }, () => makeItem(choose)),
  }
}
