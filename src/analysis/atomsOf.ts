import { type Condition, mapAtoms } from '../decide/index.js'

/** Takes a condition apart into its atoms, by the document's names. */
export const atomsOf = (when: Condition): readonly (readonly [name: string, atom: Condition])[] =>
  mapAtoms(when, ({ word }, value, name) => [word, { [name]: value }] as const)
