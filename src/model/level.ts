/**
 * The five levels of trust, the lowest first. They are rough: `verified` is like an AAL1 login with
 * an enrolled authenticator, `strong` like AAL2.
 */
export const LEVELS = ['anonymous', 'claimed', 'recognized', 'verified', 'strong'] as const

/** A level of trust, for people. */
export type Level = (typeof LEVELS)[number]

/** The levels as numbers, weakest first. */
export const RANKS = [0, 1, 2, 3, 4] as const

/** A level of trust as a number 0-4, for TaskRouter expressions. */
export type Rank = (typeof RANKS)[number]

/** Tells whether a value is a rank: a number, and not a digit. */
export const isRank = (value: unknown): value is Rank => RANKS.some((rank) => rank === value)

/** Gives the rank of a level. */
export const rankOf = (level: Level): Rank => RANKS[LEVELS.indexOf(level)] ?? 0

/** Gives the level of a rank. */
export const levelOf = (rank: Rank): Level => LEVELS[rank] ?? 'anonymous'

/** Tells whether a value is a level's name. */
export const isLevel = (value: unknown): value is Level => LEVELS.some((level) => level === value)

/** Gives the weaker of two ranks. */
export const weaker = (a: Rank, b: Rank): Rank => (a < b ? a : b)

/** Gives the stronger of two ranks. */
export const stronger = (a: Rank, b: Rank): Rank => (a > b ? a : b)
