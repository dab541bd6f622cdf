import { conditionAtoms, isOfRequest } from '../decide/index.js'
import type { Settings } from '../model/index.js'

/** The atoms that a requirement may ask as well: those that speak of what is asked for alone. */
export const requestAtoms: Settings = Object.fromEntries(
  Object.entries(conditionAtoms).filter(([, atom]) => isOfRequest(atom)),
)

// The atoms that may be turned round: of the others nobody knows that they are not so.
const OPPOSABLE: readonly string[] = [
  'trust',
  'trust_below',
  'read',
  'read_below',
  'channel',
  'resolution',
  'context',
  'from',
  'until',
  'any',
  'all',
]

/** Gives the atoms that may be turned round. */
export const opposed = (atoms: Settings): Settings =>
  Object.fromEntries(Object.entries(atoms).filter(([, { word }]) => OPPOSABLE.includes(word)))
