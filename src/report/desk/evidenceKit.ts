import { TEST_CONVERSATION } from '../../analysis/engagementOf.js'
import { CHECKS } from '../../analysis/space/checks.js'
import { callersOf } from '../../analysis/space/contacts.js'
import { checkOf } from '../../analysis/space/proofs.js'
import { iso, madeAgo, SCENE } from '../../analysis/space/scene.js'
import { directoryOf, type TieWord } from '../../analysis/space/ties.js'
import type { Evidence } from '../../model/engagement.js'
import { DAY, MINUTE, SECOND } from '../../model/instant.js'
import type { CompiledPolicy } from '../../policy/compiled.js'

/** A piece of evidence to put on the desk. */
export interface KitItem {
  readonly group: 'directory' | 'proof' | 'risk'
  readonly title: string
  readonly evidence: Evidence
}

/** A channel to choose, with somebody who writes on it. */
export interface DeskCaller {
  readonly channel: string
  readonly title: string
  readonly address: string
}

/** Lists the channels to choose from, each with an address that reads well. */
export function deskCallers(policy: CompiledPolicy): readonly DeskCaller[] {
  const byName = new Map<string, DeskCaller>()
  for (const { contact, channel } of callersOf([policy])) {
    if (channel === 'unknown' || byName.has(channel)) continue
    byName.set(channel, { channel: contact.channel, title: channel, address: contact.address })
  }
  return [...byName.values()]
}

/** Lists the evidence that a channel and the policy's issuers make sensible. All of it synthetic, a minute old. */
export function evidenceKit(
  policy: CompiledPolicy,
  channel: string,
  address: string,
): readonly KitItem[] {
  const caller = callersOf([policy]).find(
    ({ contact }) => contact.channel === channel && contact.address === address,
  )
  const query = caller?.query ?? null
  const phone = caller?.isPhone === true && query !== null ? query : null
  return [
    ...(query === null ? [] : TIES.map(([title, tie]) => directory(title, query, tie))),
    ...(phone === null ? [] : ['sms', 'whatsapp', 'call'].map((via) => code(via, phone))),
    ...(caller?.isMailbox === true && query !== null ? [code('email', query)] : []),
    ...logins(policy),
    ...(phone === null
      ? []
      : CHECKS.map(({ name, lookup }) => ({
          group: 'risk' as const,
          title: name === 'clean' ? 'number checked: clean' : name,
          evidence: lookup(phone),
        }))),
    ...FLAGS.map((flag) => ({
      group: 'risk' as const,
      title: `agent reports ${flag}`,
      evidence: {
        kind: 'agent_attestation',
        at: iso(SCENE.at - MINUTE),
        conversation: TEST_CONVERSATION,
        agent: 'WK01',
        flags: [flag],
      },
    })),
  ]
}

const FLAGS = ['coaching', 'duress']

const TIES: readonly (readonly [string, TieWord])[] = [
  ['on file, verified at enrolment', 'verified'],
  ['on file, typed in by staff', 'onFile'],
  ['on file, only as they said', 'claimed'],
  ['on file for two customers', 'several'],
]

const directory = (title: string, query: string, tie: TieWord): KitItem => ({
  group: 'directory',
  title,
  evidence: directoryOf({ address: query }, tie),
})

const SERIALS: Readonly<Record<string, number>> = { sms: 1, whatsapp: 2, call: 3, email: 4 }

const code = (via: string, to: string): KitItem => ({
  group: 'proof',
  title: `code by ${via}`,
  evidence: checkOf(via, to, { ...madeAgo(MINUTE), serial: SERIALS[via] ?? 0 }),
})

interface Login {
  readonly issuer: string
  readonly words: { readonly amr: readonly string[] } | { readonly acr: string }
}

function logins({ issuers }: CompiledPolicy): readonly KitItem[] {
  const own = issuers.flatMap(({ issuer, acr, amr }): readonly Login[] => [
    ...Object.keys(acr).map((word) => ({ issuer, words: { acr: word } })),
    ...Object.keys(amr).map((word) => ({ issuer, words: { amr: [word] } })),
    ...(Object.keys(amr).length > 1
      ? [{ issuer, words: { amr: Object.keys(amr).slice(0, 2) } }]
      : []),
  ])
  const standard = [['pwd'], ['pwd', 'otp'], ['hwk', 'face']].map(
    (amr): Login => ({ issuer: SCENE.issuer, words: { amr } }),
  )
  return (issuers.length === 0 ? standard : own).map(({ issuer, words }) => ({
    group: 'proof',
    title: `login ${'acr' in words ? words.acr : words.amr.join(' and ')} (${hostOf(issuer)})`,
    evidence: {
      kind: 'session',
      conversation: TEST_CONVERSATION,
      issuer,
      subject: SCENE.subject,
      customer: SCENE.customer,
      ...words,
      authTime: iso(SCENE.at - SECOND),
      expires: iso(SCENE.at + DAY),
    },
  }))
}

const hostOf = (issuer: string): string => issuer.replace(/^https:\/\//, '').split('/')[0] ?? issuer
