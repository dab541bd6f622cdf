import {
  directoryAnswer,
  methods,
  questionAbout,
  type ReadingSettings,
  type Specimen,
  type SpecimenBinding,
  type TieWord,
} from '../evidence/index.js'
import { DAY, MINUTE, type Support, shownAmount } from '../model/index.js'
import type { Caller } from './contacts.js'
import { otherOf, writerOf } from './people.js'
import { SCENE, type ScenePart } from './scene.js'

/** Years beyond any proof's life, so that age alone ends it. */
const FAR = 400 * DAY

/**
 * Stamps what was done some milliseconds ago. `serial` has to differ between two proofs of one
 * example: an approval that is presented twice counts once.
 */
export const stampOf = (
  age: number,
  serial: number,
  more: Partial<Pick<SpecimenBinding, 'purpose' | 'payment' | 'message' | 'seen'>> = {},
): SpecimenBinding => ({
  at: SCENE.at - age,
  expires: SCENE.at - age + FAR,
  conversation: SCENE.conversation,
  purpose: null,
  message: null,
  payment: null,
  serial,
  ...more,
})

/**
 * Gives every way to make evidence under some settings, with its method's kind. Each method makes its own, so this room
 * knows nothing of what evidence looks like.
 */
export function specimensOf(settings: ReadingSettings): ProofSpecimens {
  const known = SPECIMENS.get(settings)
  if (known !== undefined) return known
  const made = methods.flatMap(({ kind, specimens }) =>
    specimens(settings).map((specimen) => [kind, specimen] as const),
  )
  SPECIMENS.set(settings, made)
  return made
}

type ProofSpecimens = readonly (readonly [kind: string, specimen: Specimen])[]

/** Made once for each policy, because a page asks for them with every key that is pressed, and a search for every cell. */
const SPECIMENS = new WeakMap<ReadingSettings, ProofSpecimens>()

/** Gives what clears a number of every doubt. */
export const clearedBy = (settings: ReadingSettings): readonly Specimen[] =>
  specimensThat(settings, ({ says, about }) => says === 'good' && about === 'phone')

/** Gives the specimens of which something is so, whatever their method. */
export const specimensThat = (
  settings: ReadingSettings,
  fits: (specimen: Specimen) => boolean,
): readonly Specimen[] =>
  specimensOf(settings).flatMap(([, specimen]) => (fits(specimen) ? [specimen] : []))

/**
 * Where proofs are looked for: what the policies trust, who writes, and what proofs may be given
 * for. The writer's channel says whether a proof has to name the message.
 */
export interface ProofScene {
  readonly settings: ReadingSettings
  readonly caller: Caller
  readonly purposes: readonly string[]
  /** The amount that is asked for, where it is not the scene's own, and its currency. */
  readonly amount?: string
  readonly currency?: string
}

// The parts of a support that an engagement can be made to show; its causes and path follow from
// these.
type WantedProof = Pick<
  Support,
  | 'method'
  | 'via'
  | 'grade'
  | 'categories'
  | 'phishable'
  | 'since'
  | 'purpose'
  | 'amount'
  | 'general'
>

/**
 * Lists ways to make a support that a state supposes, as an engagement would hold it; the simplest
 * first. What may have been given for several things is a list for each of them, as none of them
 * stands for another.
 *
 * `place` is that of the support in the state: it gives each proof a number or account of its own,
 * so that they do not bear on one another. An empty list says that no specimen is like it.
 */
export function partsOfProof(
  scene: ProofScene,
  support: WantedProof,
  place: number,
): readonly (readonly ScenePart[])[] {
  if (support.method === 'platform') return [[{}]]
  if (support.method === 'claim') return [[SAID]]
  const amount = shownAmount({ amount: SCENE.amount, ...scene }) ?? SCENE.amount
  const payment = support.amount === undefined ? null : { amount, payee: SCENE.payee }
  const bonds = bondsOf(scene, support)
  // Where each message stands alone a login counts for minutes from when it was shown, however old it is.
  const isShownLater = !scene.caller.session && -support.since > MINUTE
  const seen = isShownLater ? { seen: SCENE.at - MINUTE } : {}
  const specimens = specimensOf(scene.settings).filter(([kind, specimen]) =>
    isOf(scene.settings, kind, specimen, support),
  )
  return bonds.map((bond) => {
    const stamp = stampOf(-support.since, place + 1, { ...bond, payment, ...seen })
    return specimens.flatMap(([, specimen]) => waysToMake(scene, specimen, support.grade, stamp))
  })
}

type ProofBond = Pick<SpecimenBinding, 'purpose' | 'message'>

// What it may have been given for. Where each message stands alone, what is for nothing in particular opens no action: a
// question that speaks of actions tells it apart, and what counts for them is for one of those or for this message.
function bondsOf(
  { caller, purposes }: ProofScene,
  { purpose, general }: WantedProof,
): readonly ProofBond[] {
  const isOwn = caller.session || purpose !== null || general === true || purposes.length === 0
  if (isOwn) return [{ purpose, message: null }]
  const named = purposes.map((one): ProofBond => ({ purpose: one, message: null }))
  return [...named, { purpose: null, message: SCENE.message }]
}

const SAID: ScenePart = { claims: { email: 'someone@example.com' } }

// Whether a specimen, as its method reads it, is as good as what is looked for; how good it is in
// the end the tie says. It is read by the method itself: what a specimen claims to be is not
// believed.
function isOf(
  settings: ReadingSettings,
  kind: string,
  specimen: Specimen,
  { method, via, categories, phishable, grade }: WantedProof,
): boolean {
  if (kind !== method || specimen.says !== 'proof') return false
  const facts = methods
    .find((one) => one.kind === kind)
    ?.read(specimen.make(otherOf(0), stampOf(MINUTE, 1)), settings)
  return (
    facts?.ok === true &&
    facts.value.some(
      (fact) =>
        fact.type === 'proof' &&
        (via === undefined || fact.via === via) &&
        fact.categories.join() === categories.join() &&
        fact.phishable === phishable &&
        fact.grade >= grade,
    )
  )
}

/**
 * Lists ways to make a proof so that its tie bears a grade: of their own, named by its source, or
 * by the directory. A proof is worth no more than the tie that leads from it to a record.
 */
export function waysToMake(
  { settings, caller }: ProofScene,
  specimen: Specimen,
  grade: number,
  stamp: SpecimenBinding,
): readonly ScenePart[] {
  const isOwn =
    (specimen.about === 'phone' && caller.isPhone) ||
    (specimen.about === 'mailbox' && caller.isMailbox)
  const other = { ...otherOf(stamp.serial), address: caller.query ?? '' }
  const own: readonly ScenePart[] = isOwn
    ? [{ evidence: [specimen.make(writerOf(caller), stamp)] }]
    : []
  // Where the source names the customer, this is the best there is: a customer can be named in no other
  // way.
  const named: readonly ScenePart[] =
    specimen.about === 'account' || specimen.about === 'customer'
      ? [{ evidence: [specimen.make(other, stamp)] }]
      : []
  const told = tiesFor(grade).flatMap((tie): readonly ScenePart[] => {
    const question = questionAbout(specimen, other)
    if (question === null) return []
    const evidence = [
      directoryAnswer(question, tie, SCENE.at - MINUTE),
      specimen.make({ ...other, customer: null }, stamp),
    ]
    const cleared = specimen.about === 'phone' && grade >= 3 ? clearedBy(settings) : []
    return [
      { evidence },
      ...cleared.map((one) => ({
        evidence: [...evidence, one.make(other, stampOf(MINUTE, stamp.serial))],
      })),
    ]
  })
  return [...own, ...(grade >= 3 || specimen.about === 'customer' ? named : []), ...told]
}

// The weakest tie that bears the grade, so that the state is not trusted more than it supposes.
const tiesFor = (grade: number): readonly TieWord[] =>
  grade >= 3 ? ['verified'] : grade === 2 ? ['onFile'] : ['claimed']
