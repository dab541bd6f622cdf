// Where somebody's words come from: a form, a bot, what either remembers.
const SAID = /^(?:pre_?engagement|bot|memory|form|claims?|claimed|channel_?attributes)(?![a-z])/

/**
 * Tells whether a name says that its value comes from a form, a bot or a memory: what a person or a
 * bot said stays what they said, and is no fact. `claimed_tier` and `formAnswer` do, `claimant` and
 * `format` do not.
 */
export const isSaidName = (name: string): boolean => SAID.test(wordsOf(name))

// `preEngagementData` and `PreEngagementData` as `pre_engagement_data`.
const wordsOf = (name: string): string =>
  name
    .replaceAll(/([a-z0-9])([A-Z])/g, '$1_$2')
    .replaceAll(/[^A-Za-z0-9]+/g, '_')
    .toLowerCase()
