import type { CleanFact, Fact, LimitFact, TieFact } from '../evidence/index.js'
import { addToGroup, isAbsent, type NodeId, type Reason } from '../model/index.js'
import { admitProofs } from './admitProofs.js'
import type { TrustQuestion } from './boundTo.js'
import type { FactOfItem, Facts, UnreadableRisk } from './facts.js'
import { placePerson, placeRecord, recordsIn } from './placePersons.js'
import { type ReadProof, readItem } from './readItem.js'
import { append, findings } from './trustFindings.js'

// More items than any conversation gathers; beyond it nothing is read.
const MOST = 1024
// All items together are bounded as well, because what follows from them is worked out for each
// pair.
const MOST_FACTS = 8_192

/**
 * What all evidence says, by what it is about, whatever the time.
 *
 * Facts about one thing stand together, because paths and caps look for them by that thing.
 */
export interface EvidenceRead
  extends Pick<Facts, 'ties' | 'cleans' | 'represents' | 'limits' | 'lifts' | 'unreadable'> {
  /** Every proof, also one that may not count. */
  readonly candidates: readonly ReadProof[]
  /** Claims that others passed on. */
  readonly said: readonly { readonly text: string; readonly at: string }[]
  /** Why something was left out. */
  readonly reasons: readonly Reason[]
}

interface EvidenceGathered extends EvidenceRead {
  readonly candidates: ReadProof[]
  readonly reasons: Reason[]
  readonly ties: Map<NodeId, FactOfItem<TieFact>[]>
  readonly cleans: Map<NodeId, CleanFact[]>
  readonly represents: Facts['represents'][number][]
  readonly limits: FactOfItem<LimitFact>[]
  readonly lifts: Facts['lifts'][number][]
  readonly unreadable: UnreadableRisk[]
  readonly said: EvidenceRead['said'][number][]
}

/**
 * Reads evidence once, whatever the time: which of it counts when is said by `factsAt`. `null` where there is more of it
 * than may be read. Evidence that is no list is none, and has a reason.
 */
export function readEvidence(
  evidence: unknown,
  about: Pick<TrustQuestion, 'boundTo' | 'settings'>,
): EvidenceRead | null {
  const read: EvidenceGathered = {
    candidates: [],
    reasons: [],
    ties: new Map(),
    cleans: new Map(),
    represents: [],
    limits: [],
    lifts: [],
    unreadable: [],
    said: [],
  }
  if (isAbsent(evidence)) return read
  if (!Array.isArray(evidence))
    return { ...read, reasons: [{ code: 'malformed', at: '/evidence' }] }
  // Then nothing of it counts, because reading the first part alone could miss the risks in the
  // rest.
  if (evidence.length > MOST) return null
  let count = 0
  for (let index = 0; index < evidence.length; index++) {
    const { candidates, facts, reasons, by, at } = readItem(evidence[index], index, about)
    for (const candidate of candidates) read.candidates.push(candidate)
    for (const reason of reasons) read.reasons.push(reason)
    for (const fact of facts) gather(read, { fact, by, at }, about.boundTo.contact.node)
    count += facts.length
  }
  return count > MOST_FACTS ? null : read
}

function gather(read: EvidenceGathered, { fact, by, at }: FactOfItem<Fact>, contact: NodeId): void {
  switch (fact.type) {
    case 'tie':
      addToGroup(read.ties, fact.from, { fact, by, at })
      return
    case 'clean':
      addToGroup(read.cleans, fact.node, fact)
      return
    case 'represents':
      read.represents.push({ fact, by, at })
      return
    case 'limit':
      read.limits.push({ fact, by, at })
      return
    case 'lift':
      read.lifts.push(fact)
      return
    case 'said':
      read.said.push({ text: fact.text, at })
      return
    // Which of it counts here was said where the item was read.
    case 'unreadable': {
      // A directory that did not answer about an address hides a conflict only where the person writes from it: what they
      // prove besides leads nowhere then, as if they had not proved it.
      const { ofContact } = fact
      if (ofContact === undefined) read.unreadable.push({ code: 'risk_unreadable', at })
      else if (ofContact === contact) read.unreadable.push({ code: 'directory_unknown', at })
      return
    }
    // Proofs are gathered apart, and a note only gives its reason.
    case 'proof':
    case 'note':
      return
  }
}

/**
 * Says what evidence that was read comes to at one time.
 *
 * So a decision can be made again for a later time without reading anything twice.
 */
export function factsAt(read: EvidenceRead, about: TrustQuestion): Facts {
  const { ties, cleans, represents, lifts } = read
  const { proofs, expiry, found } = admitProofs(read.candidates, about)
  const placement = placeRisks(read.limits, ties, [about.boundTo.contact, ...proofs])
  return {
    proofs,
    expiry,
    ties,
    cleans,
    limits: placement.limits,
    represents,
    lifts,
    unreadable: append(read.unreadable, placement.unreadable),
    found: findings(append(read.reasons, found.reasons), found.changesAt),
  }
}

/** Risks, each on whom it is about, and those that count as unreadable because nobody knows whom they are about. */
type RiskFacts = Pick<Facts, 'limits' | 'unreadable'>

const NO_RISKS: RiskFacts = { limits: [], unreadable: [] }

/**
 * Puts risks on the records and persons that they are about, as far as anything here names them.
 *
 * What names a person by an address is placed on records that the address leads to.
 */
function placeRisks(
  said: readonly FactOfItem<LimitFact>[],
  ties: Facts['ties'],
  nodes: readonly { readonly node: NodeId }[],
): RiskFacts {
  // Nearly every conversation brings none, and then nobody has to be looked for.
  if (said.length === 0) return NO_RISKS
  // Only proofs that count show who is here: a proof that is over may have been anybody's.
  const here = new Set(nodes.map(({ node }) => node))
  const known = recordsIn(ties)
  // First what names a record, on every record of that name; then what names a person by an address or account.
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
