import type { ConditionValue, FactTest } from '../../model/index.js'
import { isTestCovered } from '../condition/context.js'

/** What one way to meet a condition takes: one value of each fact that is asked, and one word of each list. */
type ConditionCase = readonly (readonly [about: string, test: FactTest])[]

// Conditions that can be met in more ways than this are held to be alike only where they are written alike.
const MOST_WAYS = 2_000

/**
 * Tells whether whatever meets the one condition meets the other: each way to meet the one is a way
 * to meet the other.
 *
 * It may say no where it is so, as conditions that are too wide to list are compared as they are
 * written; it never says yes where it is not. A rung that is wrongly called weaker does not
 * compile, which is safe.
 */
export function isConditionAtLeast(
  one: ConditionValue | undefined,
  other: ConditionValue | undefined,
): boolean {
  if (other === undefined) return true
  if (one === undefined) return false
  // Written alike is alike, also where there are too many ways to look through.
  if (JSON.stringify(one) === JSON.stringify(other)) return true
  if (!isListed(one) || !isListed(other)) return false
  const [narrow, wide] = [waysOf(one), waysOf(other)]
  if (narrow.length > MOST_WAYS || wide.length > MOST_WAYS) return false
  // Each way to meet the one has to meet some way of the other, test by test.
  return narrow.every((way) => wide.some((open) => open.every((test) => isMetBy(test, way))))
}

const isMetBy = ([about, test]: ConditionCase[number], way: ConditionCase): boolean =>
  way.some(([same, given]) => same === about && isTestCovered(test, given))

// Whether all that a condition asks is among what ways are made of: what is left out of a way would not be asked of it.
const isListed = ({
  channel,
  to,
  intent,
  role,
  context,
  from,
  until,
  any,
  all,
  ...others
}: ConditionValue): boolean =>
  Object.keys(others).length === 0 && [...(any ?? []), ...(all ?? [])].every(isListed)

/**
 * Lists each way in which a condition can be met: a choice of one test of every kind that it names. Alternatives add
 * up, and what stands side by side multiplies, so it is cut off where there are too many.
 */
function waysOf({
  channel,
  to,
  intent,
  role,
  context = {},
  from,
  until,
  any,
  all = [],
}: ConditionValue): readonly ConditionCase[] {
  const eachOf = (about: string, tests: readonly FactTest[]): readonly ConditionCase[] =>
    tests.map((test) => [[about, test]])
  const choices: readonly (readonly ConditionCase[])[] = [
    ...(channel === undefined ? [] : [eachOf('channel', channel)]),
    ...(to === undefined ? [] : [eachOf('to', to)]),
    ...(intent === undefined ? [] : [eachOf('intent', intent)]),
    ...(role === undefined ? [] : [eachOf('role', role)]),
    ...Object.entries(context).map(([name, tests]) => eachOf(`fact ${name}`, tests)),
    // Moments are whole milliseconds, so from one on is above the one before it.
    ...(from === undefined ? [] : [eachOf('time', [{ above: String(from - 1) }])]),
    ...(until === undefined ? [] : [eachOf('time', [{ upTo: String(until - 1) }])]),
    ...all.map(waysOf),
    ...(any === undefined ? [] : [any.flatMap(waysOf)]),
  ]
  // Every choice is combined with what the choices before it made.
  return choices.reduce<readonly ConditionCase[]>(
    (ways, more) =>
      ways.length > MOST_WAYS ? ways : ways.flatMap((way) => more.map((one) => [...way, ...one])),
    [[]],
  )
}
