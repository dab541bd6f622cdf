import { parseTyped } from '../channels/index.js'
import { isAbsent, isRecord, type NodeId, type Reason } from '../model/index.js'
import type { Edge, EdgesFound } from './facts.js'
import type { EvidenceRead } from './readFacts.js'
import { both, findings, NOTHING, type TrustFindings } from './trustFindings.js'

// What a chat widget writes when nobody has said a name.
const NOBODY: ReadonlySet<string> = new Set([
  'anonymous',
  'customer',
  'guest',
  'unknown',
  'visitor',
])

/**
 * Reads what the person says about themselves, and what others say they said, whatever the time. Defaults that a widget writes are
 * no claim. Numbers without their country are read in the regions of the policy; one that cannot be read, and a
 * mailbox that cannot, is said in a reason.
 */
export function claimEdges(
  claims: unknown,
  evidence: Pick<EvidenceRead, 'said'>,
  regions?: readonly string[],
): EdgesFound {
  const { texts, found } = readTexts(claims)
  const edges: Edge[] = []
  const unread: Reason[] = []
  const add = ({ text, at }: SaidText): void => {
    // A form that nobody filled in says nothing.
    if (typeof text === 'string' && isNobody(text)) return
    const typed = parseTyped(String(text), regions)
    // Nobody typed what a program wrote as a number: most of them are times and amounts.
    if (typed !== null && 'code' in typed && typeof text === 'string')
      unread.push({ code: typed.code, at: at ?? PLACE })
    const node = typed !== null && 'node' in typed ? typed.node : SAID
    // One claim is worth as much as many.
    if (node !== SAID || edges.every((edge) => edge.node !== SAID)) edges.push(claimEdge(node, at))
  }
  for (const said of evidence.said) add(said)
  for (const text of texts) add({ text })
  return { edges, found: unread.length === 0 ? found : both(found, findings(unread)) }
}

// More fields than any form has.
const MOST_CLAIMS = 1_024
const PLACE = '/claims'

/** What somebody said, or a number that a program wrote; and where, if others passed it on. */
interface SaidText {
  readonly text: string | number
  readonly at?: string
}

function readTexts(claims: unknown): {
  readonly texts: readonly (string | number)[]
  readonly found: TrustFindings
} {
  if (isAbsent(claims)) return { texts: [], found: NOTHING }
  const refuse = (code: string) => ({ texts: [], found: findings([{ code, at: PLACE }]) })
  if (!isRecord(claims)) return refuse('malformed')
  // Only values are looked at: the names of fields are whatever the form calls them (Twilio: `PreEngagementData`).
  const values = Object.values(claims)
  if (values.length > MOST_CLAIMS) return refuse('too_many')
  const isSaid = (value: unknown): value is string | number =>
    typeof value === 'string' || Number.isFinite(value)
  return { texts: values.filter(isSaid), found: NOTHING }
}

const SAID = 'claim:said'

const isNobody = (text: string): boolean =>
  text.trim() === '' || NOBODY.has(text.trim().toLowerCase())

/** A claim never makes an edge above 1. An account that somebody names is not theirs because they know its name. */
const claimEdge = (node: NodeId, at: string | undefined): Edge => ({
  node,
  grade: 1,
  by: 'claim',
  purpose: null,
  ...(at !== undefined && { at }),
})
