import { DAY, type Evidence } from '../../model/index.js'
import { boundBy, type Ingredient } from './proofs.js'
import { iso, SCENE, type Stamp } from './scene.js'
import { directoryOf } from './ties.js'

const SERVICE = 'VAaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa'

const SHOWN = {
  fields: [
    { label: 'Amount', value: SCENE.amount },
    { label: 'Payee', value: SCENE.payee },
  ],
}

const challenge = (type: string, stamp: Stamp, customer: string | null): Evidence => ({
  kind: 'factor_challenge',
  at: iso(stamp.at),
  ...boundBy(stamp),
  ...(customer !== null && { customer }),
  result: {
    sid: `YC${String(stamp.serial).padStart(32, '0')}`,
    service_sid: SERVICE,
    identity: customer === null ? 'on-file' : 'enrolled',
    factor_sid: `YF${type}${customer === null ? '2' : '1'}`,
    factor_type: type,
    status: 'approved',
    ...(stamp.linked && type === 'push' && { details: SHOWN }),
  },
})

/** Push, TOTP and passkey challenges, of a factor enrolled for the customer or for an account merely on file. */
export const factors: readonly Ingredient[] = ['push', 'totp', 'passkeys'].flatMap((type) => [
  {
    name: `${type} challenge`,
    part: (stamp) => ({ evidence: [challenge(type, stamp, SCENE.customer)] }),
  },
  {
    name: `${type} challenge of an account on file`,
    part: (stamp) => ({
      evidence: [
        directoryOf({ account: { issuer: SERVICE, subject: 'on-file' } }, 'onFile'),
        challenge(type, stamp, null),
      ],
    }),
  },
])

const attest = (
  method: string,
  stamp: Stamp,
  more: Readonly<Record<string, unknown>>,
): Evidence => ({
  kind: 'agent_attestation',
  at: iso(stamp.at),
  ...boundBy(stamp),
  agent: 'WK01',
  method,
  ...more,
})

const CALLED = '+14155550120'

/** What an agent may attest. */
export const attestations: readonly Ingredient[] = [
  {
    name: 'agent called the number on file',
    part: (stamp) => ({
      evidence: [
        directoryOf({ phone: CALLED }, 'verified'),
        attest('callback', stamp, { address: CALLED }),
      ],
    }),
  },
  ...['in_person', 'known_person'].map((method) => ({
    name: `agent attests ${method}`,
    part: (stamp: Stamp) => ({ evidence: [attest(method, stamp, { customer: SCENE.customer })] }),
  })),
  {
    name: 'agent override',
    part: (stamp) => ({
      evidence: [
        attest('override', stamp, {
          customer: SCENE.customer,
          approvedBy: 'WK02',
          reason: 'known at the branch',
          expires: iso(stamp.at + DAY),
        }),
      ],
    }),
  },
]
