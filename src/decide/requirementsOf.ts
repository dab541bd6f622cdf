import type { Requirement, Rule } from './compiled.js'

/** Lists everything that a rule asks, of whomever it may ask it. */
export const requirementsOf = ({
  requires,
  representatives = [],
}: Rule): readonly Requirement[] => [...requires, ...representatives.flatMap((one) => one.requires)]
