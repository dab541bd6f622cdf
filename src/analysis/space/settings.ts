import { DAY, type Evidence, MINUTE, type Rank } from '../../model/index.js'
import { CHECKS } from './checks.js'
import type { Caller } from './contacts.js'
import { checkOf } from './proofs.js'
import { iso, madeAgo, type Part, SCENE } from './scene.js'
import { directoryOf, type TieWord } from './ties.js'

/** What may be known of a contact by itself: how to say it in evidence. */
export interface Setting {
  readonly name: string
  readonly cap: Rank
  readonly conflict: boolean
  parts(caller: Caller): readonly Part[]
}

type Parts = (caller: Caller) => readonly Part[]

const open = (name: string, parts: Parts): Setting => ({ name, cap: 4, conflict: false, parts })

const tied =
  (tie: TieWord): Parts =>
  ({ query }) =>
    query === null ? [] : [{ evidence: [directoryOf({ address: query }, tie)] }]

const checked =
  (name: string): Parts =>
  ({ query }) =>
    CHECKS.filter((check) => check.name === name && query !== null).map((check) => ({
      evidence: [check.lookup(query ?? '')],
    }))

const both =
  (...all: readonly Parts[]): Parts =>
  (caller) =>
    all.flatMap((one) => one(caller))

const nothing: Parts = () => []

/** Lists what may be known of a contact: by the directory, about its number or mailbox, and about the conversation. */
export const settingsOf = (caller: Caller): readonly Setting[] => [
  open('unknown to the directory', nothing),
  ...(caller.query === null ? [] : TIED),
  ...(caller.isPhone ? NUMBERS : []),
  ...(caller.isMailbox ? MAILBOXES : []),
  ...(caller.isPhone || caller.isMailbox || caller.query === null ? [] : LINKS),
  ...(caller.query === null ? [] : CONVERSATIONS),
]

const TIED: readonly Setting[] = [
  open('claimed in the directory', tied('claimed')),
  open('on file', tied('onFile')),
  open('verified on file', tied('verified')),
  open('on file and long unconfirmed', tied('stale')),
  open('on file since yesterday', tied('recent')),
  open('on file for several customers', tied('several')),
]

const NUMBERS: readonly Setting[] = [
  ...CHECKS.map(({ name }) =>
    open(`verified on file, ${name}`, both(tied('verified'), checked(name))),
  ),
  open('on file, clean', both(tied('onFile'), checked('clean'))),
  open('long unconfirmed, clean', both(tied('stale'), checked('clean'))),
]

const signed =
  (dmarc: 'pass' | 'fail'): Parts =>
  ({ contact }) => [
    {
      evidence: [
        {
          kind: 'email_authentication',
          at: iso(SCENE.at - MINUTE),
          conversation: SCENE.conversation,
          result: { from: contact.address, dmarc },
        },
      ],
    },
  ]

const MAILBOXES: readonly Setting[] = (['pass', 'fail'] as const).flatMap((dmarc) => [
  open(`unknown to the directory, DMARC ${dmarc}`, signed(dmarc)),
  open(`on file, DMARC ${dmarc}`, both(tied('onFile'), signed(dmarc))),
  open(`verified on file, DMARC ${dmarc}`, both(tied('verified'), signed(dmarc))),
])

const linked =
  (daysAgo: number): Parts =>
  ({ query }) => [
    {
      evidence: [
        {
          kind: 'account_link',
          at: iso(SCENE.at - daysAgo * DAY),
          conversation: 'CH00',
          address: query,
          issuer: SCENE.issuer,
          subject: SCENE.subject,
          customer: SCENE.customer,
          status: 'linked',
        },
      ],
    },
  ]

const LINKS: readonly Setting[] = [
  open('linked to a login', linked(400)),
  open('linked to a login yesterday', linked(1)),
]

const told = (evidence: Readonly<Record<string, unknown>>): Evidence => ({
  kind: 'agent_attestation',
  at: iso(SCENE.at - MINUTE),
  conversation: SCENE.conversation,
  agent: 'WK01',
  ...evidence,
})

const held = (name: string, cap: Rank, evidence: Evidence): Setting => ({
  name: `verified on file, ${name}`,
  cap,
  conflict: false,
  parts: both(tied('verified'), () => [{ evidence: [evidence] }]),
})

const contradicted = (name: string, parts: readonly Part[]): Setting => ({
  name,
  cap: 1,
  conflict: true,
  parts: () => parts,
})

const login = (subject: string, customer: string): Evidence => ({
  kind: 'session',
  conversation: SCENE.conversation,
  issuer: SCENE.issuer,
  subject,
  customer,
  amr: ['pwd'],
  acr: 'phr',
  authTime: iso(SCENE.at - MINUTE),
  expires: iso(SCENE.at + DAY),
})

const [ONE, OTHER] = ['+14155550121', '+14155550122']

const CONVERSATIONS: readonly Setting[] = [
  held('agent reports coaching', 1, told({ flags: ['coaching'] })),
  ...([0, 1, 2, 3] as const).map((cap) =>
    held(`agent lowers to ${cap}`, cap, told({ lower: cap })),
  ),
  contradicted('codes to numbers of two customers', [
    {
      evidence: [
        directoryOf({ phone: ONE }, 'verified'),
        checkOf('sms', ONE, { ...madeAgo(MINUTE), serial: 9001 }),
        directoryOf({ phone: OTHER }, 'stranger'),
        checkOf('sms', OTHER, { ...madeAgo(MINUTE), serial: 9002 }),
      ],
    },
  ]),
  contradicted('logins of two customers', [
    { evidence: [login('u-1', SCENE.customer), login('u-2', SCENE.stranger)] },
  ]),
]
