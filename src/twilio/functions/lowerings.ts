import type { Evidence } from '../../model/engagement.js'
import { DAY, SECOND } from '../../model/instant.js'
import { isRecord } from '../../model/record.js'
import { fail, ok, type Result } from '../../model/result.js'
import { keyedDigest } from './keyedDigest.js'
import { type Store, updateStored } from './store.js'

// As long as a conversation may plausibly go on; a Conversations timer closes one long before.
const KEPT = (30 * DAY) / SECOND
// The strongest few suffice: the lowest counts, and none is ever taken back.
const MOST = 8

/**
 * Remembers that an agent lowered trust. It is kept beside the conversation and not in the ledger, which whoever
 * carries it could leave out.
 */
export async function rememberLowering(store: Store, lowering: Evidence): Promise<Result<null>> {
  const { conversation } = lowering
  if (typeof conversation !== 'string') return fail('required')
  const written = await updateStored(store, keyOf(conversation), KEPT, (value) => ({
    items: [...itemsIn(value), lowering].slice(0, MOST),
  }))
  return written.ok ? ok(null) : written
}

/** Gives what agents lowered in a conversation, as evidence. */
export async function recallLowerings(
  store: Store,
  conversation: string,
): Promise<readonly Evidence[]> {
  const stored = await store.get(keyOf(conversation))
  return itemsIn(stored?.value ?? null)
}

const keyOf = (conversation: string): string =>
  `countersign.lowered.${keyedDigest('lowered', conversation)}`

const itemsIn = (value: unknown): readonly Evidence[] => {
  const items: unknown = isRecord(value) ? value['items'] : []
  return Array.isArray(items) ? items.filter(isEvidence) : []
}

const isEvidence = (item: unknown): item is Evidence =>
  isRecord(item) && item['kind'] === 'agent_attestation'
