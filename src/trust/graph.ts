import type { NodeId } from '../model/index.js'
import type { TrustQuestion } from './boundTo.js'
import { type Caps, capAll } from './caps.js'
import type { Facts } from './facts.js'
import { type CustomerPaths, findWays } from './ways.js'

/**
 * What is known of one engagement: facts, how far they are capped, and where each node leads. Edges
 * lead one way: from the conversation to identifiers and accounts, from these to records.
 */
export interface Graph {
  readonly facts: Facts
  readonly caps: Caps
  readonly ways: ReadonlyMap<NodeId, CustomerPaths>
}

/**
 * Works out of facts how far everything is capped and where it leads. Caps come first, as ways are
 * graded by them.
 */
export function drawGraph(facts: Facts, about: TrustQuestion): Graph {
  const caps = capAll(facts, about)
  return { facts, caps, ways: findWays(facts, caps, about) }
}
