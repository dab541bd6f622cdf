import {
  type Clean,
  type Fact,
  isAccount,
  type Limit,
  type Proof,
  type Unreadable,
} from '../evidence/index.js'
import { addLimit, factsOf, type Graph, type PlacedLimit, type PlacedTie } from './graph.js'
import type { Setting, Unread } from './setting.js'

/** The evidence item that a fact was read from. */
export interface Source {
  readonly item: Unread
  readonly kind: string
  readonly at: string
  readonly unbound: string | null
  /** Whether somebody else gave it: then it is good for nothing, and bad news all the same. */
  readonly isByAnother: boolean
}

/** Puts a fact that is no proof in its place; tells whether it was left out because its item is not bound here. */
export function placeFact(
  graph: Graph,
  setting: Setting,
  fact: Exclude<Fact, Proof>,
  source: Source,
): boolean {
  switch (fact.type) {
    case 'tie':
      if (source.isByAnother || (fact.local === true && source.unbound !== null)) return true
      addTie(graph, { tie: fact, by: source.kind, at: source.at })
      return false
    case 'limit':
      if (isOfAnother(fact.on, source.item, setting)) return true
      addLimit(graph, placeLimit(graph, fact, source.at))
      if (fact.names !== undefined) graph.persons.push({ limit: fact, at: source.at })
      return false
    case 'clean':
      addClean(graph, fact)
      return false
    case 'lift':
      if (source.unbound === null) graph.lifts.push(fact)
      return source.unbound !== null
    case 'said':
      if (source.unbound === null) graph.said.push({ text: fact.text, at: source.at })
      return source.unbound !== null
    case 'unreadable':
      if (fact.within !== undefined && isOfAnother(fact.within, source.item, setting)) return true
      addUnreadable(graph, fact, source.at)
      return false
    case 'note':
      graph.reasons.push({ code: fact.code, at: source.at + fact.path })
      return false
  }
}

function addUnreadable(graph: Graph, unreadable: Unreadable, at: string): void {
  graph.reasons.push({ code: unreadable.code, at: at + unreadable.path })
  graph.unreadable.push({ unreadable, at })
}

function addTie(graph: Graph, placed: PlacedTie): void {
  const facts = factsOf(graph, placed.tie.from)
  if (facts.ties === null) facts.ties = [placed]
  else facts.ties.push(placed)
}

function addClean(graph: Graph, clean: Clean): void {
  const facts = factsOf(graph, clean.node)
  if (facts.cleans === null) facts.cleans = [clean]
  else facts.cleans.push(clean)
}

/** Gives a limit its place among those of an engagement, and the cap it is reported as. */
export function placeLimit({ settings }: Graph, limit: Limit, at: string): PlacedLimit {
  const { code, on, target = '' } = limit
  const max = code === 'non_fixed_voip' ? settings.risk.nonFixedVoip : limit.max
  const isDirect = on === 'conversation' || on === 'customer'
  const layer = isDirect ? on : isAccount(target) ? 'account' : 'identifier'
  return { limit, at, cap: { code, max, on: layer, at } }
}

/** Bad news about a conversation or a message counts unless it plainly speaks of another one. */
function isOfAnother(on: Limit['on'], item: Unread, setting: Setting): boolean {
  if (on !== 'conversation' && on !== 'platform') return false
  const { conversation, message } = item
  if (isName(conversation) && conversation !== setting.conversation) return true
  return on === 'platform' && isName(message) && message !== setting.message
}

const isName = (value: unknown): boolean => typeof value === 'string' && value.trim() !== ''
