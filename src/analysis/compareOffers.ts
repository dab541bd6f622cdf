import {
  ageOf,
  answerRequest,
  type CompiledPolicy,
  isBoundTo,
  type Requirement,
  type Rule,
  readFloor,
  writeFloor,
} from '../decide/index.js'
import { levelOf, printDuration, type Rank, type StepUp, stronger } from '../model/index.js'
import { actionOf, classNamed, plainSituations } from '../space/index.js'
import { assess, readRequest } from '../trust/index.js'
import type { Suspect } from './suspects.js'
import { changeOfText, type TextChange } from './textChange.js'

/**
 * Compares what is asked for before more is given, in the words of an offer: how sure, how fresh, and for what alone.
 *
 * Two policies may give everybody the same and still ask for something else. What every offer says is worked out from what
 * its step takes, so it is compared exactly. What an offer says is missing is a reason, and no part of it.
 */
export const compareAsked = (
  before: CompiledPolicy,
  after: CompiledPolicy,
): readonly TextChange[] =>
  before.stepUp.length === 0 && after.stepUp.length === 0
    ? []
    : stepsInBoth(before, after).flatMap(({ name, old, next }) => {
        const [one, other] = [askedBy(old), askedBy(next)]
        return changeOfText('offer', name, isAtLeast(other, one) ? 'stricter' : 'changed', [
          sayAsked(one),
          sayAsked(other),
        ])
      })

/**
 * Compares all of what is offered instead. Which proofs are offered together is compared on people of every kind, by
 * examples; `isTold` leaves out what is told already, as its answers change.
 */
export function compareOffers(
  before: CompiledPolicy,
  after: CompiledPolicy,
  isTold: (suspect: Suspect) => boolean = () => false,
): readonly TextChange[] {
  const asked = compareAsked(before, after)
  const steps = stepsInBoth(before, after).filter(({ suspect }) => !isTold(suspect))
  const names = steps.map(({ name }) => name)
  const untold = asked.filter(({ name }) => names.includes(name))
  const others = steps.filter(
    ({ name, old, next }) =>
      untold.every((one) => one.name !== name) && JSON.stringify(old) !== JSON.stringify(next),
  )
  const suspects = new Map(
    others.map(({ suspect }) => [`${suspect.about} ${suspect.name}`, suspect]),
  )
  return [...untold, ...[...suspects.values()].flatMap((one) => comparePlans(before, after, one))]
}

/** What one step takes under two policies that both know it: a rung of a class, or an action. */
interface StepInBoth {
  readonly suspect: Suspect
  readonly name: string
  readonly old: Rule
  readonly next: Rule
}

function stepsInBoth(before: CompiledPolicy, after: CompiledPolicy): readonly StepInBoth[] {
  const classes = before.classes.flatMap(({ name, rungs }) =>
    rungs.flatMap((old): readonly StepInBoth[] => {
      const next = classNamed(after)(name)?.rungs.find(({ rung }) => rung === old.rung)
      const suspect = { about: 'class', name } as const
      return next === undefined ? [] : [{ suspect, name: `${name} ${old.rung}`, old, next }]
    }),
  )
  const actions = before.actions.flatMap((old): readonly StepInBoth[] => {
    const { name } = old
    const next = actionOf(after, name)
    // Nothing is offered for a step that nobody can reach.
    return next === undefined || old.denied || next.denied
      ? []
      : [{ suspect: { about: 'action', name }, name, old, next }]
  })
  return [...classes, ...actions]
}

/** What an offer of a step asks for; of whoever speaks for another also what is asked of such. */
interface OfferTerms {
  readonly write: Rank
  readonly read: Rank
  /** In milliseconds; `Infinity` for any age. */
  readonly age: number
  /** Whether the proof has to be given for this alone. */
  readonly isBound: boolean
  readonly others: ReadonlyMap<string, OfferTerms>
}

function askedBy({
  requires,
  representatives = [],
}: Pick<Rule, 'requires' | 'representatives'>): OfferTerms {
  const most = (rankIn: (one: Requirement) => Rank): Rank =>
    requires.map(rankIn).reduce<Rank>(stronger, 0)
  return {
    write: most(({ write, read }) => writeFloor(write, read)),
    read: most(({ read }) => readFloor(read)),
    age: Math.min(...requires.map((one) => ageOf(one) ?? Number.POSITIVE_INFINITY)),
    isBound: requires.some(isBoundTo),
    // All that is asked of somebody who acts as this, in whatever block it stands.
    others: new Map(
      representatives
        .flatMap(({ as }) => as)
        .map((relation) => {
          const named = representatives.filter(({ as }) => as.includes(relation))
          return [relation, askedBy({ requires: named.flatMap((one) => one.requires) })]
        }),
    ),
  }
}

const isAtLeast = (one: OfferTerms, other: OfferTerms): boolean =>
  one.write >= other.write &&
  one.read >= other.read &&
  one.age <= other.age &&
  (one.isBound || !other.isBound) &&
  [...one.others].every(([relation, asked]) => {
    const known = other.others.get(relation)
    return known !== undefined && isAtLeast(asked, known)
  })

const sayAsked = ({ write, read, age, isBound, others }: OfferTerms): string =>
  [
    `at least ${levelOf(write)}`,
    ...(read > 0 ? [`read by ${levelOf(read)}`] : []),
    ...(age < Number.POSITIVE_INFINITY ? [`proof within ${printDuration(age)}`] : []),
    ...(isBound ? ['proof given for this'] : []),
    ...[...others].map(([relation, asked]) => `as ${relation}: ${sayAsked(asked)}`),
  ].join(', ')

/** Finds somebody who is offered other proofs for one thing, though what is asked for is said alike. */
function comparePlans(
  before: CompiledPolicy,
  after: CompiledPolicy,
  { about, name }: Suspect,
): readonly TextChange[] {
  const offersOf = (policy: CompiledPolicy) => {
    const part = {
      ...policy,
      classes: policy.classes.filter((one) => about === 'class' && one.name === name),
      actions: policy.actions.filter((one) => about === 'action' && one.name === name),
      routes: policy.routes.slice(-1),
    }
    return ({ engagement, at }: ReturnType<typeof plainSituations>[number]): string =>
      sayOffers(
        answerRequest(part, assess(engagement, at, part), readRequest(engagement, part)).stepUp,
      )
  }
  const [old, next] = [offersOf(before), offersOf(after)]
  for (const situation of plainSituations([before, after], 'kinds')) {
    const words = [old(situation), next(situation)] as const
    if (words[0] !== words[1]) return changeOfText('offer', name, 'changed', words)
  }
  return []
}

const sayOffers = (offers: readonly StepUp[]): string =>
  offers.length === 0
    ? 'nothing is offered'
    : offers
        .map(({ methods, acr, maxAge, purposes }) =>
          [
            `${methods.join(' and ')} for ${acr}`,
            ...(maxAge === undefined ? [] : [`within ${maxAge}s`]),
            ...(purposes === undefined ? [] : ['given for this']),
          ].join(' '),
        )
        .join(', ')
