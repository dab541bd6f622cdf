import { asksAtLeastParts, isBoundTo, lookAtParts, type RequirementAsks } from '../decide/index.js'
import type { Count } from './terms.js'

/**
 * Tells whether enough for some counts is always enough for another: each thing that it asks, some of them ask of proofs
 * that all count for it too. One alone may ask less, such as a rank beside another's two categories. Where it says so
 * nothing has to be combined to know that there is no such state; where it does not, there may be none all the same.
 */
export function isGivenBy({ name, about, requires }: Count, met: readonly Count[]): boolean {
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
    within.some((one) => asksAtLeastParts(only(part, one.requires), only(part, requires)))
  return (
    within.some((one) => one.requires.write >= requires.write) &&
    lookAtParts(requires, (_part, _value, part) => asksOf(part)).every((isAsked) => isAsked)
  )
}

/** Tells whether every proof that counts for one requirement counts for another: of its age, and given for it. */
function isCountedWithin(one: RequirementAsks, other: RequirementAsks): boolean {
  const ages = lookAtParts(other, ({ isOfAge }, _value, part) => (isOfAge ? part : undefined))
  return (
    (!isBoundTo(other) || isBoundTo(one)) &&
    ages.every((part) => asksAtLeastParts(only(part, one), only(part, other)))
  )
}

const only = (part: keyof RequirementAsks, asked: RequirementAsks): RequirementAsks => ({
  [part]: asked[part],
})
