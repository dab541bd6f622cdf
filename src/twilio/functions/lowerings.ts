import { findMethod } from '../../evidence/index.js'
import { DAY, type Evidence, fail, isRecord, ok, type Result, SECOND } from '../../model/index.js'
import { conversationKey } from './keyedDigest.js'
import { keptIn, type Store, updateStored } from './store.js'

// Longer than any conversation is likely to last; a timer of Conversations closes it long before.
const KEPT = (30 * DAY) / SECOND

// Far more than there are kinds of lowering.
const MOST = 8

/**
 * Remembers that an agent lowered trust. It is kept beside the conversation and not in the ledger,
 * which whoever carries it could leave out. Only what lowers is kept; what else the item says
 * belongs to the ledger.
 */
export async function rememberLowering(store: Store, item: Evidence): Promise<Result<null>> {
  const { kind, at, conversation, agent, flags, lower } = item
  if (typeof conversation !== 'string') return fail('required')
  const lowering = { kind, at, conversation, agent, flags, lower }
  const written = await updateStored(
    store,
    conversationKey('lowered', conversation),
    KEPT,
    (value) => ({
      items: lowest([...keptIn(value, 'items', isLowering), JSON.parse(JSON.stringify(lowering))]),
    }),
  )
  return written.ok ? ok(null) : written
}

/**
 * Gives what agents lowered in a conversation, as evidence. What is kept and cannot be read is not
 * known, and never nothing: it throws, as a store does that cannot be asked.
 */
export async function recallLowerings(
  store: Store,
  conversation: string,
): Promise<readonly Evidence[]> {
  const stored = await store.get(conversationKey('lowered', conversation))
  return keptIn(stored?.value ?? null, 'items', isLowering)
}

/** Tells whether an item of evidence lowers trust. */
export const isLowering = (item: unknown): item is Evidence =>
  isRecord(item) && item['kind'] === 'agent_attestation' && limitsOf(item).length > 0

/**
 * Keeps the lowest: of every kind of lowering first, for each has its name in the policy, then of
 * all. None is ever taken back, so that what is left out changes nothing.
 */
function lowest(items: readonly Evidence[]): readonly Evidence[] {
  const order = [...items].sort((one, other) => levelOf(one) - levelOf(other))
  const codes = new Set(order.flatMap((item) => limitsOf(item).map(({ code }) => code)))
  const first = [...codes].flatMap((code) => {
    const limits = order.flatMap((item) =>
      limitsOf(item).flatMap((limit) => (limit.code === code ? [{ item, max: limit.max }] : [])),
    )
    const least = Math.min(...limits.map(({ max }) => max))
    return limits.filter(({ max }) => max === least).slice(0, 1)
  })
  return [...new Set([...first.map(({ item }) => item), ...order])].slice(0, MOST)
}

/** How far down an item holds trust: its strictest limit. */
const levelOf = (item: Evidence): number => Math.min(...limitsOf(item).map(({ max }) => max))

/** What an item lowers, as the evidence table reads it. */
function limitsOf(item: unknown): readonly { readonly code: string; readonly max: number }[] {
  const method = findMethod('agent_attestation')
  const evidence = isRecord(item) ? { ...item, kind: 'agent_attestation' } : null
  const read = evidence === null ? undefined : method?.read(evidence, { issuers: [] })
  return read?.ok ? read.value.filter((fact) => fact.type === 'limit') : []
}
