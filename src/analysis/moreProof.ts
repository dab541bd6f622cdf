import type { CompiledPolicy } from '../decide/index.js'
import {
  directoryAnswer,
  PLAIN_TIES,
  questionAbout,
  type Specimen,
  type SpecimenBinding,
} from '../evidence/index.js'
import { isRecord, MINUTE } from '../model/index.js'
import { otherOf, SCENE, type ScenePart, specimensOf, stampOf } from '../space/index.js'
import type { Situation } from './engagementOf.js'

/**
 * What may be added to an engagement, mostly one proof more, by the words in which `explain` says
 * it.
 */
export interface MoreProof {
  /** What it is, in words. */
  readonly change: string
  /** As good as its kind gets. */
  readonly isGood: boolean
  /** The evidence or claims that are added. */
  readonly part: ScenePart
}

/**
 * Lists what may be added, by who writes and when: the address on file, each proof of it, each
 * proof of something else of theirs, and a claim.
 *
 * `round` keeps two proofs apart: of another round they have other names, so that both may be
 * there. What is made is made for the engagement's own time, and is of nobody: only its kind is
 * told.
 */
export function moreOf(
  policy: CompiledPolicy,
  situation: Situation,
  round: 0 | 1,
): readonly MoreProof[] {
  const { engagement, at } = situation
  const address = addressIn(engagement.contact)
  // Whatever the channel writes around it, an E.164 number ends the address.
  const phone = /\+[1-9]\d{6,14}$/.exec(address)?.[0] ?? null
  const mailbox = address.includes('@') ? address : null
  const writer = {
    phone: phone ?? '',
    mailbox: mailbox ?? '',
    account: '',
    address,
    customer: null,
  }
  const age = SCENE.at - at
  const stamp = (place: number): SpecimenBinding => stampOf(age, 8_000 + round * 500 + place)
  const added = (change: string, isGood: boolean, part: ScenePart) => ({ change, isGood, part })
  const onFile = (['onFile', 'verified'] as const).map((tie) =>
    added(
      `with the address ${tie === 'onFile' ? 'on file' : 'verified at enrolment'}`,
      tie === 'verified',
      { evidence: [directoryAnswer({ address }, tie, at - MINUTE)] },
    ),
  )
  const proofs = specimensOf(policy).filter(([, { says }]) => says === 'proof')
  // A proof of the very number or mailbox that they write from needs no directory.
  const own = proofs.flatMap(([, one], place) =>
    (one.about === 'phone' && phone !== null) || (one.about === 'mailbox' && mailbox !== null)
      ? [
          added(`with ${one.name} of the ${WORDS[one.about]} they write from`, true, {
            evidence: [one.make(writer, stamp(place))],
          }),
        ]
      : [],
  )
  const others = proofs.flatMap(([, one], place) => othersBy(one, stamp(100 + place), added))
  const said = added('with a claim', false, { claims: { email: 'someone@example.com' } })
  return [...onFile, ...own, ...others, said]
}

/** What they write from, where it can be proved. */
const WORDS = { phone: 'number', mailbox: 'mailbox' } as const

/**
 * A proof of something else of theirs: named by its source, or known to the directory, well or less
 * well. A source that names nobody and that no directory knows gives one that leads nowhere, which
 * is reported as well.
 */
function othersBy(
  specimen: Specimen,
  stamp: SpecimenBinding,
  added: (change: string, isGood: boolean, part: ScenePart) => MoreProof,
): readonly MoreProof[] {
  const { name, about } = specimen
  const person = otherOf(stamp.serial)
  const question = questionAbout(specimen, person)
  const named =
    about === 'account' || about === 'customer'
      ? [added(`with ${name}`, true, { evidence: [specimen.make(person, stamp)] })]
      : []
  if (question === null) return named
  const what =
    about === 'account' ? 'an account' : about === 'phone' ? 'another number' : 'a mailbox'
  const told = PLAIN_TIES.map((tie) =>
    added(`with ${name} of ${what} (${TIES[tie]})`, tie === 'verified' && about !== 'account', {
      evidence: [
        directoryAnswer(question, tie, stamp.at - MINUTE),
        specimen.make({ ...person, customer: null }, stamp),
      ],
    }),
  )
  const unknown = added(`with ${name} of ${what} (unknown)`, false, {
    evidence: [specimen.make({ ...person, customer: null }, stamp)],
  })
  return [...named, ...told, unknown]
}

/** How the directory knows it, as people say it. */
const TIES = {
  verified: 'verified at enrolment',
  onFile: 'on file',
  claimed: 'as they said',
} as const

const addressIn = (contact: unknown): string => {
  const address = isRecord(contact) ? contact['address'] : undefined
  return typeof address === 'string' ? address : ''
}
