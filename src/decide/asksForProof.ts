import type { Requirement } from './compiled.js'

/** Tells whether a requirement asks something of a proof: then a level that needs none contradicts it. */
export const asksForProof = (requirement: Requirement): boolean =>
  requirement.purpose === true ||
  requirement.linked === true ||
  requirement.methods !== undefined ||
  (requirement.categories ?? 1) > 1 ||
  requirement.forbidPhishableOnly === true
