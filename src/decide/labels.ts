import type { Rank } from '../model/index.js'
import type { CompiledPolicy, DataClass } from './compiled.js'
import { statementsIn } from './requirement/parts.js'

/**
 * The highest class in a message or note: its name, or `null` for one that is known to hold none. One that was never
 * labelled counts as the most sensitive.
 */
export type Label = string | null

/** Something said earlier, with its label. */
export interface Labelled {
  readonly label?: Label
}

/**
 * Labels a message that holds data of these classes by the one that asks most of its readers: how sure one has to be of who
 * asked has no part in it. A class nobody knows makes it the one that asks most of all.
 */
export function labelOf(policy: CompiledPolicy, classes: readonly string[]): Label {
  const held = classes.flatMap((name) => findLabelled(policy, name) ?? [])
  return mostGuarded(held)?.name ?? null
}

/**
 * Tells whether something said earlier may be shown, quoted, summarised, sent as a transcript or given to a bot now:
 * that takes the read trust that its class takes in full. `read` is the weakest of everyone who would see it, the
 * addresses a transcript goes to included, `roles` are those of whoever of the staff would see it, and `channel` is the one
 * it goes out on, by its own name or a scheme of the policy's; where they are left out there are none, and what is given
 * in full on some channels alone is not repeated. A class that is never given in full is never repeated.
 */
export function mayRepeat(
  policy: CompiledPolicy,
  { label }: Labelled,
  read: Rank,
  roles: readonly string[] = [],
  channel?: string,
): boolean {
  if (label === null) return true
  const dataClass = findLabelled(policy, label)
  return (
    dataClass !== undefined &&
    read >= readersOf(dataClass) &&
    isWithinLists(dataClass, roles, channel)
  )
}

/** Withholds from a history whatever may not be repeated; what is withheld leaves its place, and nothing else. */
export const repeatable = <Item extends Labelled>(
  policy: CompiledPolicy,
  history: readonly Item[],
  read: Rank,
  roles: readonly string[] = [],
  channel?: string,
): readonly (Item | null)[] =>
  history.map((item) => (mayRepeat(policy, item, read, roles, channel) ? item : null))

const findLabelled = (
  { classes }: CompiledPolicy,
  label: string | undefined,
): DataClass | undefined => classes.find(({ name }) => name === label) ?? mostGuarded(classes)

/** Of classes that ask as much of their readers, the more sensitive. */
const mostGuarded = (classes: readonly DataClass[]): DataClass | undefined =>
  classes.reduce<DataClass | undefined>(
    (most, one) => (most === undefined || isMore(one, most) ? one : most),
    undefined,
  )

function isMore(one: DataClass, other: DataClass): boolean {
  const [asks, asked] = [readersOf(one), readersOf(other)]
  return asks === asked ? one.sensitivity > other.sensitivity : asks > asked
}

// More than anybody reaches: what is never given in full is never repeated.
const NEVER = 5

/** The read trust that a class takes in full. */
function readersOf({ rungs }: DataClass): number {
  const full = rungs.find(({ rung }) => rung === 'full')
  // Whether anything else of a request holds at another time, and for other readers, is not known here.
  const isKnown = full?.requires.every(
    ({ roles: _, channels: __, ...asked }) => statementsIn(asked).length === 0,
  )
  if (full === undefined || isKnown !== true) return NEVER
  return Math.max(0, ...full.requires.map(({ read }) => floorOf(read)))
}

// What only some of the staff may see in full, or on some channels alone, is shown again to none but them, and on no other.
const isWithinLists = (
  { rungs }: DataClass,
  roles: readonly string[],
  channel: string | undefined,
): boolean =>
  (rungs.find(({ rung }) => rung === 'full')?.requires ?? []).every(
    ({ roles: named, channels }) =>
      (named === undefined || named.some((role) => roles.includes(role))) &&
      (channels === undefined || (channel !== undefined && channels.includes(channel))),
  )

// Who reads cannot rest on a claim.
const floorOf = (read: Rank): Rank => (read === 1 ? 2 : read)
