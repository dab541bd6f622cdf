import {
  type Fact,
  findMethod,
  isNearRisk,
  type LimitFact,
  type ProofFact,
  type UnreadableItem,
} from '../evidence/index.js'
import { type Evidence, isRecord, type JsonObject, type Reason } from '../model/index.js'
import { findOtherGiver, findUnbound } from './bind.js'
import type { BoundTo, TrustQuestion } from './boundTo.js'
import type { Edge } from './facts.js'

/** A proof that was read, with the reason why it may not count. */
export interface ReadProof {
  readonly edge: Edge
  readonly proof: ProofFact
  readonly unbound: string | null
}

/** What one evidence item says here, whatever the time. */
interface ItemRead {
  /** Its kind, empty where there is no such kind, and its place in the engagement. */
  readonly by: string
  readonly at: string
  readonly candidates: readonly ReadProof[]
  /** All facts besides proofs, as far as they count here. */
  readonly facts: readonly Fact[]
  readonly reasons: readonly Reason[]
}

/**
 * Reads one evidence item. What cannot be read, or does not count here, is left out and named in the reasons, by
 * code and place and never by value.
 *
 * A proof counts only where it is bound to the person who writes here; a risk counts unless it clearly speaks of
 * another conversation.
 */
export function readItem(
  item: unknown,
  index: number,
  { boundTo, settings }: Pick<TrustQuestion, 'boundTo' | 'settings'>,
): ItemRead {
  const at = `/evidence/${index}`
  // Its kind cannot be told, so it may be a risk.
  if (!isEvidence(item)) {
    const fact: Fact = { type: 'unreadable', code: 'malformed', path: '' }
    return leftOut('', at, [{ code: 'malformed', at }], [fact])
  }
  // An unknown kind may be a misspelt one that brings a risk.
  const method = findMethod(item.kind)
  if (method === undefined) return readUnknown(item.kind, at)
  const { kind, bound } = method
  const read = method.read(item, settings)
  // A policy or a pack may refuse a kind, such as profiles that are not eligible under HIPAA.
  const refusal = settings.refuses.find((one) => one.kind === kind)
  if (refusal !== undefined) {
    // What a refused kind would raise is left out; a risk of such a kind still counts.
    const source: ItemSource = { item, boundTo, unbound: null, isByAnother: true }
    const risks = (read.ok ? read.value : []).filter((fact) => isRisk(fact, source))
    return leftOut(kind, at, [{ code: 'refused', at, rule: refusal.rule }], risks)
  }
  if (!read.ok) {
    const reasons = read.issues.map(({ code, path }) => ({ code, at: at + path }))
    return leftOut(kind, at, reasons)
  }
  // Who gave it matters for proofs alone; a look-up or a directory's answer is given by nobody in the conversation.
  const other = bound ? findOtherGiver(item, boundTo, settings) : null
  const unbound = other ?? findUnbound(item, boundTo)
  const source: ItemSource = { item, boundTo, unbound, isByAnother: other !== null }
  const candidates: ReadProof[] = []
  const facts: Fact[] = []
  const reasons: Reason[] = []
  for (const fact of read.value) {
    if (fact.type === 'proof') {
      candidates.push({ proof: fact, unbound, edge: edgeOf(fact, item, kind, at) })
    } else if (counts(fact, source)) {
      facts.push(fact)
      if ('path' in fact) reasons.push({ code: fact.code, at: at + fact.path })
    }
  }
  // Why something was left out is said only where something was.
  const isLeftOut = candidates.length > 0 || facts.length < read.value.length
  if (isLeftOut && unbound !== null) reasons.push({ code: unbound, at })
  return { by: kind, at, candidates, facts, reasons }
}

/** An item of an unknown kind proves nothing, but it may be a risk whose kind is misspelt. */
function readUnknown(kind: string, at: string): ItemRead {
  const fact: Fact = { type: 'unreadable', code: 'unknown_kind', path: '/kind' }
  const reasons = [{ code: 'unknown_kind', at: `${at}/kind` }]
  return leftOut('', at, reasons, isNearRisk(kind) ? [fact] : [])
}

const isEvidence = (item: unknown): item is Evidence =>
  isRecord(item) && typeof item['kind'] === 'string'

/** An item that proves nothing here; what may be a risk in it still counts. */
const leftOut = (
  by: string,
  at: string,
  reasons: readonly Reason[],
  facts: readonly Fact[] = [],
): ItemRead => ({ by, at, candidates: [], facts, reasons })

/**
 * The edge that a proof makes: from the conversation to the node that was proved, for its purpose and message alone
 * where the item names one.
 */
function edgeOf(proof: ProofFact, { purpose, message }: Evidence, by: string, at: string): Edge {
  return {
    node: proof.node,
    grade: proof.grade,
    by,
    at,
    purpose: typeof purpose === 'string' ? purpose : null,
    ...(typeof message === 'string' && message !== '' && { namesMessage: true }),
    proof,
  }
}

interface ItemSource {
  readonly item: JsonObject
  readonly boundTo: BoundTo
  readonly unbound: string | null
  /** Whether somebody else gave it: then it proves nothing, and its risks still count. */
  readonly isByAnother: boolean
}

/**
 * Tells whether a fact is a risk here. That a directory did not answer is none where the policy
 * refuses its answers.
 */
function isRisk(fact: Fact, source: ItemSource): fact is LimitFact | UnreadableItem {
  if (fact.type === 'limit') return counts(fact, source)
  return fact.type === 'unreadable' && fact.ofContact === undefined && counts(fact, source)
}

/** Tells whether a fact that is no proof counts here. */
function counts(fact: Exclude<Fact, ProofFact>, source: ItemSource): boolean {
  switch (fact.type) {
    // A tie that another participant brought, or a login elsewhere, raises somebody else and not
    // this person.
    case 'tie':
      return !(source.isByAnother || (fact.local === true && source.unbound !== null))
    // A risk is believed from whoever brings it.
    case 'limit':
      return !isOfAnother(fact.on, source)
    case 'unreadable':
      return fact.within === undefined || !isOfAnother(fact.within, source)
    // A lift of the message, and words that are passed on, count in the conversation that they name
    // alone.
    case 'lift':
    case 'said':
      return source.unbound === null
    // A public fact about a number, or a record of the directory, is true in every conversation.
    case 'clean':
    case 'note':
    case 'represents':
      return true
  }
}

/** A risk about a conversation or a message counts unless it clearly names another one. */
function isOfAnother(on: LimitFact['on'], { item, boundTo }: ItemSource): boolean {
  if (on !== 'conversation' && on !== 'platform') return false
  const { conversation, message } = item
  if (isAnother(conversation, boundTo.conversation)) return true
  return on === 'platform' && isAnother(message, boundTo.message)
}

/** Tells whether a name is clearly another one. With other capitals or blanks around it, it may be the same. */
const isAnother = (name: unknown, own: string | null): boolean =>
  typeof name === 'string' && name.trim() !== '' && lettersOf(name) !== lettersOf(own ?? '')

const lettersOf = (name: string): string => name.trim().toLowerCase()
