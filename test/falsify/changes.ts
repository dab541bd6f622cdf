import type { findFlip } from '../../src/analysis/index.js'
import type { CompiledPolicy } from '../../src/decide/index.js'
import { evaluate } from '../../src/evaluate.js'
import { DAY, type Decision, type Engagement, HOUR, MINUTE, RUNGS } from '../../src/model/index.js'
import { searchAnswers } from '../analysis/answerOf.js'
import { NOW } from '../trust/evidenceWorld.js'
import type { TriedPolicy } from './counts.js'

/** What is said to give more gives more, when it is done by hand as far as the words say what to do. */
export function tryFlips({ seed, policy, now, counts, report }: TriedPolicy): void {
  for (const [at, { engagement, decision }] of now.slice(0, 2).entries()) {
    const search = searchAnswers(policy, { engagement, at: NOW })
    for (const [name, isSo] of moreOf(policy, decision)) {
      const flip = search(isSo)
      if (flip === null || flip === 'not_all_tried') continue
      counts.flips += 1
      const done = doFlip(engagement, flip)
      if (isSo(evaluate(policy, done.engagement, done.at))) continue
      counts.falseFlips += 1
      report('flip', { seed, at, name, change: flip.change })
    }
  }
}

type IsSo = (answered: Pick<Decision, 'disclosure' | 'actions'>) => boolean

/** What more could be given: of the first class another rung, and the first action. */
const moreOf = (
  { classes, actions }: CompiledPolicy,
  decision: Decision,
): readonly (readonly [string, IsSo])[] => [
  ...classes.slice(0, 1).map(({ name }): readonly [string, IsSo] => {
    const given = rungOf(decision, name)
    return [name, (other) => rungOf(other, name) > given]
  }),
  ...actions
    .slice(0, 1)
    .filter(({ name }) => decision.actions[name] !== 'allow')
    .map(({ name }): readonly [string, IsSo] => [name, (other) => other.actions[name] === 'allow']),
]

const rungOf = ({ disclosure }: Pick<Decision, 'disclosure'>, name: string): number => {
  const given = disclosure[name] ?? 'none'
  return given === 'deliver_to_record' ? 0 : RUNGS.indexOf(given)
}

const SPANS: Readonly<Record<string, number>> = {
  '10 minutes': 10 * MINUTE,
  'an hour': HOUR,
  'a day': DAY,
}

type Flipped = NonNullable<ReturnType<typeof findFlip>>

function doFlip(engagement: Engagement, { change, situation }: Flipped): Flipped['situation'] {
  const gone = /^without \/(evidence|readers)\/(\d+)/.exec(change)
  if (gone !== null) {
    const [, list, place] = gone
    const isKept = (_: unknown, index: number): boolean => index !== Number(place)
    const { evidence = [], readers } = engagement
    return list === 'evidence'
      ? { engagement: { ...engagement, evidence: evidence.filter(isKept) }, at: NOW }
      : { engagement: { ...engagement, readers: (readers ?? []).filter(isKept) }, at: NOW }
  }
  const moved = /^(.+) (earlier|later)$/.exec(change)
  const span = SPANS[moved?.[1] ?? '']
  if (span === undefined) return situation
  return { engagement, at: moved?.[2] === 'later' ? NOW + span : NOW - span }
}

/**
 * What holds until an instant is said the same up to it, and otherwise at it; what holds for good is said the same at
 * every time. What is said between is looked at where it may change: at and beside every time that stands in the
 * engagement, moved by every span that evidence or a policy may count by.
 */
export function tryUntil({ seed, policy, now: cases, counts, report }: TriedPolicy): void {
  for (const [at, { engagement, decision }] of cases.entries()) {
    counts.untils += 1
    const now = saidBy(decision)
    const saidAt = (time: number): string => saidBy(evaluate(policy, engagement, time))
    const until =
      decision.validUntil === null ? Number.POSITIVE_INFINITY : Date.parse(decision.validUntil)
    const probes = at % 16 === 0 ? probesIn([engagement, policy]) : []
    const before = [until - 1, ...probes].filter((time) => time > NOW && time < until)
    if (before.some((time) => Number.isFinite(time) && saidAt(time) !== now)) {
      counts.falseUntils += 1
      report('until', { seed, at, until: decision.validUntil })
    }
    if (!Number.isFinite(until) || saidAt(until) !== now) continue
    counts.falseEarlyUntils += 1
    report('early', { seed, at, until: decision.validUntil })
  }
}

// The lives and windows of evidence, and the ages that policies of the falsifier ask for.
const WINDOWS = [5, 10, 15, 30, 60, 720, 1_440, 4_320, 10_080, 43_200, 86_400, 129_600].map(
  (minutes) => minutes * MINUTE,
)

// Of a policy the moments stand as numbers.
const MOMENTS = /"(?:from|until)":(\d{12,})/g

const probesIn = (said: unknown): readonly number[] => {
  const text = JSON.stringify(said)
  const moments = [...text.matchAll(MOMENTS)].map(([, moment]) => Number(moment))
  const times = [...text.matchAll(/"(\d{4}-\d\d-\d\d[^"]*)"/g)].flatMap(([, time = '']) =>
    Number.isFinite(Date.parse(time)) ? [Date.parse(time)] : [],
  )
  return [...new Set([NOW, ...times, ...moments])].flatMap((time) =>
    [0, ...WINDOWS].flatMap((span) => [time + span - 1, time + span]),
  )
}

/** Everything that is said of somebody, but until when. */
const saidBy = ({ validUntil: _, ...said }: Decision): string => JSON.stringify(said)
