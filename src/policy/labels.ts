import type { Rank } from '../model/level.js'
import type { CompiledPolicy, DataClass } from './compiled.js'

/**
 * The highest class in a message or note: its name, or `null` for one that is known to hold none. One that was never
 * labelled counts as the most sensitive.
 */
export type Label = string | null

/** Something said earlier, with its label. */
export interface Labelled {
  readonly label?: Label
}

/** Labels a message that holds data of these classes; a class nobody knows makes it the most sensitive. */
export function labelOf(policy: CompiledPolicy, classes: readonly string[]): Label {
  const held = classes.map((name) => findLabelled(policy, name))
  const highest = held.reduce<DataClass | undefined>(
    (most, one) => (one !== undefined && one.sensitivity > (most?.sensitivity ?? -1) ? one : most),
    undefined,
  )
  return highest?.name ?? null
}

/**
 * Tells whether something said earlier may be shown, quoted, summarised, sent as a transcript or given to a bot now:
 * that takes the read trust that its class takes in full. `read` is the weakest of everyone who would see it, the
 * addresses a transcript goes to included. A class that is never given in full is never repeated.
 */
export function mayRepeat(policy: CompiledPolicy, { label }: Labelled, read: Rank): boolean {
  if (label === null) return true
  const rule = findLabelled(policy, label)?.rungs.find(({ rung }) => rung === 'full')
  return rule?.requires.every((requirement) => read >= floorOf(requirement.read)) === true
}

/** Withholds from a history whatever may not be repeated; what is withheld leaves its place, and nothing else. */
export const repeatable = <Item extends Labelled>(
  policy: CompiledPolicy,
  history: readonly Item[],
  read: Rank,
): readonly (Item | null)[] => history.map((item) => (mayRepeat(policy, item, read) ? item : null))

const findLabelled = (
  { classes }: CompiledPolicy,
  label: string | undefined,
): DataClass | undefined => classes.find(({ name }) => name === label) ?? mostSensitive(classes)

const mostSensitive = (classes: readonly DataClass[]): DataClass | undefined =>
  classes.reduce<DataClass | undefined>(
    (most, one) => (one.sensitivity > (most?.sensitivity ?? -1) ? one : most),
    undefined,
  )

// Who reads cannot rest on a claim.
const floorOf = (read: Rank): Rank => (read === 1 ? 2 : read)
