import { NEVER, type Reason } from '../model/index.js'
import type { TrustQuestion } from './boundTo.js'
import type { Edge, Expiry, Facts } from './facts.js'
import type { ReadProof } from './readItem.js'
import { findings } from './trustFindings.js'
import { changeOf, findOutOfTime } from './window.js'

/**
 * Proofs that count, and why others do not. Times are those at which the same engagement would be
 * assessed otherwise.
 */
export type AdmittedProofs = Pick<Facts, 'proofs' | 'found' | 'expiry'>

/**
 * Lets proofs in that are bound here, in time, and no copy of an approval that was shown before. A
 * proof that does not count gives a reason and caps nobody.
 */
export function admitProofs(
  candidates: readonly ReadProof[],
  about: TrustQuestion,
): AdmittedProofs {
  const originals = findOriginals(candidates)
  const proofs: Edge[] = []
  const reasons: Reason[] = []
  let changesAt = NEVER
  let expiry: Expiry | null = null
  for (const candidate of candidates) {
    const { edge, proof, unbound } = candidate
    // A proof that somebody else gave, or that was given elsewhere, was named when its item was
    // read.
    const { at = '' } = edge
    if (unbound !== null) continue
    if (proof.once !== undefined && isCopy(candidate, originals)) {
      reasons.push({ code: 'used_before', at })
      continue
    }
    // Without a session it counts for one message or action, and so for minutes (63B-4 §3.1.3.2, ASVS 5.0 6.5.5).
    const until = about.boundTo.contact.channel.session ? proof.until : proof.lapses
    const late = findOutOfTime(about.at, proof.starts, until)
    if (late !== null) reasons.push({ code: late, at })
    else {
      proofs.push(edge)
      if (expiry === null || until < expiry.instant)
        expiry = { instant: until, reason: { code: 'expired', at } }
    }
    changesAt = Math.min(changesAt, changeOf(about.at, proof.starts, until))
  }
  return { proofs, found: findings(reasons, changesAt), expiry }
}

/**
 * Whether this is another copy of an approval; a proof without a name, such as a login, cannot be recognized as a copy.
 */
const isCopy = (candidate: ReadProof, originals: ReadonlyMap<string, ReadProof>): boolean =>
  originals.size > 0 && originals.get(onceKey(candidate)) !== candidate

// Two sources may name their approvals alike, so the kind of evidence is part of the name.
const onceKey = ({ edge, proof }: ReadProof): string => `${edge.by} ${proof.once}`

function findOriginals(candidates: readonly ReadProof[]): ReadonlyMap<string, ReadProof> {
  const originals = new Map<string, ReadProof>()
  // A single approval has no copy.
  if (candidates.length < 2) return originals
  for (const candidate of candidates) {
    if (candidate.proof.once === undefined) continue
    const key = onceKey(candidate)
    const rival = originals.get(key)
    if (rival === undefined || isOriginal(candidate, rival)) originals.set(key, candidate)
  }
  return originals
}

/**
 * Of one approval presented several times the earliest is the original; at the same instant the one that does not
 * count here, then the narrower, so that a copy never opens more. For the same purpose that is the one that names no
 * message: on a channel without a session it opens no action.
 */
function isOriginal(one: ReadProof, other: ReadProof): boolean {
  if (one.proof.since !== other.proof.since) return one.proof.since < other.proof.since
  if ((one.unbound === null) !== (other.unbound === null)) return one.unbound !== null
  const [a, b] = [one.edge.purpose, other.edge.purpose]
  if (a !== b) return a !== null && (b === null || a < b)
  if (one.edge.namesMessage !== other.edge.namesMessage) return other.edge.namesMessage === true
  return one.proof.node < other.proof.node
}
