import { parseIdentifier } from '../channels/index.js'
import { isTelephone } from '../evidence/index.js'
import type { Draft } from '../model/draft.js'
import type { Rank } from '../model/level.js'
import type { Edge, Graph } from './graph.js'
import { isUnread } from './setting.js'

// What a chat widget writes when nobody has said a name.
const NOBODY: ReadonlySet<string> = new Set([
  'anonymous',
  'customer',
  'guest',
  'unknown',
  'visitor',
])

/**
 * Reads what the person says about themselves, and what others say they said. Defaults that a widget writes are
 * nobody's words. Comes after all evidence, which tells what a claim could lead to.
 */
export function readClaims(graph: Graph, claims: unknown): void {
  for (const { text, at } of graph.said) addClaim(graph, text, at)
  if (claims === undefined || claims === null) return
  if (!isUnread(claims)) return void graph.reasons.push({ code: 'malformed', at: '/claims' })
  const said = Object.values(claims)
  if (said.length > MOST_CLAIMS) return void graph.reasons.push({ code: 'too_many', at: '/claims' })
  for (const value of said) {
    if (typeof value === 'string') addClaim(graph, value)
    else if (typeof value === 'number' && Number.isFinite(value)) addClaim(graph, 'number')
  }
}

// More fields than any form has.
const MOST_CLAIMS = 1_024
const CLAIMED: Rank = 1
// A longer text names no identifier.
const LONGEST = 320

/** A claim never makes an edge above 1. One that names a phone number or an e-mail address leads to its node. */
function addClaim(graph: Graph, value: string, at?: string): void {
  const text = value.trim()
  if (text === '' || NOBODY.has(text.toLowerCase())) return
  const node = mayLead(graph, text) ? parseIdentifier(text) : null
  const isNode = node !== null && (isTelephone(node) || node.startsWith('mailto:'))
  // One thing said is as good as many.
  if (isNode) pushClaim(graph, node, at)
  else if (!graph.claims.some((claim) => claim.node === SAID)) pushClaim(graph, SAID, at)
}

const SAID = 'claim:said'

function pushClaim(graph: Graph, node: string, at?: string): void {
  const claim: Draft<Edge> = { node, grade: CLAIMED, by: 'claim', purpose: null }
  if (at !== undefined) claim.at = at
  graph.claims.push(claim)
}

/**
 * Tells whether a claim may name an identifier that anything is known of. An e-mail address is only read where there
 * is a tie or a limit it could lead to.
 */
function mayLead(graph: Graph, text: string): boolean {
  if (text.length > LONGEST) return false
  if (text.startsWith('+')) return true
  return text.includes('@') && (graph.limits !== null || isMailKnown(graph))
}

function isMailKnown({ nodes }: Graph): boolean {
  for (const [node, { ties }] of nodes) if (ties !== null && node.startsWith('mailto:')) return true
  return false
}
