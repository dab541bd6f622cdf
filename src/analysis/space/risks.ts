import { SECURITY_EVENTS } from '../../evidence/index.js'
import { type Evidence, MINUTE } from '../../model/index.js'
import { CHECKS } from './checks.js'
import { checkOf, type Ingredient } from './proofs.js'
import { iso, SCENE } from './scene.js'
import { directoryOf } from './ties.js'

type Beside = readonly [name: string, evidence: (phone: string) => readonly Evidence[]]

const byCheck: readonly Beside[] = CHECKS.flatMap(({ name, risk, lookup }) =>
  risk === null ? [] : [[`another number: ${name}`, (phone: string) => [lookup(phone)]] as const],
)

// 555-01xx is reserved for use in fiction (NANPA).
const FIRST = 130

const SIGNALS = [
  'otp_failures',
  'identifiers_tried',
  'velocity',
  'disposable_email',
  'sms_pumping',
  'identity_changed',
  'duress',
  'coaching',
  'fraud',
  'account_takeover',
  'own',
]

const bySignal: readonly Beside[] = SIGNALS.map((signal) => [
  `another number: ${signal}`,
  (phone) => [{ kind: 'risk_signal', at: iso(SCENE.at - MINUTE), signal, address: phone, max: 0 }],
])

const WORST = { current_level: 'HIGH', principal: 'USER', change_type: 'create' }

const byEvent: readonly Beside[] = [...SECURITY_EVENTS.keys()].map((uri) => [
  `another number: ${uri.slice(uri.lastIndexOf('/') + 1)}`,
  (phone) => [
    {
      kind: 'security_event',
      at: iso(SCENE.at - MINUTE),
      result: {
        iat: SCENE.at / 1_000,
        sub_id: { format: 'phone_number', phone_number: phone },
        events: { [uri]: WORST },
      },
    },
  ],
])

const shared: Beside = [
  'another number that several customers share',
  (phone) => [directoryOf({ phone }, 'several')],
]

/**
 * Every way in which something else than the contact may be bad, each with a number of its own to which a code was
 * sent: what is bad is only seen of what was proved.
 */
export const risks: readonly Ingredient[] = [...byCheck, ...bySignal, ...byEvent, shared].map(
  ([name, evidence], at) => {
    const phone = `+1415555${String(FIRST + at).padStart(4, '0')}`
    return {
      name,
      part: (stamp) => ({ evidence: [...evidence(phone), checkOf('sms', phone, stamp)] }),
    }
  },
)
