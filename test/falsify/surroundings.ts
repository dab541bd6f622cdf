import { stepUpMethods } from '../../src/decide/index.js'
import { LOGIN_WORDS } from '../../src/evidence/index.js'
import { identifiers } from '../../src/identifiers/index.js'
import { AUDIENCES, REDACTION_ACTIONS } from '../../src/model/index.js'
import { type PolicyDocument, packs } from '../../src/policy/index.js'
import type { Choose } from '../trust/evidenceWorld.js'
import { makePack } from './packs.js'
import {
  LEVELS,
  makeBreakGlass,
  makeCounters,
  makeRisk,
  maybe,
  type Names,
  pick,
  some,
} from './words.js'

/** Ways to step up that a business may have. */
export const STEP_UP: readonly string[] = stepUpMethods.map(({ name }) => name)

const facts = (choose: Choose): NonNullable<PolicyDocument['facts']> => ({
  tier: ['gold', 'silver', 7, true],
  consent: 'boolean',
  age_band: pick(choose, [
    ['child', 'adult', 'teen'],
    ['teen', 'child', 'adult', 'senior'],
  ]),
  score: {
    upTo: pick(choose, [
      [10, '50.5'],
      [5, 10, '50.5'],
    ]),
  },
  amount: {
    upTo: pick(choose, [
      [10, 100],
      [10, 50, 100],
    ]),
    currency: 'EUR',
  },
  dollars: { upTo: [100], currency: 'USD' },
})

const knowledge = (choose: Choose): NonNullable<PolicyDocument['knowledge']> => ({
  booking: {
    asks: ['booking_reference', 'surname'],
    ...maybe(choose, 2, () => ({ grade: pick(choose, ['claimed', 'recognized'] as const) })),
    ...maybe(choose, 2, () => ({ attempts: 1 + choose(4) })),
    ...maybe(choose, 3, () => ({ within: pick(choose, ['1h', '24h']) })),
  },
  ...maybe(choose, 3, () => ({ member: { asks: ['member_number'] } })),
})

/** Makes what a policy says besides its classes, actions and routes. */
export const makeSurroundings = (choose: Choose, names: Names): Partial<PolicyDocument> => ({
  ...(names.hasFacts && { facts: facts(choose) }),
  ...(names.roles.length > 0 && { roles: names.roles }),
  ...maybe(choose, 2, () => ({ zone: pick(choose, ['Europe/Berlin', 'America/New_York']) })),
  ...(names.roles.length > 0 &&
    maybe(choose, 2, () => ({ break_glass: makeBreakGlass(choose, names) }))),
  ...maybe(choose, 5, () => ({ counters: makeCounters(choose) })),
  ...maybe(choose, 4, () => ({ knowledge: knowledge(choose) })),
  ...maybe(choose, 3, () => ({ redact: redaction(choose) })),
  ...maybe(choose, 3, () => ({ risk: makeRisk(choose, names) })),
  ...maybe(choose, 4, () => ({
    ...pick(choose, [
      { issuers: [issuer(choose)] },
      { issuers: [issuer(choose), { ...issuer(choose), issuer: OTHER_ISSUER }] },
      { issuers: [TRUSTED_ISSUER], methods: { their_app: ownMethod(choose) } },
    ]),
  })),
  ...maybe(choose, 4, () => ({ refuses: some(choose, REFUSED) })),
  channels: [
    {
      scheme: 'kiosk',
      grade: pick(choose, ['claimed', 'recognized'] as const),
      session: choose(2) === 0,
    },
  ],
  ...maybe(choose, 5, () => ({ regions: [pick(choose, ['US', 'DE'])] })),
  ...maybe(choose, 12, () => ({ allow: ['+18005550199'] })),
  ...maybe(choose, 12, () => ({ identifiers: { booking_code: ownIdentifier(choose) } })),
  ...maybe(choose, 4, () => ({
    packs: [
      ...(choose(2) === 0 ? [pick(choose, packs).name] : []),
      ...(choose(2) === 0 ? [makePack(choose, names)] : []),
    ],
  })),
})

const redaction = (choose: Choose): NonNullable<PolicyDocument['redact']> =>
  Object.fromEntries(
    some(choose, AUDIENCES).map((audience) => [
      audience,
      {
        default: pick(choose, ['drop', 'mask', 'keep'] as const),
        ...maybe(choose, 3, () => ({ payment_card: pick(choose, ['drop', 'mask'] as const) })),
        ...maybe(choose, 3, () => {
          const from = choose(identifiers.length)
          const action = pick(choose, REDACTION_ACTIONS)
          // Several in a row, so that each of very many kinds is drawn, however many there come to be.
          return Object.fromEntries(
            identifiers.slice(from, from + 4).map(({ type }) => [type, action]),
          )
        }),
      },
    ]),
  )

const issuer = (choose: Choose) => ({
  issuer: 'https://login.example.com',
  amr: graded(
    choose,
    pick(choose, [['pwd', 'hwk'], ['pwd', 'otp', 'mfa'], ['word of its own'], LOGIN_WORDS]),
  ),
  ...maybe(choose, 2, () => ({ acr: graded(choose, ['gold', 'phr']) })),
})

const graded = (choose: Choose, words: readonly string[]) =>
  Object.fromEntries(some(choose, words).map((word) => [word, pick(choose, LEVELS)]))

const OTHER_ISSUER = 'https://other.example.com'

// Of an issuer whose every word is worth enough, as a method that never is does not compile.
const TRUSTED_ISSUER = {
  issuer: 'https://login.example.com',
  amr: { pwd: 'verified', hwk: 'strong' },
  acr: { gold: 'strong' },
} as const

// A login of the issuer's, which is offered by a name of the business's own.
const ownMethod = (choose: Choose) => ({
  issuer: 'https://login.example.com',
  ...pick(choose, [{ amr: ['pwd', 'hwk'] }, { amr: 'hwk' }, { acr: 'gold' }]),
})

const REFUSED = [
  'session',
  'verify_check',
  'lookup',
  'risk_signal',
  'security_event',
  'directory',
  'knowledge_check',
] as const

const ownIdentifier = (choose: Choose) => ({
  pattern: pick(choose, ['BK-?[0-9]{6}', 'BK[0-9]{8}']),
  ...maybe(choose, 2, () => ({ words: ['booking'] })),
  ...maybe(choose, 3, () => ({ checksum: 'luhn' as const })),
  ...maybe(choose, 3, () => ({ mask: 'last_4' as const })),
})
