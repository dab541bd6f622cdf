import { CUSTOMER, isAccount, type Limit } from '../evidence/index.js'
import type { NodeId } from '../model/contact.js'
import { stronger } from '../model/level.js'
import { addLimit, type Graph, isHere } from './graph.js'
import { placeLimit } from './placeFact.js'

/**
 * Puts bad news about persons on whoever they are here: the record that a name stands for or leads to, and, where it is
 * the name of the one who writes, the conversation. It comes after all evidence, because another item may say who it is.
 *
 * News about a person whom nothing here names may be about the one who writes: it is as if it could not be read.
 */
export function placePersons(graph: Graph): void {
  for (const { limit, at } of graph.persons) {
    const { names = [], on: _, target: __, ...news } = limit
    const put = (place: Pick<Limit, 'on' | 'target'>, max = news.max): void =>
      addLimit(graph, placeLimit(graph, { ...news, max, ...place }, at))
    const isHereAs = names.some((name) => isHere(graph, name) && !isAccount(name))
    // No further than where it is not known who it is: to prove an address never lowers.
    if (isHereAs) put({ on: 'conversation' }, stronger(1, news.max))
    const records = new Set(names.flatMap((name) => recordsOf(graph, name)))
    for (const record of records) put({ on: 'customer', target: record })
    if (records.size === 0 && !names.some((name) => isHere(graph, name))) {
      graph.unreadable.push({ unreadable: {}, isUnnamed: true, at })
    }
  }
}

/** The records that a name stands for here, however weak the tie: bad news is believed freely. */
function recordsOf(graph: Graph, name: NodeId): readonly string[] {
  if (name.startsWith(CUSTOMER)) {
    const record = name.slice(CUSTOMER.length)
    return isOnFile(graph, record) ? [record] : []
  }
  return (graph.nodes.get(name)?.ties ?? []).flatMap(({ tie: { to } }) =>
    'customer' in to
      ? [to.customer]
      : isAccount(to.account) && !isAccount(name)
        ? recordsOf(graph, to.account)
        : [],
  )
}

const isOnFile = ({ nodes }: Graph, record: string): boolean =>
  [...nodes.values()].some(({ ties }) =>
    ties?.some(({ tie: { to } }) => 'customer' in to && to.customer === record),
  )
