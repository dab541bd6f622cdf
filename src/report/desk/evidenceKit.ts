import { engagementOf, type Situation } from '../../analysis/index.js'
import { type CompiledPolicy, SESSION_CHANNELS } from '../../decide/index.js'
import { directoryAnswer, SWAPPED, type TieWord } from '../../evidence/index.js'
import { type Evidence, MINUTE, shownAmount, withoutAbsent } from '../../model/index.js'
import type { GivenDocument } from '../../policy/index.js'
import { callersOf, SCENE, specimensOf, stampOf } from '../../space/index.js'
import { type ProofGiver, proofKit } from './proofKit.js'

/** A piece of evidence to put on the desk. */
export interface KitItem {
  /** Where it stands in the form. */
  readonly group: 'directory' | 'proof' | 'risk'
  /** What it is called there. */
  readonly title: string
  /** The item, as its source would write it. */
  readonly evidence: Evidence
  /** The word that a policy's `stepUp` has for it, where it is a proof. */
  readonly method?: string
}

/** A channel to choose, with somebody who writes on it. */
export interface DeskCaller {
  readonly channel: string
  /** What the policy calls the channel: a declared one by its scheme. */
  readonly title: string
  readonly address: string
}

/**
 * Lists the channels to choose from, each with an address that reads well. What no channel knows is
 * left out: there is nothing to try on it.
 */
export function deskCallers(policy: CompiledPolicy): readonly DeskCaller[] {
  const byName = new Map<string, DeskCaller>()
  for (const { contact, channel } of callersOf([policy])) {
    if (channel === 'unknown' || byName.has(channel)) continue
    byName.set(channel, { channel: contact.channel, title: channel, address: contact.address })
  }
  return [...byName.values()]
}

/** The message that somebody on the desk writes, where none is named. */
const DESK_MESSAGE = 'SM01'

/** Names the message that a proof is given for: on a channel without a session it is good for no other. */
export const messageOn = (
  { channels }: CompiledPolicy,
  { channel, message }: Pick<GivenDocument, 'channel' | 'message'>,
): string | null =>
  (channels.find(({ scheme }) => scheme === channel)?.session ?? SESSION_CHANNELS.includes(channel))
    ? null
    : (message ?? DESK_MESSAGE)

/** Reads what the proofs on the desk were given for; empty for nothing in particular. */
export function purposeIn({ evidence = [] }: GivenDocument): string {
  const purposes = evidence.map((item) => (isBoundHere(item) ? item['purpose'] : undefined))
  return purposes.find((purpose) => typeof purpose === 'string') ?? ''
}

/** Tells whether a proof was given in the conversation on the desk. */
const isBoundHere = (item: Evidence): boolean => item['conversation'] === SCENE.conversation

/**
 * Lists the evidence that a channel and the policy make sensible. All of it synthetic, a minute old; proofs that name the
 * conversation were given for `purpose`, where there is one, and show the payment that is asked for.
 */
export function evidenceKit(
  policy: CompiledPolicy,
  given: Pick<GivenDocument, 'channel' | 'address' | 'message' | 'intent'> & {
    readonly purpose?: string
  },
): readonly KitItem[] {
  const { channel, address } = given
  const caller = callersOf([policy]).find(
    ({ contact }) => contact.channel === channel && contact.address === address,
  )
  const query = caller?.query ?? null
  const isOwn = { phone: caller?.isPhone === true, mailbox: caller?.isMailbox === true }
  const phone = isOwn.phone && query !== null ? query : SCENE.secondPhone
  const mailbox = isOwn.mailbox && query !== null ? query : SCENE.email
  return [
    ...(query === null
      ? []
      : TIES.map(([title, tie]) => makeDirectoryAnswer(title, { address: query }, tie))),
    ...(isOwn.phone ? [] : onFile('a phone', { phone })),
    ...(isOwn.mailbox ? [] : onFile('a mailbox', { email: mailbox })),
    ...proofKit({
      ...{ policy, account: query, phone, mailbox, isOwn },
      message: messageOn(policy, given),
      payment: paymentIn(given),
    }).map((item) => ({ ...item, evidence: givenFor(item.evidence, given.purpose) })),
    ...specimensOf(policy)
      .filter(([kind, { name }]) => RISK_KINDS.includes(kind) || FLAGS.includes(name))
      .map(([, { name, make }]) => ({
        group: 'risk' as const,
        title: name === 'clean' ? CLEAN : name,
        evidence: make({ ...SCENE, phone, mailbox, address: query ?? '' }, stampOf(MINUTE, 0)),
      })),
  ]
}

function paymentIn({ intent = {} }: Pick<GivenDocument, 'intent'>): ProofGiver['payment'] {
  const { amount, currency, payee } = intent
  const shown = shownAmount({
    ...withoutAbsent({ amount, currency }),
  })
  return shown === undefined || payee === undefined ? null : { amount: shown, payee }
}

/** Gives a proof its purpose, where it names this conversation. */
const givenFor = (item: Evidence, purpose = ''): Evidence =>
  purpose !== '' && isBoundHere(item) ? { ...item, purpose } : item

/** Lists people on every channel with nothing against them: without proof, and with each proof by itself. */
export function soundSituations(policy: CompiledPolicy): readonly Situation[] {
  return deskCallers(policy).flatMap(({ channel, address }) => {
    const message = messageOn(policy, { channel })
    const kit = evidenceKit(policy, { channel, address })
    // What a business cannot ask for is looked for by the solver alone, where it makes a difference.
    const proofs = kit.filter(
      ({ group, method = '' }) =>
        group === 'proof' && (policy.stepUp.length === 0 || policy.stepUp.includes(method)),
    )
    return [ENROLLED, TYPED].flatMap((ending) => {
      const sound = kit.filter(({ title }) => title === CLEAN || title.endsWith(ending))
      return [[], ...proofs.map((proof) => [proof])].map((proof) =>
        engagementOf({
          channel,
          address,
          ...(message !== null && { message }),
          evidence: [...sound, ...proof].map(({ evidence }) => evidence),
        }),
      )
    })
  })
}

/** Titles of evidence that scenarios put on the desk. */
export const TITLES = {
  enrolled: 'on file, verified at enrolment',
  several: 'on file for two customers',
  clean: 'number checked: no risk found',
  swapped: SWAPPED,
  coaching: 'agent reports coaching',
} as const

const { enrolled: ENROLLED, clean: CLEAN } = TITLES
/** A record that staff typed in and nobody confirmed. */
const TYPED = 'on file, typed in by staff'

/** What an agent may report against somebody. */
const FLAGS: readonly string[] = [TITLES.coaching, 'agent reports duress']

/** Kinds of evidence that only ever speak against somebody, or for the number alone. */
const RISK_KINDS: readonly string[] = ['lookup', 'security_event']

/** What the directory may answer, and how that is called on the desk. */
const TIES: readonly (readonly [string, TieWord])[] = [
  [ENROLLED, 'verified'],
  [TYPED, 'onFile'],
  ['on file, but never confirmed', 'claimed'],
  [TITLES.several, 'several'],
]

/** What the directory may know of a phone or a mailbox that they do not write from. */
const onFile = (what: string, query: Readonly<Record<string, unknown>>): readonly KitItem[] => [
  makeDirectoryAnswer(`${what} ${ENROLLED}`, query, 'verified'),
  makeDirectoryAnswer(`${what} ${TYPED}`, query, 'onFile'),
]

/** Makes an answer of the directory, a minute old. */
const makeDirectoryAnswer = (
  title: string,
  query: Readonly<Record<string, unknown>>,
  tie: TieWord,
): KitItem => ({
  group: 'directory',
  title,
  evidence: directoryAnswer(query, tie, SCENE.at - MINUTE),
})
