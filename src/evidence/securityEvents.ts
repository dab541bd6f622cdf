import type { JsonObject, Rank } from '../model/index.js'
import { pick } from './fields.js'

/**
 * What one kind of security event does to its subject. None raises trust: an event that says that
 * all is well again is known, but changes nothing.
 */
export interface SecurityEffect {
  /** The risk and the cap that it is reported as. */
  readonly code: string
  /** Whether it ends what was proved before it, and leaves newer proofs alone. */
  readonly endsSessions: boolean
  /** Whether it is about the identifier that its subject names, and not about the person. */
  readonly ofIdentifier: boolean
  /** How far it holds the subject down; `null` when this event does not. */
  max(detail: JsonObject): Rank | null
}

/** An event that always caps its subject at this level. */
const always = (code: string, rank: Rank, endsSessions = false): SecurityEffect => ({
  code,
  endsSessions,
  ofIdentifier: false,
  max: () => rank,
})

/**
 * One about the identifier itself: somebody who proves to be the person in another way is not
 * capped by it.
 */
const ofIdentifier = (code: string, rank: Rank): SecurityEffect => ({
  ...always(code, rank),
  ofIdentifier: true,
})

/** An event whose cap depends on what it says. */
const by = (code: string, max: SecurityEffect['max']): SecurityEffect => ({
  ...always(code, 0),
  max,
})

/** An event that is no risk. It is listed so that it does not count as one that cannot be read. */
const never = (code: string): SecurityEffect => by(code, () => null)

/**
 * A change for the better does not raise; one that cannot be read is for the worse. Both spellings of its field are read,
 * as libraries differ.
 */
const unless = (
  code: string,
  { field, other, fine }: { readonly field: string; readonly other: string; readonly fine: string },
): SecurityEffect => by(code, (detail) => (pick(detail, field, other) === fine ? null : 2))

/** What the names of CAEP events begin with. */
export const CAEP = 'https://schemas.openid.net/secevent/caep/event-type/'
/** The same of RISC. */
export const RISC = 'https://schemas.openid.net/secevent/risc/event-type/'

// OpenID CAEP 1.0 §3: events about sessions, credentials and devices.
const CAEP_EVENTS: Readonly<Record<string, SecurityEffect>> = {
  'session-revoked': always('session_revoked', 0, true),
  'token-claims-change': never('token_claims_change'),
  // A credential that was just changed may be the attacker's.
  'credential-change': unless('credential_change', {
    field: 'change_type',
    other: 'changeType',
    fine: 'revoke',
  }),
  // Less sure than before, by whichever scale the issuer uses.
  'assurance-level-change': unless('assurance_level_change', {
    field: 'change_direction',
    other: 'changeDirection',
    fine: 'increase',
  }),
  // A device that is no longer kept may be in other hands.
  'device-compliance-change': unless('device_posture_bad', {
    field: 'current_status',
    other: 'currentStatus',
    fine: 'compliant',
  }),
  'session-established': never('session_established'),
  'session-presented': never('session_presented'),
  // A level that cannot be read counts as high.
  'risk-level-change': by('risk_level', (detail) => {
    const level = pick(detail, 'current_level', 'currentLevel')
    if (level === 'LOW') return null
    return level === 'MEDIUM' ? 2 : 1
  }),
}

// OpenID RISC 1.0 §2: events about accounts and their identifiers.
const RISC_EVENTS: Readonly<Record<string, SecurityEffect>> = {
  'account-credential-change-required': always('credential_compromise', 1),
  'account-purged': always('account_disabled', 0),
  'account-disabled': always('account_disabled', 0),
  'account-enabled': never('account_enabled'),
  // The number or mailbox is no longer theirs, or will soon be somebody else's. `recycled` is the worst of these.
  'identifier-changed': ofIdentifier('identifier_changed', 1),
  'identifier-recycled': ofIdentifier('identifier_recycled', 0),
  'credential-compromise': always('credential_compromise', 1),
  'opt-in': never('opt_in'),
  'opt-out-initiated': never('opt_out'),
  'opt-out-cancelled': never('opt_out'),
  'opt-out-effective': never('opt_out'),
  // Whoever recovers an account may be its thief, so it is enough to be recognized and no more.
  'recovery-activated': always('recovery', 2),
  'recovery-information-changed': always('recovery', 2),
  'sessions-revoked': always('session_revoked', 0, true),
}

// Events about the stream itself, and about no person (OpenID Shared Signals Framework 1.0 §8.1.4 and §8.1.5), and its
// older RISC name.
const STREAM_EVENTS = [
  'https://schemas.openid.net/secevent/ssf/event-type/verification',
  'https://schemas.openid.net/secevent/ssf/event-type/stream-updated',
  'https://schemas.openid.net/secevent/risc/event-type/verification',
] as const

/** CAEP 1.0 and RISC 1.0 events by their URI, with what identity facts §4 gives each. */
export const SECURITY_EVENTS: ReadonlyMap<string, SecurityEffect> = new Map([
  ...Object.entries(CAEP_EVENTS).map(([name, effect]) => [CAEP + name, effect] as const),
  ...Object.entries(RISC_EVENTS).map(([name, effect]) => [RISC + name, effect] as const),
  ...STREAM_EVENTS.map((uri) => [uri, never('stream')] as const),
])
