import { conditionAtoms, isOfRequest, isOpposable } from '../decide/index.js'
import type { Settings } from '../model/index.js'

/** The atoms that a requirement may ask as well: those that speak of what is asked for alone. */
export const requestAtoms: Settings = Object.fromEntries(
  Object.entries(conditionAtoms).filter(([, atom]) => isOfRequest(atom)),
)

/** Gives the atoms that may be turned round, by what each of them says of itself. */
export const opposed = (atoms: Settings): Settings =>
  Object.fromEntries(Object.entries(atoms).filter(([name]) => name in OPPOSABLE))

const OPPOSABLE: Settings = Object.fromEntries(
  Object.entries(conditionAtoms).filter(([, atom]) => isOpposable(atom)),
)
