import {
  type Contact,
  type Evidence,
  type Instant,
  ok,
  type Result,
  SECOND,
} from '../../model/index.js'
import { storeKey } from './keyedDigest.js'
import { LEDGER_LIFETIME, type LedgerKey, openLedger, sealLedger } from './ledger.js'
import type { Ledger } from './readLedger.js'
import { type Store, updateStored } from './store.js'

/** Where a conversation's ledger stands. */
export interface LedgerPlace {
  /** The one conversation it is for. */
  readonly conversation: string
  /** The time of the call: sealed now, it is accepted for an hour. */
  readonly at: Instant
  /** Who gives what is added; `null` where that is not known, and then it counts for nobody. */
  readonly by: Contact | null
  /** The newest first: it seals, all open. */
  readonly keys: readonly LedgerKey[]
  /** Absent: replays within the conversation are bounded by expiry alone. */
  readonly store?: Store
}

/**
 * Opens the ledger that came with a call, held against the newest one this conversation has had.
 */
export async function openConversationLedger(
  sealed: unknown,
  place: LedgerPlace,
): Promise<Result<Ledger>> {
  const newest = await place.store?.get(nameOf(place))
  return openLedger(sealed, {
    keys: place.keys,
    conversation: place.conversation,
    at: place.at,
    ...(newest && { sequence: sequenceOf(newest.value) }),
  })
}

/**
 * Adds evidence to a conversation's ledger and seals it anew. A ledger that does not open is left
 * behind, so what it held is lost, never trusted. Each item names who gave it, so that it counts
 * for whoever writes next only if they did.
 */
export async function extendLedger(
  sealed: unknown,
  added: readonly Evidence[],
  place: LedgerPlace,
): Promise<Result<string>> {
  const before = await openConversationLedger(sealed, place)
  const least = before.ok ? before.value.sequence + 1 : 1
  const sequence = await nextSequence(place, least)
  if (!sequence.ok) return sequence
  return sealLedger(
    {
      conversation: place.conversation,
      sequence: sequence.value,
      issued: place.at,
      expires: place.at + LEDGER_LIFETIME,
      evidence: keepNewest([
        ...(before.ok ? before.value.evidence : []),
        ...added.map((item) => withGiver(item, place.by)),
      ]),
    },
    place.keys,
  )
}

/** Writes down who gave an item; one that says so itself is left as it is. `by: null` is nobody. */
const withGiver = (item: Evidence, giver: Contact | null): Evidence => {
  if (item['by'] !== undefined) return item
  const by = giver === null ? null : { channel: giver.channel, address: giver.address }
  return { ...item, by }
}

// A conversation that gathers more has repeated itself.
const ITEMS = 12

/**
 * Keeps twelve items: whoever gave most gives up their oldest first, so that nobody crowds out
 * another's proof.
 */
function keepNewest(evidence: readonly Evidence[]): readonly Evidence[] {
  const kept = [...evidence]
  while (kept.length > ITEMS) {
    const givers = kept.map(({ by }) => JSON.stringify(by ?? null))
    const most = Math.max(...givers.map((giver) => countOf(givers, giver)))
    kept.splice(
      givers.findIndex((giver) => countOf(givers, giver) === most),
      1,
    )
  }
  return kept
}

const countOf = (givers: readonly string[], giver: string): number =>
  givers.filter((one) => one === giver).length

/**
 * Takes the next number of the conversation's ledgers, above all that were given out. Of two
 * ledgers that are sealed at once the one with the lower number is a replay from then on.
 */
async function nextSequence(place: LedgerPlace, least: number): Promise<Result<number>> {
  if (place.store === undefined) return ok(least)
  const written = await updateStored(place.store, nameOf(place), KEPT, (value) => ({
    sequence: Math.max(least, sequenceOf(value ?? {}) + 1),
  }))
  return written.ok ? ok(sequenceOf(written.value ?? {})) : written
}

// Seconds a sequence is remembered: as long as any ledger it could tell from an older one still
// opens.
const KEPT = LEDGER_LIFETIME / SECOND

/** A stored number; 0 for what is none, which no ledger has. */
const sequenceOf = (value: Readonly<Record<string, unknown>>): number => {
  const sequence = value['sequence']
  return typeof sequence === 'number' && Number.isSafeInteger(sequence) ? sequence : 0
}

/** Where the newest number of a conversation is kept. */
const nameOf = (place: LedgerPlace): string => storeKey('ledger', place.conversation)
