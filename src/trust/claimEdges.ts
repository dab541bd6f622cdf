import { parseIdentifier } from '../channels/index.js'
import { isTelephone } from '../evidence/index.js'
import { isRecord } from '../model/index.js'
import type { Edge, EdgesFound, Facts } from './facts.js'
import { findings, NOTHING, type TrustFindings } from './trustFindings.js'

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
 * no claim. It comes after all evidence, which says where a claim could lead.
 */
export function claimEdges(claims: unknown, facts: Facts): EdgesFound {
  const isMailRead = leadsFromMail(facts)
  const { texts, found } = readTexts(claims)
  const edges: Edge[] = []
  let isSaid = false
  const add = (text: string, at: string | undefined): void => {
    // A form that nobody filled in says nothing.
    if (isNobody(text)) return
    const edge = claimOf(text.trim(), isMailRead, at)
    // One claim is worth as much as many.
    if (edge.node !== SAID || !isSaid) edges.push(edge)
    isSaid ||= edge.node === SAID
  }
  for (const { text, at } of facts.said) add(text, at)
  for (const text of texts) add(text, undefined)
  return { edges, found }
}

// More fields than any form has.
const MOST_CLAIMS = 1_024
// A longer text names no identifier.
const LONGEST = 320

function readTexts(claims: unknown): {
  readonly texts: readonly string[]
  readonly found: TrustFindings
} {
  if (claims === undefined || claims === null) return { texts: [], found: NOTHING }
  const refuse = (code: string) => ({ texts: [], found: findings([{ code, at: '/claims' }]) })
  if (!isRecord(claims)) return refuse('malformed')
  // Only values are looked at: the names of fields are whatever the form calls them (Twilio: `PreEngagementData`).
  const values = Object.values(claims)
  if (values.length > MOST_CLAIMS) return refuse('too_many')
  const texts = values.map((value) => (Number.isFinite(value) ? 'number' : value))
  return { texts: texts.filter((text) => typeof text === 'string'), found: NOTHING }
}

const SAID = 'claim:said'

const isNobody = (text: string): boolean =>
  text.trim() === '' || NOBODY.has(text.trim().toLowerCase())

/** A claim never makes an edge above 1. One that names a phone number or an e-mail address leads to its node. */
function claimOf(text: string, isMailRead: boolean, at: string | undefined): Edge {
  const mayLead =
    text.length <= LONGEST && (text.startsWith('+') || (isMailRead && text.includes('@')))
  const node = mayLead ? parseIdentifier(text) : null
  // An account that somebody names is not theirs because they know its name.
  const isNode = node !== null && (isTelephone(node) || node.startsWith('mailto:'))
  return at === undefined
    ? { node: isNode ? node : SAID, grade: 1, by: 'claim', purpose: null }
    : { node: isNode ? node : SAID, grade: 1, by: 'claim', purpose: null, at }
}

/** Whether there is a tie or a limit that an e-mail address could lead to; without any it is not even read. */
const leadsFromMail = ({ limits, ties }: Facts): boolean =>
  limits.length > 0 || [...ties.keys()].some((node) => node.startsWith('mailto:'))
