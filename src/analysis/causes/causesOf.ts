import type { CompiledPolicy } from '../../decide/index.js'
import { isRecord } from '../../model/index.js'
import { compilePolicy } from '../../policy/index.js'
import { trustKey } from '../../space/index.js'
import { partFor, saidOn } from '../answerOn.js'
import { compareOffers } from '../compareOffers.js'
import { compareText } from '../compareText.js'
import { diff, type PolicyDiff, type Region } from '../diff.js'
import { changesOf } from '../suspects.js'
import type { TextChange } from '../textChange.js'
import {
  type ChangedLine,
  changedLinesOf,
  decidingPart,
  type LineChange,
  type WrittenPolicy,
} from './changedLines.js'
import { withChanges } from './keyChanges.js'

/** What follows from a line of a policy that changed, or from several that are needed together. */
export interface Cause {
  /** One line, or several where none of them does it alone; none where it comes from outside the document. */
  readonly lines: readonly ChangedLine[]
  readonly regions: readonly Region[]
  readonly changes: readonly TextChange[]
}

/** Everything a comparison found, by what it comes from. */
export interface Causes {
  /** In the order of the policy. */
  readonly causes: readonly Cause[]
  /** Lines that changed though nothing follows from them. */
  readonly idle: readonly ChangedLine[]
}

/**
 * Finds which changed lines of a policy each difference of two versions comes from. A line is a cause where the old policy
 * with that line alone already decides so; where no line alone does, it is the fewest lines of which none can be left out.
 * A difference that two lines make, each for some people, is told under both, as far as each makes it.
 *
 * It is decided by trying: the old policy with some of the changed lines is compiled and asked. A
 * line that changes nothing by itself and is needed by none is `idle`.
 */
export function causesOf(
  old: WrittenPolicy,
  next: WrittenPolicy,
  { regions, changes }: PolicyDiff,
): Causes {
  const trial = startTrial(old, next)
  const found = new Map<string, Cause>()
  const tell = (which: LineNumbers, told: Partial<Pick<Cause, 'regions' | 'changes'>>): void => {
    const key = which.join()
    const known = found.get(key) ?? { lines: linesAt(trial, which), regions: [], changes: [] }
    found.set(key, {
      ...known,
      regions: [...known.regions, ...(told.regions ?? [])],
      changes: [...known.changes, ...(told.changes ?? [])],
    })
  }
  for (const region of regions)
    for (const { which, part } of causesOfRegion(trial, region)) tell(which, { regions: [part] })
  for (const change of changes)
    for (const which of causesOfChange(trial, change)) tell(which, { changes: [change] })
  const used = new Set([...found.keys()].flatMap((key) => key.split(',')))
  return {
    causes: [...found.entries()]
      .toSorted(([one], [other]) => placeIn(one) - placeIn(other))
      .map(([, cause]) => cause),
    idle: trial.lines.filter((_, at) => !used.has(String(at))).map(({ line }) => line),
  }
}

// What comes from no line stands last.
const placeIn = (key: string): number =>
  key === '' ? Number.POSITIVE_INFINITY : Number(key.split(',')[0])

type LineNumbers = readonly number[]

/**
 * The old policy with some of the changed lines, and nothing else of the new one. Lines are known
 * by their place in the list of changes, so that a set of them is a key.
 */
interface LineTrial {
  readonly lines: readonly LineChange[]
  readonly before: CompiledPolicy | null
  /** `null` where that does not compile. */
  policyWith(which: LineNumbers): CompiledPolicy | null
}

/**
 * Opens the trial: lines are found once, and each set of them is compiled when it is first asked
 * for.
 *
 * The merged document has the old one's tests and invariants left out, as they decide nothing.
 */
function startTrial(old: WrittenPolicy, next: WrittenPolicy): LineTrial {
  const lines = changedLinesOf(old, next)
  const [before, after] = [decidingPart(old.document), decidingPart(next.document)]
  const { policy, version } = old.document
  // Each set is compiled once, as several regions ask for the same.
  const made = new Map<string, CompiledPolicy | null>()
  const make = (which: LineNumbers): CompiledPolicy | null => {
    const merged = withChanges(before, after, (change) =>
      which.some((at) => lines[at]?.has(change) === true),
    )
    if (!isRecord(merged)) return null
    const { classes, routes } = old.document
    const compiled = compilePolicy({ policy, version, classes, routes, ...merged })
    return compiled.ok ? compiled.value : null
  }
  const policyWith = (which: LineNumbers): CompiledPolicy | null => {
    const key = which.join()
    const known = made.get(key)
    const policy = known === undefined ? make(which) : known
    made.set(key, policy)
    return policy
  }
  return { lines, before: policyWith([]), policyWith }
}

const linesAt = ({ lines }: LineTrial, which: LineNumbers): readonly ChangedLine[] =>
  which.flatMap((at) => lines[at]?.line ?? [])

const allOf = ({ lines }: LineTrial): LineNumbers => lines.map((_, at) => at)

/**
 * Finds what one region comes from: first lines that make it, or a part of it, alone; then, for
 * what is left, the fewest that make it together.
 */
function causesOfRegion(trial: LineTrial, region: Region) {
  const { before } = trial
  const isSo = (policy: CompiledPolicy): boolean =>
    saidOn(policy, region, region.example) === region.after
  // What does not change without any line of the document comes from elsewhere, such as an older version of a pack.
  if (before === null || isSo(before)) return [{ which: [], part: region }]
  const near = allOf(trial).filter((at) => mayBear(trial, at, region))
  const [only, ...others] = near
  // Where one line alone says anything that the answer depends on, nothing else can be its cause.
  if (only !== undefined && others.length === 0 && trial.policyWith([only]) !== null)
    return [{ which: [only], part: region }]
  const alone = near.flatMap((at) => {
    const part = partMadeBy(trial, [], [at], region)
    return part === null ? [] : [{ which: [at], part }]
  })
  const [first] = alone
  if (first === undefined) return [{ which: fewestLines(trial, near, isSo), part: region }]
  // What the lines that do it alone leave of the region comes from lines that are needed together.
  const rest = partMadeBy(
    trial,
    alone.flatMap(({ which }) => which),
    allOf(trial),
    region,
  )
  if (rest === null) return alone.length === 1 ? [{ ...first, part: region }] : alone
  const isRest = (policy: CompiledPolicy): boolean =>
    saidOn(policy, rest, rest.example) === rest.after
  return [...alone, { which: fewestLines(trial, near, isRest), part: rest }]
}

/**
 * Tells whether a line may bear on a region: it says something that its answer depends on, or means
 * nothing by itself.
 *
 * It only saves time: a line that does not compile alone, or that changes how evidence is read, may
 * always bear on it.
 */
function mayBear({ before, policyWith }: LineTrial, at: number, { about, name }: Region): boolean {
  const policy = policyWith([at])
  if (policy === null || before === null) return true
  const { trust, methods, classes, actions, routes } = changesOf(before, policy)
  if (trust) return true
  switch (about) {
    case 'class':
      return classes.includes(name)
    case 'action':
      return methods || actions.includes(name)
    case 'route':
      return routes
  }
}

/**
 * Gives the part of a region that comes about where some more lines are taken: exactly where both read evidence alike,
 * and on the region's own example where they do not.
 */
function partMadeBy(
  trial: LineTrial,
  from: LineNumbers,
  to: LineNumbers,
  region: Region,
): Region | null {
  const [one, other] = [trial.policyWith(from), trial.policyWith(to)]
  if (one === null || other === null) return null
  const { about, name, before, after, example } = region
  if (trustKey(one) !== trustKey(other)) {
    const [old, next] = [one, other].map((policy) => saidOn(policy, region, example))
    return old === before && next === after ? region : null
  }
  const [small, large] = [one, other].map((policy) => partFor(policy, region, 'planned'))
  if (small === undefined || large === undefined) return null
  const compared = diff(small, large)
  const found = compared.ok ? compared.value.regions : []
  return (
    found.find(
      (part) =>
        part.about === about &&
        part.name === name &&
        part.before === before &&
        part.after === after,
    ) ?? null
  )
}

/**
 * Finds the fewest lines that make something so: of all that may bear on it, those of which none can be left out.
 *
 * It is minimal, in that no single line of it can be left out; there may be another set as small.
 */
function fewestLines(
  trial: LineTrial,
  near: LineNumbers,
  isSo: (policy: CompiledPolicy) => boolean,
): LineNumbers {
  const holds = (which: LineNumbers): boolean => {
    const policy = trial.policyWith(which)
    return policy !== null && isSo(policy)
  }
  // Lines that do not bear on it are tried only where the others are not enough.
  let kept = holds(near) ? near : allOf(trial)
  if (!holds(kept)) return []
  for (let isDone = false; !isDone; ) {
    const spare = kept.find((at) => holds(kept.filter((other) => other !== at)))
    isDone = spare === undefined
    kept = kept.filter((at) => at !== spare)
  }
  return kept
}

/**
 * Finds what a change of text comes from: the lines that make that very change alone, or the fewest
 * that do together.
 */
function causesOfChange(trial: LineTrial, change: TextChange): readonly LineNumbers[] {
  const { before } = trial
  if (before === null) return [[]]
  const same = JSON.stringify(change)
  const isSo = (policy: CompiledPolicy): boolean =>
    changesIn(before, policy, change.about).some((one) => JSON.stringify(one) === same)
  const alone = allOf(trial).filter((at) => {
    const policy = trial.policyWith([at])
    return policy !== null && isSo(policy)
  })
  return alone.length > 0 ? alone.map((at) => [at]) : [fewestLines(trial, allOf(trial), isSo)]
}

const changesIn = (
  before: CompiledPolicy,
  policy: CompiledPolicy,
  about: TextChange['about'],
): readonly TextChange[] =>
  about === 'offer' ? compareOffers(before, policy) : compareText(before, policy).changes
