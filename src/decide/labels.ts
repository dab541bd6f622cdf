import type { Rank } from '../model/index.js'
import type { CompiledPolicy, DataClass } from './compiled.js'
import { readFloor } from './floors.js'
import { statementsIn } from './requirement/parts.js'

/**
 * The most sensitive class in a message or note: its name, or `null` if it holds none. A message
 * without a label counts as the most sensitive.
 */
export type Label = string | null

/** Something said earlier, with its label. */
export interface Labelled {
  readonly label?: Label
}

/**
 * Labels a message by the most sensitive of the classes that it holds: the one that asks the
 * highest read trust. A class that is not known makes it the most sensitive class of the policy.
 */
export function labelOf(policy: CompiledPolicy, classes: readonly string[]): Label {
  const held = classes.flatMap((name) => findLabelled(policy, name) ?? [])
  return mostGuarded(held)?.name ?? null
}

/**
 * Tells whether an earlier message may be shown, quoted, summarised, sent as a transcript or given
 * to a bot now. This takes the read trust that its class takes for `full`. `read` is the lowest
 * read trust of everyone who would see it, with the addresses to which a transcript is sent.
 * `roles` are those of the agent who would see it, and `channel` is the channel on which it would
 * be sent. If they are left out, there are none, and what is given in full only on some channels is
 * not repeated. A class that is never given in full is never repeated.
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

/**
 * Withholds from a history what may not be repeated. A withheld message becomes `null`, so the
 * others keep their places.
 */
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
  return Math.max(0, ...full.requires.map(({ read }) => readFloor(read)))
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
