import {
  type Instant,
  isRecord,
  printInstant,
  SECOND,
  sayMoment,
  toInstant,
} from '../model/index.js'
import { SCENE, type Situation } from './scene.js'

/**
 * A time by where it stands among the moments that a question names: 0 is before the first of them, and each one begins
 * another stretch. The last is a time that nobody knows, at which nothing with a date is in force.
 *
 * With the moments 1 May and 1 June: stretch 0 is before 1 May, 1 is from then until June, 2 is
 * from 1 June on, and 3 is no time at all.
 */
type StretchOfTime = number

/** How many stretches of time there are. */
export const stretchesOf = (moments: readonly Instant[]): number => moments.length + 2

/**
 * Lists the stretches from a moment on. The time that nobody knows is not among them: no rule is in
 * force then.
 */
export const stretchesFrom = (
  moments: readonly Instant[],
  moment: Instant,
): readonly StretchOfTime[] => moments.flatMap((begin, at) => (begin >= moment ? [at + 1] : []))

/** Lists the stretches before a moment. The time that nobody knows is not among these either. */
export const stretchesUntil = (
  moments: readonly Instant[],
  moment: Instant,
): readonly StretchOfTime[] => [
  0,
  ...moments.flatMap((begin, at) => (begin < moment ? [at + 1] : [])),
]

// What cannot be a time: the engagement is read, and no evidence counts.
const NO_TIME: Instant = 0

/**
 * Gives a time in a stretch: that of the scene where it lies in it, else the nearest to it. So an
 * example is at ten o'clock of the usual day unless a date is what it is about.
 */
export function momentIn(moments: readonly Instant[], stretch: StretchOfTime): Instant {
  if (stretch > moments.length) return NO_TIME
  const [least, end] = [moments[stretch - 1], moments[stretch]]
  if (least !== undefined && SCENE.at < least) return least
  if (end === undefined || SCENE.at < end) return SCENE.at
  // Moments are whole seconds apart, or the last second before one is the moment before it.
  return Math.max(least ?? end - SECOND, end - SECOND)
}

/** Chooses, of some stretches, the one of the scene where it is among them: then nothing has to be moved. */
export const nearestStretch = (
  moments: readonly Instant[],
  stretches: readonly StretchOfTime[],
): StretchOfTime =>
  stretches.find((one) => momentIn(moments, one) === SCENE.at) ?? stretches[0] ?? 0

/** Says a stretch in plain words. */
export function sayStretch(moments: readonly Instant[], stretch: StretchOfTime): string {
  if (stretch > moments.length) return 'at a time that nobody knows'
  const [least, end] = [moments[stretch - 1], moments[stretch]]
  return [
    ...(least === undefined ? [] : [`from ${sayMoment(least)}`]),
    ...(end === undefined ? [] : [`until ${sayMoment(end)}`]),
  ].join(' ')
}

/**
 * Moves a situation of the scene to another time, with all that its evidence is dated.
 *
 * Evidence is what a source sent, so its dates are found by what they look like: any number or text
 * of it that can only be a time is moved by the same span. Ages and lives then are what they were.
 */
export function moveTo(situation: Situation, at: Instant): Situation {
  const delta = at - situation.at
  // Without a time, nothing that has a date counts.
  if (delta === 0 || at === NO_TIME) return { ...situation, at }
  const { evidence } = situation.engagement
  return {
    at,
    engagement: {
      ...situation.engagement,
      ...(evidence !== undefined && {
        evidence: evidence.map((item) => ({ ...item, ...moveTimes({ ...item }, delta) })),
      }),
    },
  }
}

function moveTimes(
  fields: Readonly<Record<string, unknown>>,
  delta: number,
): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    Object.entries(fields).map(([key, value]) => [key, movedValue(value, delta)]),
  )
}

// Of numbers only a token's seconds and an API's milliseconds of these years are times.
const [EARLIEST, LATEST] = [Date.UTC(2015, 0), Date.UTC(2100, 0)]
const isTime = (value: number): boolean => value > EARLIEST && value < LATEST

function movedValue(value: unknown, delta: number): unknown {
  if (Array.isArray(value)) return value.map((one: unknown) => movedValue(one, delta))
  if (isRecord(value)) return moveTimes(value, delta)
  if (typeof value === 'number') {
    if (isTime(value)) return value + delta
    return isTime(value * SECOND) ? value + Math.round(delta / SECOND) : value
  }
  const time = typeof value === 'string' ? toInstant(value) : null
  const printed = time === null ? null : printInstant(time + delta)
  if (printed === null || typeof value !== 'string') return value
  return value.length === DAY_LENGTH ? printed.slice(0, DAY_LENGTH) : printed
}

const DAY_LENGTH = '2026-11-22'.length
