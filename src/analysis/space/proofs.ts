import type { CompiledPolicy } from '../../decide/index.js'
import { DAY, type Evidence } from '../../model/index.js'
import { CHECKS } from './checks.js'
import { iso, type Part, SCENE, type Stamp } from './scene.js'
import { directoryOf, type TieWord } from './ties.js'

/** One thing a person may do, or say, that counts for something: how to make it at any time and for any purpose. */
export interface Ingredient {
  readonly name: string
  part(stamp: Stamp): Part
}

/** Makes an approved Verify check. */
export const checkOf = (via: string, to: string, stamp: Stamp): Evidence => ({
  kind: 'verify_check',
  at: iso(stamp.at),
  ...boundBy(stamp),
  result: {
    sid: `VE${String(stamp.serial).padStart(32, '0')}`,
    to,
    channel: via,
    status: 'approved',
    valid: true,
    ...(stamp.linked && { amount: SCENE.amount, payee: SCENE.payee }),
  },
})

/** Says what a proof of the scene is bound to. */
export const boundBy = ({ purpose }: Stamp) => ({
  conversation: SCENE.conversation,
  ...(purpose !== null && { purpose }),
})

// Every tie has identifiers of its own, so that what the directory says of one proof never touches another.
const PHONES: Readonly<Record<TieWord | 'unknown' | 'clean', string>> = {
  verified: SCENE.secondPhone,
  onFile: '+14155550111',
  claimed: '+14155550112',
  stale: '+14155550113',
  recent: '+14155550114',
  several: '+14155550115',
  stranger: '+14155550116',
  unknown: '+14155550117',
  clean: '+14155550118',
}

const codeToPhone = (via: string, tie: TieWord | 'unknown' | 'clean'): Ingredient => ({
  name: `${via} check of another number (${tie})`,
  part: (stamp) => ({
    evidence: [
      ...(tie === 'unknown'
        ? []
        : [directoryOf({ phone: PHONES[tie] }, tie === 'clean' ? 'verified' : tie)]),
      ...(tie === 'clean'
        ? CHECKS.filter(({ name }) => name === 'clean').map(({ lookup }) => lookup(PHONES.clean))
        : []),
      checkOf(via, PHONES[tie], stamp),
    ],
  }),
})

const codeToMailbox = (tie: TieWord | 'unknown'): Ingredient => {
  const email = tie === 'verified' ? SCENE.email : `ada.${tie.toLowerCase()}@example.com`
  return {
    name: `email check of a mailbox (${tie})`,
    part: (stamp) => ({
      evidence: [
        ...(tie === 'unknown' ? [] : [directoryOf({ email }, tie)]),
        checkOf('email', email, stamp),
      ],
    }),
  }
}

const codesBy = (vias: readonly string[]): readonly Ingredient[] => [
  ...vias.flatMap((via) =>
    (['verified', 'clean', 'onFile', 'claimed', 'unknown'] as const).map((tie) =>
      codeToPhone(via, tie),
    ),
  ),
  ...(['verified', 'onFile', 'claimed', 'unknown'] as const).map(codeToMailbox),
]

interface Login {
  readonly issuer: string
  readonly amr?: readonly string[]
  readonly acr?: string
}

// Years beyond any login's life, so that age alone ends it.
const NEVER_EXPIRES = 400 * DAY

const subjectOf = (tie: string): string =>
  tie === 'token' ? SCENE.subject : `${SCENE.subject}-${tie.toLowerCase()}`

const loginBy = (login: Login, tie: TieWord | 'token'): Ingredient => ({
  name: `login ${[...(login.amr ?? []), login.acr ?? ''].join(' ').trim()} (${tie})`,
  part: (stamp) => ({
    evidence: [
      ...(tie === 'token'
        ? []
        : [directoryOf({ account: { issuer: login.issuer, subject: subjectOf(tie) } }, tie)]),
      {
        kind: 'session',
        ...boundBy(stamp),
        ...login,
        subject: subjectOf(tie),
        ...(tie === 'token' && { customer: SCENE.customer }),
        authTime: iso(stamp.at),
        expires: iso(stamp.at + NEVER_EXPIRES),
      },
    ],
  }),
})

const DEFAULT_LOGINS: readonly Login[] = [
  { issuer: SCENE.issuer, amr: ['pwd'] },
  { issuer: SCENE.issuer, amr: ['otp'] },
  { issuer: SCENE.issuer, amr: ['fpt'] },
  { issuer: SCENE.issuer, amr: ['mfa'] },
  { issuer: SCENE.issuer, amr: ['pwd', 'otp'] },
  { issuer: SCENE.issuer, amr: ['fpt', 'pwd'] },
  { issuer: SCENE.issuer, amr: ['fpt', 'otp', 'pwd'] },
  { issuer: SCENE.issuer, amr: ['hwk'] },
  { issuer: SCENE.issuer, amr: ['hwk', 'pin'] },
  { issuer: SCENE.issuer, acr: 'phr' },
]

const loginsOf = ({ issuer, acr, amr }: CompiledPolicy['issuers'][number]): readonly Login[] => {
  const words = Object.keys(amr)
  const pairs = words.flatMap((one, at) => words.slice(at + 1).map((other) => [one, other]))
  return [
    ...Object.keys(acr).map((word) => ({ issuer, acr: word })),
    ...[...words.map((word) => [word]), ...pairs, words]
      .filter((list) => list.length > 0)
      .map((list) => ({ issuer, amr: list })),
  ]
}

const claimed: Ingredient = {
  name: 'a claim',
  part: () => ({ claims: { email: 'someone@example.com' } }),
}

const claimedOnFile: Ingredient = {
  name: 'a claim that is on file',
  part: () => ({
    claims: { backup_email: 'ada.old@example.com' },
    evidence: [directoryOf({ email: 'ada.old@example.com' }, 'verified')],
  }),
}

/** Every proof and claim that does not concern the contact's own address, under these policies. */
export function ingredientsOf(
  policies: readonly Pick<CompiledPolicy, 'issuers'>[],
  vias: readonly string[],
): readonly Ingredient[] {
  const mapped = policies.flatMap(({ issuers }) => issuers.flatMap(loginsOf))
  const logins = policies.some(({ issuers }) => issuers.length === 0)
    ? [...DEFAULT_LOGINS, ...mapped]
    : mapped
  return [
    ...codesBy(vias),
    ...logins.flatMap((login) =>
      (['token', 'onFile', 'claimed'] as const).map((tie) => loginBy(login, tie)),
    ),
    claimed,
    claimedOnFile,
  ]
}

/** Codes to the number the person writes from. */
export const codesToContact = (phone: string, vias: readonly string[]): readonly Ingredient[] =>
  vias.map((via) => ({
    name: `${via} check of the number they write from`,
    part: (stamp) => ({ evidence: [checkOf(via, phone, stamp)] }),
  }))

/** Codes to the mailbox the person writes from. */
export const codesToMailbox = (email: string): readonly Ingredient[] => [
  {
    name: 'email check of the mailbox they write from',
    part: (stamp) => ({ evidence: [checkOf('email', email, stamp)] }),
  },
]
