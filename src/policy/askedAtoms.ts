import { conditionAtoms, isOfRequest, isOpposable } from '../decide/index.js'
import type { SettingForms } from '../model/index.js'

/**
 * The atoms that a requirement may ask as well: those that speak of what is asked for
 * alone, such as an amount. What an atom says of trust or of the route would be asked
 * before it is known.
 */
export const requestAtoms: SettingForms = Object.fromEntries(
  Object.entries(conditionAtoms).filter(([, atom]) => isOfRequest(atom)),
)

/**
 * Gives the atoms that may be turned round (`not`, `unless`). Each atom says of itself
 * whether it may, and what it becomes.
 */
export const opposableAtoms = (atoms: SettingForms): SettingForms =>
  Object.fromEntries(Object.entries(atoms).filter(([name]) => name in OPPOSABLE))

/** Worked out once, because every condition of a document is checked against it. */
const OPPOSABLE: SettingForms = Object.fromEntries(
  Object.entries(conditionAtoms).filter(([, atom]) => isOpposable(atom)),
)
