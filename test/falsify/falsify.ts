import { evaluate } from '../../src/evaluate.js'
import { DAY, type Engagement, HOUR, MINUTE } from '../../src/model/index.js'
import { compilePolicy, type PolicyDocument, parseDocument } from '../../src/policy/index.js'
import { type Choose, fromSeed, NOW } from '../trust/evidenceWorld.js'
import { makeBrand, tryBrand } from './brands.js'
import { tryFlips, tryUntil } from './changes.js'
import { tryDiff, tryMutants } from './comparisons.js'
import type { Counts, DecidedCase, Report, TriedPolicy } from './counts.js'
import { makeEngagement } from './engagements.js'
import { tryLint } from './findings.js'
import { checkOffers, checkWords } from './offers.js'
import { makePolicy } from './policies.js'
import { tryProofs } from './proofs.js'

const PEOPLE = 80
const OFFERED = 12

/** How one round goes: where it counts, whether it asks what takes longest too, and who is shown what was drawn. */
interface Round {
  readonly counts: Counts
  readonly report: Report
  readonly isDeep: boolean
  readonly see?: (drawn: unknown) => void
}

/** Makes one policy from a seed and tries to catch every kind of answer about it lying. */
export function falsifyOnce(seed: number, { counts, report, isDeep, see }: Round): void {
  const choose = fromSeed(seed)
  const document = makeDocument(choose, { seed, counts, report })
  const compiled = compilePolicy(document)
  if (!compiled.ok) return
  const policy = compiled.value
  counts.policies += 1
  const decideAt = (engagement: Engagement, at: number): DecidedCase => ({
    engagement,
    at,
    decision: evaluate(policy, engagement, at),
  })
  const people = Array.from({ length: PEOPLE }, () => makeEngagement(choose))
  see?.([document, ...people])
  const now = people.map((engagement) => decideAt(engagement, NOW))
  const others = people
    .filter(() => choose(3) === 0)
    .map((engagement) => decideAt(engagement, NOW + (SPANS[choose(SPANS.length)] ?? 0)))
  counts.engagements += now.length + others.length
  const known: TriedPolicy = { seed, policy, now, cases: [...now, ...others], counts, report }
  tryProofs(known, choose)
  tryLint(known, document)
  tryDiff(known, choose, document)
  tryUntil(known)
  if (seed % 2 === 0) tryFlips(known)
  for (const { engagement, decision } of now.slice(0, OFFERED)) {
    checkOffers(policy, engagement, decision, counts, report)
    checkWords(policy, engagement, decision, counts, report)
  }
  if (isDeep) tryMutants(known, document)
}

// What is decided a little later or earlier, and at a time that is none.
const SPANS = [MINUTE, 40 * MINUTE, -MINUTE, -HOUR, DAY, -DAY, 200 * DAY, -NOW] as const

/** Makes a policy, one in five of which stands on another. */
function makeDocument(
  choose: Choose,
  rest: Pick<TriedPolicy, 'seed' | 'counts' | 'report'>,
): PolicyDocument {
  const document = makePolicy(choose)
  if (choose(5) > 0) return document
  const brand = makeBrand(choose, document)
  tryBrand(choose, brand, rest)
  const parsed = parseDocument(brand.document, brand.sources)
  return parsed.ok ? parsed.value.document : document
}
