import { asksAtLeastParts, isBoundTo, mapParts, type RequirementAsks } from '../decide/index.js'
import type { SupportCount } from './terms.js'

/**
 * Tells whether enough for some counts is always enough for another.
 *
 * That is so where each thing that the other asks, some of them ask of proofs that all count for it
 * too. One alone may ask less, such as a rank beside another's two categories. Where it says so,
 * nothing has to be combined to know that there is no state with those met and the other not. Where
 * it says no, there may be no such state all the same: it is a quick way out, and no answer.
 */
export function isGivenBy(
  { name, about, requires }: SupportCount,
  met: readonly SupportCount[],
): boolean {
  // How far somebody may act is a matter of everything that counts for actions, and asks nothing else.
  if (about === 'acting') return false
  // What is asked of several proofs is asked of the heavy ones, and two of 3 may be worth 4 together.
  const heavy = Math.min(requires.write, 3)
  const within = met.filter(
    (one) =>
      one.name === name &&
      one.about === about &&
      one.requires.write >= heavy &&
      isCountedWithin(one.requires, requires),
  )
  const asksOf = (part: keyof RequirementAsks): boolean =>
    within.some((one) => asksAtLeastParts(onlyPart(part, one.requires), onlyPart(part, requires)))
  return (
    within.some((one) => one.requires.write >= requires.write) &&
    mapParts(requires, (_part, _value, part) => asksOf(part)).every((isAsked) => isAsked)
  )
}

/**
 * Tells whether every proof that counts for one requirement counts for another: of its age, and given for it.
 *
 * Otherwise what the first asks might be met by proofs that the other does not look at, such as
 * older ones.
 */
function isCountedWithin(one: RequirementAsks, other: RequirementAsks): boolean {
  const ages = mapParts(other, ({ isOfAge }, _value, part) => (isOfAge ? part : undefined))
  return (
    (!isBoundTo(other) || isBoundTo(one)) &&
    ages.every((part) => asksAtLeastParts(onlyPart(part, one), onlyPart(part, other)))
  )
}

// One part of a requirement by itself, so that two of them can be compared part by part.
const onlyPart = (part: keyof RequirementAsks, asked: RequirementAsks): RequirementAsks => ({
  [part]: asked[part],
})
