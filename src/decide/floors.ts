import { type Rank, stronger } from '../model/index.js'

/** The rank from which on somebody is recognized. */
const RECOGNIZED: Rank = 2

/** The rank that everyone who reads needs at least: who reads cannot rest on a claim. */
export const readFloor = (read: Rank): Rank => (read === 1 ? RECOGNIZED : read)

/**
 * The rank that whoever asks needs at least, where a rule asks so much of whoever writes and of whoever reads. While nobody is recognized, what the directory says of a reader must not show in
 * the answer: a forged sender would learn that a record exists.
 */
export const writeFloor = (write: Rank, read: Rank): Rank =>
  read > 0 ? stronger(write, RECOGNIZED) : write
