import { parseIdentifier } from '../channels/index.js'
import { isTelephone } from '../evidence/index.js'
import { isRecord } from '../model/index.js'
import type { Edge, Facts } from './facts.js'
import { because, type Found, NOTHING } from './found.js'

/** What is claimed, as edges of 1. */
export interface ClaimsRead extends Found {
  readonly edges: readonly Edge[]
}

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
export function readClaims(claims: unknown, facts: Facts): ClaimsRead {
  const isMailRead = leadsFromMail(facts)
  const { texts, found } = readTexts(claims)
  const edges = [
    ...facts.said.flatMap(({ text, at }) => claimOf(text, isMailRead, at)),
    ...texts.flatMap((text) => claimOf(text, isMailRead)),
  ]
  // One thing said is as good as many.
  const first = edges.find(({ node }) => node === SAID)
  return { edges: edges.filter((edge) => edge.node !== SAID || edge === first), ...found }
}

// More fields than any form has.
const MOST_CLAIMS = 1_024
// A longer text names no identifier.
const LONGEST = 320

function readTexts(claims: unknown): { readonly texts: readonly string[]; readonly found: Found } {
  if (claims === undefined || claims === null) return { texts: [], found: NOTHING }
  const refuse = (code: string) => ({ texts: [], found: because({ code, at: '/claims' }) })
  if (!isRecord(claims)) return refuse('malformed')
  const values = Object.values(claims)
  if (values.length > MOST_CLAIMS) return refuse('too_many')
  const texts = values.flatMap((value) => {
    if (typeof value === 'number') return Number.isFinite(value) ? ['number'] : []
    return typeof value === 'string' ? [value] : []
  })
  return { texts, found: NOTHING }
}

const SAID = 'claim:said'

/** A claim never makes an edge above 1. One that names a phone number or an e-mail address leads to its node. */
function claimOf(value: string, isMailRead: boolean, at?: string): readonly Edge[] {
  const text = value.trim()
  if (text === '' || NOBODY.has(text.toLowerCase())) return []
  const mayLead =
    text.length <= LONGEST && (text.startsWith('+') || (isMailRead && text.includes('@')))
  const node = mayLead ? parseIdentifier(text) : null
  const isNode = node !== null && (isTelephone(node) || node.startsWith('mailto:'))
  const place = at === undefined ? {} : { at }
  return [{ node: isNode ? node : SAID, grade: 1, by: 'claim', purpose: null, ...place }]
}

/** Whether there is a tie or a limit that an e-mail address could lead to; without any it is not even read. */
const leadsFromMail = ({ limits, ties }: Facts): boolean =>
  limits.length > 0 || [...ties.keys()].some((node) => node.startsWith('mailto:'))
