import type { Fact } from '../evidence/index.js'
import { admitProofs } from './admitProofs.js'
import { type FactOfItem, type Facts, groupBy, type UnreadableNews } from './facts.js'
import { concat, findings, NOTHING } from './found.js'
import { placePerson, placeRecord, recordsIn } from './placePersons.js'
import { readItem } from './readItem.js'
import type { Case } from './setting.js'

// More items than any conversation gathers; beyond it nothing is read.
const MOST = 1024
// Nor do all items together say more: what follows of them is worked out of each with each.
const MOST_FACTS = 8_192

/** Reads evidence into facts. `null` where there is more of it than may be read. */
export function readFacts(evidence: unknown, about: Case): Facts | null {
  if (!Array.isArray(evidence)) {
    const isNone = evidence === undefined || evidence === null
    const found = isNone ? NOTHING : findings([{ code: 'malformed', at: '/evidence' }])
    return { ...NO_FACTS, found }
  }
  if (evidence.length > MOST) return null
  const items = Array.from(evidence, (item: unknown, index) => readItem(item, index, about))
  const facts = concat(items.map((item) => item.facts))
  if (facts.length > MOST_FACTS) return null
  const admitted = admitProofs(concat(items.map(({ candidates }) => candidates)), about)
  const ties = groupBy(only(facts, 'tie'), ({ fact }) => fact.from)
  const { contact } = about.setting
  const here = new Set([contact.node, ...admitted.proofs.map(({ node }) => node)])
  const known = recordsIn(ties)
  const limits = only(facts, 'limit').flatMap((news) => placeRecord(news, known))
  const persons = limits.filter(({ fact }) => fact.names !== undefined)
  const placed = persons.map((news) => placePerson(news, { here, ties, records: known }))
  return {
    proofs: admitted.proofs,
    expiry: admitted.expiry,
    ties,
    cleans: groupBy(
      only(facts, 'clean').map(({ fact }) => fact),
      ({ node }) => node,
    ),
    limits: [...limits, ...placed.flatMap((some) => some ?? [])],
    represents: only(facts, 'represents'),
    lifts: only(facts, 'lift').map(({ fact }) => fact),
    unreadable: [
      ...only(facts, 'unreadable').flatMap((news) => unreadableHere(news, contact.node)),
      ...persons.flatMap(({ at }, index) =>
        placed[index] === null ? [{ code: 'subject_unknown', at }] : [],
      ),
    ],
    said: only(facts, 'said').map(({ fact: { text }, at }) => ({ text, at })),
    found: findings(
      concat([...items.map(({ reasons }) => reasons), admitted.found.reasons]),
      admitted.found.changesAt,
    ),
  }
}

const NO_FACTS: Facts = {
  proofs: [],
  expiry: null,
  ties: new Map(),
  cleans: new Map(),
  represents: [],
  limits: [],
  lifts: [],
  unreadable: [],
  said: [],
  found: NOTHING,
}

function only<Type extends Fact['type']>(
  facts: readonly FactOfItem<Fact>[],
  type: Type,
): readonly FactOfItem<Extract<Fact, { readonly type: Type }>>[] {
  return facts.filter(
    (placed): placed is FactOfItem<Extract<Fact, { readonly type: Type }>> =>
      placed.fact.type === type,
  )
}

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
