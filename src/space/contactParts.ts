import {
  directoryAnswer,
  directoryAnswerSince,
  findMethod,
  PLAIN_TIES,
  type ReadingSettings,
  type Specimen,
  type TieWord,
} from '../evidence/index.js'
import { DAY, MINUTE } from '../model/index.js'
import type { Caller } from './contacts.js'
import { otherOf, writerOf } from './people.js'
import { clearedBy, specimensThat, stampOf } from './proofParts.js'
import { SCENE, type ScenePart } from './scene.js'

// The first two are what most is held against.
const TIES: readonly TieWord[] = ['onFile', 'verified', 'claimed', 'stale', 'recent', 'several']
const CLEARED: readonly TieWord[] = ['verified', 'onFile', 'stale']

/**
 * Lists what may be known of who writes, by the address they write from: nothing, by each tie,
 * cleared or not, by each word of their mail server, or by a link.
 *
 * `tenures` are days after which a tie counts for more under some policy. The first is always
 * nothing and the next two are on file and enrolled, which `plainSituations` relies on.
 */
export function partsOfContact(
  settings: ReadingSettings,
  caller: Caller,
  tenures: readonly number[] = [],
): readonly ScenePart[] {
  const { query, isPhone, isMailbox } = caller
  if (query === null) return [{}]
  const known = (tie: TieWord): ScenePart => ({
    evidence: [directoryAnswer({ address: query }, tie, SCENE.at - MINUTE)],
  })
  const cleared = isPhone
    ? clearedBy(settings).flatMap((one) =>
        CLEARED.map((tie) => joinParts(known(tie), partOf(one, caller))),
      )
    : []
  const mail = isMailbox
    ? ofMethod(settings, 'email_authentication').flatMap((one) =>
        [{}, known('onFile'), known('verified')].map((part) =>
          joinParts(part, partOf(one, caller)),
        ),
      )
    : []
  // An account on a platform: no directory of numbers knows it, so it is linked to the customer
  // instead.
  const isOpaque = !isPhone && !isMailbox
  const linked = isOpaque
    ? ofMethod(settings, 'account_link')
        .filter(({ says }) => says === 'good')
        .flatMap((one) => [LONG, 1].map((days) => partOf(one, caller, days * DAY)))
    : []
  const since = tenures.map(
    (days): ScenePart => ({
      evidence: [directoryAnswerSince({ address: query }, days, SCENE.at - MINUTE)],
    }),
  )
  return [{}, ...TIES.map(known), ...linked, ...since, ...cleared, ...mail]
}

// Longer ago than any quarantine.
const LONG = 400

const ofMethod = (settings: ReadingSettings, kind: string): readonly Specimen[] =>
  findMethod(kind)?.specimens(settings) ?? []

const partOf = (specimen: Specimen, caller: Caller, age = MINUTE): ScenePart => ({
  evidence: [specimen.make(writerOf(caller), stampOf(age, 0))],
})

/** Puts two parts together. */
export const joinParts = (one: ScenePart, other: ScenePart): ScenePart => ({
  ...one,
  ...other,
  evidence: [...(one.evidence ?? []), ...(other.evidence ?? [])],
})

/**
 * Lists the signals that a policy counts in words of its own, as often and as old as it tells
 * apart, such as three failed codes within an hour.
 */
export const countedParts = (settings: ReadingSettings, caller: Caller): readonly ScenePart[] =>
  specimensThat(settings, ({ counted }) => counted === true).map((one) => partOf(one, caller))

/** A named risk, and whom it may be about besides the person who writes. */
export interface BadPart {
  readonly name: string
  readonly part: ScenePart
}

/**
 * Lists everything that may be held against somebody: about their own number or mailbox, about the conversation, and
 * about another number, mailbox or account of theirs that they proved, as what is bad of it is only seen there.
 *
 * A name ends in the rank that it holds trust at, where it does: `agent lowers to 1`.
 */
export function badParts(settings: ReadingSettings, caller: Caller): readonly BadPart[] {
  const proofs = specimensThat(settings, ({ says }) => says === 'proof')
  return specimensThat(settings, ({ says }) => says === 'bad').flatMap(
    (one, place): readonly BadPart[] => {
      const { name, about } = one
      const isOthers =
        (about === 'phone' && !caller.isPhone) || (about === 'mailbox' && !caller.isMailbox)
      const own: readonly BadPart[] = isOthers ? [] : [{ name, part: partOf(one, caller) }]
      const what = OTHERS.get(about)
      if (what === undefined) return own
      const other = otherOf(10 + place)
      const risk = one.make(other, stampOf(MINUTE, 0))
      const proof = proofs.find(
        ({ about: proved, issuer }) => proved === about && issuer === one.issuer,
      )
      // Where nothing here can prove it, the risk is about something that has no part in this
      // conversation.
      const evidence = [
        risk,
        ...(proof === undefined ? [] : [proof.make(other, stampOf(MINUTE, 90 + place))]),
      ]
      return [...own, { name: `another ${what}: ${name}`, part: { evidence } }]
    },
  )
}

// What somebody may have several of.
const OTHERS: ReadonlyMap<Specimen['about'], string> = new Map([
  ['phone', 'number'],
  ['mailbox', 'mailbox'],
  ['account', 'account'],
])

/**
 * Lists who else may read along, the surest first, and those of whom nothing is known. `null` says
 * that others may read and nobody knows who, which is not that nobody does.
 */
export const readerParts: readonly ScenePart[] = [
  ...PLAIN_TIES.map((tie) => ({
    readers: [{ channel: 'sms', address: SCENE.readerPhone }],
    evidence: [directoryAnswer({ phone: SCENE.readerPhone }, tie, SCENE.at - MINUTE)],
  })),
  { readers: [{ channel: 'sms', address: SCENE.readerPhone }] },
  { readers: null },
]

/**
 * Lists what contradicts itself: codes to numbers of two customers. The records are then at odds,
 * and trust takes the conversation to be about neither.
 */
export function contradictingParts(settings: ReadingSettings): readonly ScenePart[] {
  const [code] = specimensThat(settings, ({ about, says }) => about === 'phone' && says === 'proof')
  if (code === undefined) return []
  return [
    {
      evidence: (['verified', 'stranger'] as const).flatMap((tie, place) => {
        const person = otherOf(70 + place)
        return [
          directoryAnswer({ phone: person.phone }, tie, SCENE.at - MINUTE),
          code.make(person, stampOf(MINUTE, 70 + place)),
        ]
      }),
    },
    ...contradictingLogins(settings),
  ]
}

// Where codes are refused, logins contradict each other.
const contradictingLogins = (settings: ReadingSettings): readonly ScenePart[] =>
  ofMethod(settings, 'session')
    .slice(0, 1)
    .map((login) => ({
      evidence: ['C-1001', 'C-2002'].map((customer, place) =>
        login.make({ ...otherOf(70 + place), customer }, stampOf(MINUTE, 70 + place)),
      ),
    }))
