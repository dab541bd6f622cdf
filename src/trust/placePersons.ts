import { CUSTOMER, isAccount, type LimitFact, type TieFact } from '../evidence/index.js'
import { groupBy, type NodeId, stronger } from '../model/index.js'
import type { FactOfItem } from './facts.js'
import { concat } from './trustFindings.js'

/** Who is known here, to find out whom a risk is about. */
export interface KnownPersons {
  /** Every record on file, by its name as a risk may spell it. */
  readonly records: CustomersByName
  /** What somebody here writes from, or proved control of. */
  readonly here: ReadonlySet<NodeId>
  readonly ties: ReadonlyMap<NodeId, readonly FactOfItem<TieFact>[]>
}

/**
 * Puts a risk about a person on whoever that is here: the record that a name stands for or leads to, and the
 * conversation where it is the name of the person who writes. It comes after all evidence, because another item may say
 * who it is.
 *
 * `null` where nothing here names the person: it may be the one who writes, so it is as if it could not be read.
 */
export function placePerson(
  { fact, by, at }: FactOfItem<LimitFact>,
  { here, ties, records: known }: KnownPersons,
): readonly FactOfItem<LimitFact>[] | null {
  const { names = [], on: _, target: __, ...news } = fact
  const records = new Set(names.flatMap((name) => recordsOf(name, { ties, records: known })))
  if (records.size === 0 && !names.some((name) => here.has(name))) return null
  // An account is no address that somebody writes from: it leads to a record, and is capped through that
  // record.
  const isHereAs = names.some((name) => here.has(name) && !isAccount(name))
  // It caps no lower than where it is not known who it is, because proving an address never lowers
  // trust.
  const max = stronger(1, news.max)
  const limits: readonly LimitFact[] = [
    ...(isHereAs ? [{ ...news, max, on: 'conversation' } as const] : []),
    ...[...records].map((target) => ({ ...news, on: 'customer', target }) as const),
  ]
  return limits.map((limit) => ({ fact: limit, by, at }))
}

/** Records on file, by their plain name: two that differ in case alone may be one. */
export type CustomersByName = ReadonlyMap<string, readonly string[]>

/** Lists every record on file. */
export function recordsIn(ties: KnownPersons['ties']): CustomersByName {
  const names = concat([...ties.values()]).flatMap(({ fact: { to } }) =>
    'customer' in to ? [to.customer] : [],
  )
  return groupBy([...new Set(names)], plainName)
}

/**
 * Puts a limit on a record on every record on file that it names, in any case and whatever stands around the
 * name.
 */
export function placeRecord(
  { fact, by, at }: FactOfItem<LimitFact>,
  records: CustomersByName,
): readonly FactOfItem<LimitFact>[] {
  const { target } = fact
  if (fact.on !== 'customer' || target === undefined) return [{ fact, by, at }]
  const named = new Set([target, ...(records.get(plainName(target)) ?? [])])
  return [...named].map((record) => ({ fact: { ...fact, target: record }, by, at }))
}

/**
 * The records that a name stands for here, however weak the tie, because a risk is believed without
 * proof.
 *
 * It goes down one account at most, as every way does.
 */
function recordsOf(name: NodeId, { ties, records }: Omit<KnownPersons, 'here'>): readonly string[] {
  if (name.startsWith(CUSTOMER)) return records.get(plainName(name)) ?? []
  return (ties.get(name) ?? []).flatMap(({ fact: { to } }) => {
    if ('customer' in to) return [to.customer]
    return isAccount(to.account) && !isAccount(name) ? recordsOf(to.account, { ties, records }) : []
  })
}

/**
 * Gives a record's name in the form in which names are compared: in lower case, without blanks around it, and
 * without the scheme that events put before it.
 */
function plainName(name: string): string {
  const plain = name.trim().toLowerCase()
  return plain.startsWith(CUSTOMER) ? plain.slice(CUSTOMER.length) : plain
}
