import { isDigest, printCanonical } from '../../decide/index.js'
import { fail, isRecord, ok, type Result } from '../../model/index.js'

/**
 * What somebody confirms who reviews a policy, in the order of the report that they read it in.
 * `item` is what the file of a review holds; `says` is what stands beside the box.
 */
export const REVIEW_CHECKLIST = [
  {
    item: 'guarantees',
    says: 'Every invariant is proved, or its counterexample is accepted in writing.',
  },
  {
    item: 'tests',
    says: 'Every test passes, and the tests say what the business wants.',
  },
  { item: 'changes', says: 'Every change since the previous version is intended.' },
  {
    item: 'disclosure',
    says: 'Each level may see only what our notices to customers say.',
  },
  {
    item: 'actions',
    says: 'The riskiest things that are allowed need enough proof.',
  },
  {
    item: 'redaction',
    says: 'Agents, logs and insights see no more than they need.',
  },
  { item: 'sources', says: 'The laws that are named are the laws that apply to us.' },
] as const

type ReviewItem = (typeof REVIEW_CHECKLIST)[number]['item']

interface ConfirmedItem {
  readonly item: ReviewItem
  readonly confirmed: boolean
}

/** A signature over everything else that a review says. */
interface ReviewSignature {
  /** The kind of key, as Node names it. */
  readonly algorithm: string
  /** SHA-256 of the public key in DER, which tells keys apart and proves nothing. */
  readonly key: string
  /** The signature in base64. */
  readonly value: string
}

/**
 * A review of one policy: who looked at it, when, and what they confirmed. It holds for exactly the
 * policy of its digest; a policy that changed by a word was not reviewed.
 */
export interface Review {
  readonly shape: typeof SHAPE
  /** The digest of the policy that was reviewed. */
  readonly digest: string
  /** The digest of the policy that it was compared with. */
  readonly against?: string
  readonly name: string
  readonly role: string
  /** The day, as 2026-11-22. */
  readonly date: string
  readonly checklist: readonly ConfirmedItem[]
  readonly signature?: ReviewSignature
}

const SHAPE = 'countersign.review/1'
const BASE64 = /^[A-Za-z0-9+/]{1,2048}={0,2}$/
const ALGORITHM = /^[a-z0-9-]{1,20}$/
// Names and roles of people in any script; no character that a terminal or a page would obey instead of showing.
const LINE = /^(?=.*\S)[^\p{C}\p{Zl}\p{Zp}]{1,200}$/u
const DAY = /^\d{4}-\d{2}-\d{2}$/

/**
 * Makes a review of what somebody confirmed; what they did not confirm is in it as well. Fails as
 * `readReview` does, for what was typed.
 */
export const makeReview = (
  said: Pick<Review, 'digest' | 'against' | 'name' | 'role' | 'date'>,
  confirmed: readonly string[],
): Result<Review> =>
  readReview({
    shape: SHAPE,
    ...said,
    checklist: REVIEW_CHECKLIST.map(({ item }) => ({ item, confirmed: confirmed.includes(item) })),
  })

/**
 * Reads a review. A member that is not known is refused: a signature covers what is read here, and
 * what it does not cover must not stand beside it as though it did.
 *
 * Refuses with `invalid_type`, `unknown_key`, `unknown_shape`, `invalid_digest`, `invalid_text`,
 * `invalid_date`, `invalid_checklist` or `invalid_signature`, and the member that is meant. Whether
 * the signature is good is not asked here: that takes a key.
 */
export function readReview(value: unknown): Result<Review> {
  if (!isRecord(value)) return fail('invalid_type')
  const stray = Object.keys(value).some((key) => !MEMBERS.includes(key))
  if (stray) return fail('unknown_key')
  const { shape, digest, against, name, role, date } = value
  if (shape !== SHAPE) return fail('unknown_shape', 'shape')
  if (!isDigest(digest)) return fail('invalid_digest', 'digest')
  if (against !== undefined && !isDigest(against)) return fail('invalid_digest', 'against')
  if (!isText(name, LINE)) return fail('invalid_text', 'name')
  if (!isText(role, LINE)) return fail('invalid_text', 'role')
  if (!isText(date, DAY) || !isDay(date)) return fail('invalid_date', 'date')
  const checklist = readChecklist(value['checklist'])
  if (checklist === null) return fail('invalid_checklist', 'checklist')
  const signature = readSignature(value['signature'])
  if (signature === null) return fail('invalid_signature', 'signature')
  return ok({
    shape: SHAPE,
    digest,
    ...(against !== undefined && { against }),
    name,
    role,
    date,
    checklist,
    ...(signature !== undefined && { signature }),
  })
}

const MEMBERS: readonly string[] = [
  'shape',
  'digest',
  'against',
  'name',
  'role',
  'date',
  'checklist',
  'signature',
]

const isText = (value: unknown, form: RegExp): value is string =>
  typeof value === 'string' && form.test(value)

// A day that there is: the 30th of February is read as one in March, so it does not come back as it was written.
const isDay = (date: string): boolean => {
  const at = Date.parse(`${date}T00:00:00Z`)
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(date)
}

// Every item once: one left out could be taken for one that was confirmed.
function readChecklist(value: unknown): readonly ConfirmedItem[] | null {
  if (!Array.isArray(value) || value.length !== REVIEW_CHECKLIST.length) return null
  const items: readonly unknown[] = value
  const read = REVIEW_CHECKLIST.flatMap(({ item }, at) => {
    const line = items[at]
    if (!isRecord(line) || Object.keys(line).length !== 2 || line['item'] !== item) return []
    const { confirmed } = line
    return typeof confirmed === 'boolean' ? [{ item, confirmed }] : []
  })
  return read.length === REVIEW_CHECKLIST.length ? read : null
}

function readSignature(value: unknown): ReviewSignature | undefined | null {
  if (value === undefined) return undefined
  if (!isRecord(value) || Object.keys(value).length !== 3) return null
  const { algorithm, key, value: bytes } = value
  return isText(algorithm, ALGORITHM) && isDigest(key) && isText(bytes, BASE64)
    ? { algorithm, key, value: bytes }
    : null
}

/** Gives what is signed: everything that a review says but its signature, in one canonical way. */
export function signedTextOf(review: Review): string {
  const { signature: _, ...said } = { signature: undefined, ...review }
  return printCanonical(said)
}
