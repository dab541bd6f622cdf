import {
  CHANGES,
  type CompiledPolicy,
  type DECIDED_THINGS,
  rankOfAnswer,
  rankOfOpenness,
} from '../decide/index.js'
import { groupBy, levelOf, ok, type Rank, type Result } from '../model/index.js'
import { channelOfSituation, type Situation, weightOf } from '../space/index.js'
import { type AnswerOnOne, answerOn } from './answerOn.js'
import { compareOffers } from './compareOffers.js'
import { compareText, type NotCompared } from './compareText.js'
import { describeState } from './describeState.js'
import { type PossibleDifference, type ShownDifference, searchDifferences } from './differ.js'
import { type Extent, extentOf } from './extent.js'
import type { OnProgress } from './onProgress.js'
import { differencesAmongSituations, type PolicyDifference } from './situationDifferences.js'
import { changesOf, type Suspect } from './suspects.js'
import type { TextChange } from './textChange.js'

/**
 * What a change means for the people it concerns: they are given less or more, or their tasks go to
 * another route.
 */
export type Change = (typeof CHANGES)[number]

/**
 * Engagements that a new policy decides differently, all in the same way: one row of a comparison.
 */
export interface Region {
  /** What sort of thing is decided differently. */
  readonly about: (typeof DECIDED_THINGS)[number]
  /** The class, action or route. */
  readonly name: string
  /** Whether that is stricter, looser or another route. */
  readonly change: Change
  /** What the old policy decides. */
  readonly before: string
  /** What the new policy decides. */
  readonly after: string
  /** The channels on which it is so. */
  readonly channels: readonly string[]
  /** The lowest and highest write and read trust in the region. */
  readonly write: readonly [Rank, Rank]
  /** The lowest and highest read trust in the region. */
  readonly read: readonly [Rank, Rank]
  /** How many states are in it. */
  readonly states: number
  /** A smallest engagement of it. */
  readonly example: Situation
}

/** What a new policy decides differently from an old one, in every state of the two. */
export interface PolicyDiff {
  /** What is disclosed, allowed or routed differently, looser first. */
  readonly regions: readonly Region[]
  /** Everything else that decides something and is said otherwise: fields, redaction, notices, trust and the rest. */
  readonly changes: readonly TextChange[]
  /** What could not be compared: while there is any, nothing may be called unchanged. */
  readonly notCompared: readonly NotCompared[]
  /** How many states were looked at. */
  readonly states: number
  /** Whether anything is given more freely, or may be; `false` is certain. */
  readonly looser: boolean
}

/**
 * Compares two policies by what they decide, looser regions first.
 *
 * What they disclose, allow and route for the same assessment is compared exactly, in every state.
 * How they read evidence and what step-up they offer is compared by examples: a difference that no
 * example shows is still possible. What an offer asks for, such as a fresh login, is compared exactly.
 * What could not be compared is named in `notCompared`.
 *
 * It never fails: the result names what was too much to look at.
 *
 * @example
 * ```ts
 * const compared = diff(before, after)
 * const isSafe = compared.ok && !compared.value.looser && compared.value.notCompared.length === 0
 * ```
 */
export function diff(
  before: CompiledPolicy,
  after: CompiledPolicy,
  onProgress?: OnProgress,
): Result<PolicyDiff> {
  const { shown, unshown, steps } = searchDifferences(before, after, { onProgress })
  const regions = [
    ...regionsOf(before, after, shown),
    ...regionsAmongSituations(before, after, shown),
  ].sort((a, b) => CHANGES.indexOf(a.change) - CHANGES.indexOf(b.change))
  const text = compareText(before, after)
  const isTold = (suspect: Suspect): boolean =>
    regions.some(({ about, name }) => about === suspect.about && name === suspect.name)
  const changes = [...text.changes, ...compareOffers(before, after, isTold)]
  const notCompared = onceEach([...text.notCompared, ...unshown.map(sayUnshown)])
  const looser =
    notCompared.length > 0 ||
    regions.some(({ change }) => change === 'looser') ||
    changes.some(({ change }) => change !== 'stricter')
  return ok({ regions, changes, notCompared, states: steps, looser })
}

const onceEach = (list: readonly NotCompared[]): readonly NotCompared[] => [
  ...new Map(list.map((one) => [`${one.about} ${one.why}`, one])).values(),
]

/** Names what may be decided otherwise and was not shown: no law of trust rules it out, and no engagement was built. */
const sayUnshown = ({ suspect, before, after, state }: PossibleDifference): NotCompared => ({
  about: suspect.about === 'route' ? 'routes' : `${suspect.about} ${suspect.name}`,
  why:
    'type' in state
      ? `there are too many states to check: ${state.widest}`
      : `${before} → ${after} may be possible (${describeState(state)})`,
})

/**
 * Gathers what is shown into regions: what is decided alike otherwise is one, with the lightest
 * engagement as its example.
 */
function regionsOf(
  before: CompiledPolicy,
  after: CompiledPolicy,
  shown: readonly ShownDifference[],
): readonly Region[] {
  const groups = groupsOf(shown)
  return groups.flatMap((group): readonly Region[] => {
    const [first] = group.toSorted((a, b) => sizeOf(a) - sizeOf(b))
    if (first === undefined) return []
    const { question, statements } = first
    const extent = extentOf(question, statements)
    return [regionOf(before, after, first, extent)]
  })
}

const sizeOf = ({ situation }: PolicyDifference): number => weightOf(situation.engagement)

const groupsOf = <One extends PolicyDifference>(
  shown: readonly One[],
): readonly (readonly One[])[] => [
  ...groupBy(shown, ({ about, name, before, after }) =>
    [about, name, before, after].join(' '),
  ).values(),
]

/**
 * Compares on people of every kind what one and the same assessment does not tell, leaving out what is shown already.
 *
 * Nothing has to be looked at where trust, methods and actions are said alike.
 */
function regionsAmongSituations(
  before: CompiledPolicy,
  after: CompiledPolicy,
  shown: readonly ShownDifference[],
): readonly Region[] {
  const changes = changesOf(before, after)
  const { trust, methods, actions } = changes
  if (!trust && !methods && actions.length === 0) return []
  const known = new Set(
    shown.map(({ about, name, before: one, after: other }) => [about, name, one, other].join(' ')),
  )
  const found = [...differencesAmongSituations(before, after, changes)].filter(
    ({ about, name, before: one, after: other }) => !known.has([about, name, one, other].join(' ')),
  )
  return groupsOf(found).flatMap((group): readonly Region[] => {
    const [first] = group.toSorted((a, b) => sizeOf(a) - sizeOf(b))
    if (first === undefined) return []
    const spanned = {
      channels: group.map(({ situation }) => channelOfSituation(situation)),
      write: group.map(({ old }) => old.trust.write),
      read: group.map(({ old }) => old.trust.read),
      states: group.length,
    }
    return [regionOf(before, after, first, spanned)]
  })
}

function regionOf(
  before: CompiledPolicy,
  after: CompiledPolicy,
  { about, name, before: one, after: other, situation }: PolicyDifference & Pick<Region, 'about'>,
  extent: Extent,
): Region {
  const suspect = { about, name }
  const [old, next] = [answerOn(before, suspect, situation), answerOn(after, suspect, situation)]
  return {
    about,
    name,
    change: changeOf(about, name, old, next),
    before: one,
    after: other,
    channels: [...new Set([...extent.channels, channelOfSituation(situation)])].sort(),
    write: spanIn([...extent.write, old.trust.write]),
    read: spanIn([...extent.read, old.trust.read]),
    states: extent.states,
    example: situation,
  }
}

const spanIn = (ranks: readonly Rank[]): readonly [Rank, Rank] => {
  const sorted = ranks.toSorted((a, b) => a - b)
  return [sorted[0] ?? 0, sorted.at(-1) ?? 0]
}

function changeOf(
  about: Region['about'],
  name: string,
  old: AnswerOnOne,
  next: AnswerOnOne,
): Change {
  if (about === 'route') return 'rerouted'
  // More is given where the new answer is higher in the order of openness; anything else is
  // stricter.
  const isMore =
    about === 'class'
      ? rankOfOpenness(next.disclosure[name] ?? 'none') >
        rankOfOpenness(old.disclosure[name] ?? 'none')
      : rankOfAnswer(next.actions[name] ?? 'deny') > rankOfAnswer(old.actions[name] ?? 'deny')
  return isMore ? 'looser' : 'stricter'
}

/** Tells whether nothing that either policy decides is decided otherwise by the other. */
export const isUnchanged = ({ regions, changes, notCompared }: PolicyDiff): boolean =>
  regions.length === 0 && changes.length === 0 && notCompared.length === 0

/** Tells whether a comparison holds a change of a sort; what may be either counts as stricter and as looser. */
export const hasChange = (
  { regions, changes }: Pick<PolicyDiff, 'regions' | 'changes'>,
  sort: string,
): boolean =>
  sort === 'any'
    ? regions.length + changes.length > 0
    : regions.some(({ change }) => change === sort) ||
      changes.some(({ change }) => change === sort || (change === 'changed' && sort !== 'rerouted'))

/** Says what was compared where nothing differs: no number of states is said where none was looked at. */
export const describeExtent = ({ states }: Pick<PolicyDiff, 'states'>): string =>
  states === 0 ? ': both say the same of everything that decides' : ` over ${states} states`

/** Says a span of trust in words. */
export const spanOf = ([low, high]: readonly [Rank, Rank]): string =>
  low === high ? levelOf(low) : `${levelOf(low)} to ${levelOf(high)}`
