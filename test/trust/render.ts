import type { Engagement, Evidence } from '../../src/model/index.js'
import {
  type Bond,
  type DirectoryDipMatch,
  type EvidenceWorld,
  ISSUER,
  iso,
  MESSENGER,
  type WorldAddress,
  type WorldItem,
} from './evidenceWorld.js'

const textOf = (node: string): string =>
  node === MESSENGER ? node : node.slice(node.indexOf(':') + 1)

/** Who gave an item: the contact in either of its spellings, or another. */
function byOf({ by }: Bond, place: WorldAddress): unknown {
  const { channel, address } = place
  switch (by) {
    case 'unsaid':
      return undefined
    case 'contact':
      return { channel, address }
    case 'respelt':
      return { channel: channel.toUpperCase(), address: ` ${place.respelt} ` }
    case 'other':
      return { channel: 'web_chat', address: 'FX99' }
    case 'garbled':
      return null
  }
}

const bonded = (bond: Bond, place: WorldAddress) => {
  const by = byOf(bond, place)
  return { ...bondOf(bond), ...(by !== undefined && { by }) }
}

const bondOf = ({ conversation, epoch, message, purpose }: Bond) => ({
  ...(conversation !== null && { conversation }),
  ...(epoch !== null && { epoch }),
  ...(message !== null && { message }),
  purpose,
})

const queryOf = (node: string): unknown => {
  if (node.startsWith('tel:')) return { phone: textOf(node) }
  if (node.startsWith('mailto:')) return { email: textOf(node) }
  if (!node.startsWith('account:')) return { address: node }
  return { account: { issuer: ISSUER, subject: node.slice(node.indexOf('|') + 1) } }
}

const date = (instant: number | null): unknown => (instant === null ? null : iso(instant))

const matchOf = ({ customer, basis, since, confirmed, origin }: DirectoryDipMatch) => ({
  customer,
  basis,
  since: date(since),
  confirmed: date(confirmed),
  ...(origin !== null && { origin }),
})

/** Writes one item as its source would send it; `camel` gives the SDK's casing. */
export function renderItem(item: WorldItem, place: WorldAddress, camel = false): Evidence {
  switch (item.type) {
    case 'dip':
      return {
        kind: 'directory',
        at: iso(item.at),
        query: queryOf(item.node),
        ...(item.failed ? { error: 'deadline_exceeded' } : { matches: item.matches.map(matchOf) }),
      }
    case 'code':
      return {
        kind: 'verify_check',
        at: iso(item.at),
        ...bonded(item.bond, place),
        result: {
          sid: item.sid,
          to: textOf(item.node),
          channel: item.via,
          status: 'approved',
          valid: true,
        },
      }
    case 'login': {
      const token = camel
        ? { iss: ISSUER, sub: item.subject, auth_time: iso(item.at), exp: item.expires / 1000 }
        : {
            issuer: ISSUER,
            subject: item.subject,
            authTime: iso(item.at),
            expires: iso(item.expires),
          }
      const { customer } = item
      return {
        kind: 'session',
        ...bonded(item.bond, place),
        ...token,
        amr: item.amr,
        ...(customer !== null && { customer }),
      }
    }
    case 'factor': {
      const result = camel
        ? {
            sid: item.sid,
            serviceSid: 'VA01',
            identity: 'e-1',
            factorSid: 'YF01',
            factorType: item.factor,
          }
        : {
            sid: item.sid,
            service_sid: 'VA01',
            identity: 'e-1',
            factor_sid: 'YF01',
            factor_type: item.factor,
          }
      return {
        kind: 'factor_challenge',
        at: iso(item.at),
        ...bonded(item.bond, place),
        customer: item.customer,
        result: { ...result, status: 'approved' },
      }
    }
    case 'link':
      return {
        kind: 'account_link',
        at: iso(item.at),
        conversation: item.conversation,
        address: MESSENGER,
        issuer: ISSUER,
        subject: item.subject,
        customer: item.customer,
        status: item.linked ? 'linked' : 'unlinked',
      }
    case 'swap':
    case 'line':
    case 'reassigned':
    case 'forward':
      return { kind: 'lookup', at: iso(item.at), result: renderLookup(item, camel) }
    case 'risk':
      return {
        kind: 'risk_signal',
        signal: 'own',
        max: item.max,
        ...(item.on === 'customer' && { customer: item.target }),
        ...(item.on === 'node' && { address: item.target }),
        ...(item.until !== null && { expires: iso(item.until) }),
      }
    case 'revoked':
      return {
        kind: 'security_event',
        result: {
          sub_id: { format: 'iss_sub', iss: ISSUER, sub: item.subject },
          events: {
            'https://schemas.openid.net/secevent/caep/event-type/session-revoked': {
              event_timestamp: item.at / 1000,
            },
          },
        },
      }
    case 'dmarc':
      return {
        kind: 'email_authentication',
        at: iso(item.at),
        ...bonded(item.bond, place),
        result: { from: 'ada@example.com', dmarc: item.verdict },
      }
  }
}

type Looked = Extract<WorldItem, { readonly type: 'swap' | 'line' | 'reassigned' | 'forward' }>

function renderLookup(item: Looked, camel: boolean): unknown {
  const number = camel ? { phoneNumber: textOf(item.node) } : { phone_number: textOf(item.node) }
  switch (item.type) {
    case 'swap': {
      const period = `PT${item.period}H`
      const swapped = item.swapped !== null
      return camel
        ? {
            ...number,
            simSwap: {
              lastSimSwap: {
                lastSimSwapDate: date(item.swapped),
                swappedPeriod: period,
                swappedInPeriod: swapped,
              },
              errorCode: null,
            },
          }
        : {
            ...number,
            sim_swap: {
              last_sim_swap: {
                last_sim_swap_date: date(item.swapped),
                swapped_period: period,
                swapped_in_period: swapped,
              },
              error_code: null,
            },
          }
    }
    case 'line':
      return camel
        ? { ...number, lineTypeIntelligence: { type: item.line } }
        : { ...number, line_type_intelligence: { type: item.line, error_code: null } }
    case 'reassigned':
      return camel
        ? {
            ...number,
            reassignedNumber: {
              isNumberReassigned: item.answer,
              lastVerifiedDate: date(item.asOf),
            },
          }
        : {
            ...number,
            reassigned_number: {
              is_number_reassigned: item.answer,
              last_verified_date: date(item.asOf),
            },
          }
    case 'forward':
      return camel
        ? { ...number, callForwarding: { callForwardingEnabled: true } }
        : { ...number, call_forwarding: { call_forwarding_enabled: true, error_code: null } }
  }
}

/** Writes a world as an engagement. */
export function render(world: EvidenceWorld, camel = false): Engagement {
  const { place, message, epoch, readers, claims, intent, items } = world
  return {
    conversation: 'CH01',
    ...(message !== null && { message }),
    epoch,
    contact: { channel: place.channel, address: place.address },
    readers: readers?.map(({ channel, address }) => ({ channel, address })) ?? null,
    claims: Object.fromEntries(claims.map((claim, index) => [`field${index}`, claim])),
    evidence: items.map((item) => renderItem(item, place, camel)),
    intent: { classes: intent },
  }
}
