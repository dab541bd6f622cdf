import { CUSTOMER, isAccount, type Limit, type Tie } from '../evidence/index.js'
import { type NodeId, stronger } from '../model/index.js'
import type { Placed } from './facts.js'
import { concat } from './found.js'

/** Who is known here, to find out whom bad news is about. */
export interface Persons {
  /** What somebody here writes from, or proved control of. */
  readonly here: ReadonlySet<NodeId>
  readonly ties: ReadonlyMap<NodeId, readonly Placed<Tie>[]>
}

/**
 * Puts bad news about a person on whoever that is here: the record that a name stands for or leads to, and, where it is
 * the name of the one who writes, the conversation. It comes after all evidence, because another item may say who it is.
 *
 * `null` where nothing here names the person: it may be the one who writes, so it is as if it could not be read.
 */
export function placePerson(
  { fact, by, at }: Placed<Limit>,
  { here, ties }: Persons,
): readonly Placed<Limit>[] | null {
  const { names = [], on: _, target: __, ...news } = fact
  const records = new Set(names.flatMap((name) => recordsOf(name, ties)))
  if (records.size === 0 && !names.some((name) => here.has(name))) return null
  const isHereAs = names.some((name) => here.has(name) && !isAccount(name))
  // No further than where it is not known who it is: to prove an address never lowers.
  const max = stronger(1, news.max)
  const limits: readonly Limit[] = [
    ...(isHereAs ? [{ ...news, max, on: 'conversation' } as const] : []),
    ...[...records].map((target) => ({ ...news, on: 'customer', target }) as const),
  ]
  return limits.map((limit) => ({ fact: limit, by, at }))
}

/** Gives news of a record on every record on file that it names: a name is one in any case, whatever stands around it. */
export const placeRecord = (
  { fact, by, at }: Placed<Limit>,
  ties: Persons['ties'],
): readonly Placed<Limit>[] => {
  const { target } = fact
  const records = fact.on === 'customer' && target !== undefined ? onFile(target, ties) : []
  return [
    { fact, by, at },
    ...records
      .filter((record) => record !== target)
      .map((record) => ({ fact: { ...fact, target: record }, by, at })),
  ]
}

/** The records that a name stands for here, however weak the tie: bad news is believed freely. */
function recordsOf(name: NodeId, ties: Persons['ties']): readonly string[] {
  if (name.startsWith(CUSTOMER)) return onFile(name, ties)
  return (ties.get(name) ?? []).flatMap(({ fact: { to } }) => {
    if ('customer' in to) return [to.customer]
    return isAccount(to.account) && !isAccount(name) ? recordsOf(to.account, ties) : []
  })
}

function onFile(name: string, ties: Persons['ties']): readonly string[] {
  const wanted = plainName(name)
  const records = concat([...ties.values()]).flatMap(({ fact: { to } }) =>
    'customer' in to && plainName(to.customer) === wanted ? [to.customer] : [],
  )
  return [...new Set(records)]
}

const plainName = (name: string): string => {
  const plain = name.trim().toLowerCase()
  return plain.startsWith(CUSTOMER) ? plain.slice(CUSTOMER.length) : plain
}
