import type { Fact, Limit } from '../evidence/index.js'
import type { NodeId } from '../model/index.js'
import { admitProofs } from './admitProofs.js'
import { type FactOfItem, type Facts, groupBy, type UnreadableNews } from './facts.js'
import { concat, findings, lay } from './found.js'
import { placePerson, placeRecord, recordsIn } from './placePersons.js'
import { type ItemRead, readItem } from './readItem.js'
import type { Case } from './setting.js'

// More items than any conversation gathers; beyond it nothing is read.
const MOST = 1024
// Nor do all items together say more: what follows of them is worked out of each with each.
const MOST_FACTS = 8_192

/** Reads evidence, whatever the time. `null` where there is more of it than may be read. */
export function readItems(
  evidence: unknown,
  about: Pick<Case, 'setting' | 'settings'>,
): ItemRead | null {
  if (evidence === undefined || evidence === null) return NO_ITEMS
  if (!Array.isArray(evidence)) {
    return { ...NO_ITEMS, reasons: [{ code: 'malformed', at: '/evidence' }] }
  }
  if (evidence.length > MOST) return null
  const items = Array.from(evidence, (item: unknown, index) => readItem(item, index, about))
  const facts = concat(items.map((item) => item.facts))
  if (facts.length > MOST_FACTS) return null
  return {
    candidates: concat(items.map(({ candidates }) => candidates)),
    facts,
    reasons: concat(items.map(({ reasons }) => reasons)),
  }
}

const NO_ITEMS: ItemRead = { candidates: [], facts: [], reasons: [] }

/** Says what evidence that was read comes to at one time. */
export function factsAt({ candidates, facts, reasons }: ItemRead, about: Case): Facts {
  const admitted = admitProofs(candidates, about)
  const ties = groupBy(only(facts, 'tie'), ({ fact }) => fact.from)
  const { contact } = about.setting
  const news = placeNews(only(facts, 'limit'), ties, [contact, ...admitted.proofs])
  const unreadable = only(facts, 'unreadable').flatMap((one) => unreadableHere(one, contact.node))
  return {
    proofs: admitted.proofs,
    expiry: admitted.expiry,
    ties,
    cleans: groupBy(
      only(facts, 'clean').map(({ fact }) => fact),
      ({ node }) => node,
    ),
    limits: news.limits,
    represents: only(facts, 'represents'),
    lifts: only(facts, 'lift').map(({ fact }) => fact),
    unreadable: lay(unreadable, news.unreadable),
    said: only(facts, 'said').map(({ fact: { text }, at }) => ({ text, at })),
    found: findings(lay(reasons, admitted.found.reasons), admitted.found.changesAt),
  }
}

/** Bad news, each piece on whom it is about, and what is as good as unreadable because nobody knows whom it is about. */
type News = Pick<Facts, 'limits' | 'unreadable'>

const NO_NEWS: News = { limits: [], unreadable: [] }

/** Puts bad news on the records and persons it is about, as far as anything here names them. */
function placeNews(
  said: readonly FactOfItem<Limit>[],
  ties: Facts['ties'],
  nodes: readonly { readonly node: NodeId }[],
): News {
  // Nearly every conversation brings none, and then nobody has to be looked for.
  if (said.length === 0) return NO_NEWS
  const here = new Set(nodes.map(({ node }) => node))
  const known = recordsIn(ties)
  const limits = said.flatMap((news) => placeRecord(news, known))
  const persons = limits.filter(({ fact }) => fact.names !== undefined)
  const placed = persons.map((news) => placePerson(news, { here, ties, records: known }))
  return {
    limits: [...limits, ...placed.flatMap((some) => some ?? [])],
    unreadable: persons.flatMap(({ at }, index) =>
      placed[index] === null ? [{ code: 'subject_unknown', at }] : [],
    ),
  }
}

function only<Type extends Fact['type']>(
  facts: readonly FactOfItem<Fact>[],
  type: Type,
): readonly FactOfItem<Extract<Fact, { readonly type: Type }>>[] {
  const isOfType = (
    placed: FactOfItem<Fact>,
  ): placed is FactOfItem<Extract<Fact, { type: Type }>> => placed.fact.type === type
  return facts.some(isOfType) ? facts.filter(isOfType) : NONE
}

const NONE: readonly never[] = []

/**
 * A directory that did not answer about an address hides a conflict only where the person writes from it: what they prove
 * beside it leads nowhere then, and they could as well have left it unproved.
 */
function unreadableHere(
  { fact, at }: FactOfItem<Extract<Fact, { readonly type: 'unreadable' }>>,
  contact: string,
): readonly UnreadableNews[] {
  if (fact.ofContact === undefined) return [{ code: 'risk_unreadable', at }]
  return fact.ofContact === contact ? [{ code: 'directory_unknown', at }] : []
}
