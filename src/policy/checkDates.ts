import { isRecord } from '../model/index.js'
import { DATE_FORM, isDay, isMoment, isZone, timeZones } from './calendar.js'
import type { PolicyDocument } from './document.js'
import { type FormIssue, formIssue, wordIssue } from './formIssues.js'
import type { PathSteps } from './readSource.js'

/** A date of a document, and where it stands. */
export interface PlacedDate {
  /** The date as it is written. */
  readonly word: string
  /** Where it stands, from the top of the document. */
  readonly path: PathSteps
}

/**
 * Lists the dates of a document: `from` and `until` of classes, rungs, actions, deliveries,
 * representatives and routes, of what packs of the business's own ask, and of conditions wherever
 * they stand.
 *
 * They are found by their keys and not by a list of places, so a part that gets dates one day is
 * checked without a line here.
 */
export const datesIn = ({
  classes,
  actions = {},
  routes,
  invariants = [],
  packs = [],
}: PolicyDocument): readonly PlacedDate[] =>
  Object.entries({ classes, actions, routes, invariants, packs }).flatMap(([key, part]) =>
    Object.entries(part).flatMap(([name, one]) =>
      datesBelow(one, [key, Array.isArray(part) ? Number(name) : name]),
    ),
  )

/**
 * What stands below these is named by the author, so `from` or `until` may be the name of a
 * fact there.
 */
const NAMED: PathSteps = ['context', 'discloses', 'channels']

function datesBelow(value: unknown, path: PathSteps): readonly PlacedDate[] {
  if (Array.isArray(value)) return value.flatMap((one, at) => datesBelow(one, [...path, at]))
  if (!isRecord(value)) return []
  return Object.entries(value).flatMap(([key, one]) => {
    const steps = [...path, key]
    if (NAMED.includes(key)) return []
    return (key === 'from' || key === 'until') && typeof one === 'string'
      ? [{ word: one, path: steps }]
      : datesBelow(one, steps)
  })
}

/**
 * Checks the dates of a document: each is of the calendar (`invalid_date`), and a day begins in a
 * zone that there is (`day_without_zone`, `unknown_time_zone`).
 */
export function checkDates(document: PolicyDocument): readonly FormIssue[] {
  const { zone } = document
  const isKnown = zone !== undefined && isZone(zone)
  return [
    ...(zone === undefined || isKnown
      ? []
      : [wordIssue('unknown_time_zone', ['zone'], zone, timeZones())]),
    ...datesIn(document).flatMap(({ word, path }) => {
      if (!isMoment(word)) return [formIssue('invalid_date', path, word, DATE_FORM)]
      // Midnight is another moment in every zone, so a day without one would be a guess.
      return isDay(word) && zone === undefined
        ? [formIssue('day_without_zone', path, word, ZONE)]
        : []
    }),
  ]
}

/** How a day gets its time zone, for the message. */
const ZONE = 'a time with its offset, or declare the `zone` of the policy'
