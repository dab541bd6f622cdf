import { DAY, isRecord, SECOND } from '../../model/index.js'
import type { Store, Stored } from './store.js'

/**
 * The part of a Twilio Sync service (`client.sync.v1.services(sid)` or `Runtime.getSync()`) that a
 * store uses.
 */
export interface SyncService {
  /** Tells that the service is there; without it a document has to be created to tell. */
  fetch?(): Promise<unknown>
  /** As in Twilio's client: documents, by name, and how one is created. */
  readonly documents: {
    (
      uniqueName: string,
    ): {
      fetch(): Promise<{ readonly data: unknown; readonly revision: string }>
      update(params: { ifMatch: string; data: Stored; ttl: number }): Promise<unknown>
    }
    create(params: { uniqueName: string; data: Stored; ttl: number }): Promise<unknown>
  }
}

// Sync: 404 no such document (54100, 54300) or no such service (54050), 409 (54301) the unique name
// exists already, 412 (54103) the revision has moved on. Its front door says 20404 for either kind
// of absence.
const ABSENT = 404
const LOST: readonly unknown[] = [409, 412]
const NO_DOCUMENT: readonly unknown[] = [54_100, 54_300]

/**
 * A store of Twilio Sync documents, one for each key. A write is conditional: a new document fails
 * if the name exists, and an update carries `If-Match`. Any other error is thrown, and the handler
 * then withholds everything.
 *
 * A service that was deleted, or never existed, is an error too: it must not look like a service in
 * which nothing was ever counted or lowered.
 */
export function syncStore(service: SyncService): Store {
  const requireService = sharedWhileAsked(() => askForService(service))
  return {
    get: async (key) => {
      // Asked at the same time, for most keys that are looked for are absent.
      const present = requireService()
      present.catch(() => undefined)
      const document = await service
        .documents(key)
        .fetch()
        .catch((error: unknown) => absent(error, present))
      if (document === null) return null
      if (!isRecord(document.data)) throw new TypeError('store_failed')
      return { value: document.data, revision: document.revision }
    },
    put: (key, value, revision, seconds) => write(service, { key, value, revision, seconds }),
  }
}

interface SyncWrite {
  readonly key: string
  readonly value: Stored
  readonly revision: string | null
  readonly seconds: number
}

/**
 * Writes a document, if nobody was first. `ttl` is in seconds, and begins anew with every write.
 */
async function write(
  service: SyncService,
  { key, value, revision, seconds }: SyncWrite,
): Promise<boolean> {
  try {
    if (revision === null) {
      await service.documents.create({ uniqueName: key, data: value, ttl: seconds })
    } else {
      await service.documents(key).update({ ifMatch: revision, data: value, ttl: seconds })
    }
    return true
  } catch (error) {
    // An update of a document that expired meanwhile is lost as well: the next attempt creates it.
    const expired = revision !== null && statusOf(error) === ABSENT
    if (expired || LOST.includes(statusOf(error))) return false
    throw error
  }
}

/** The HTTP status that Twilio's client puts on its errors. */
const statusOf = (error: unknown): unknown => (isRecord(error) ? error['status'] : undefined)

/**
 * Takes an absence for a missing document, if the service itself is there. Any other error is
 * thrown on.
 */
async function absent(error: unknown, present: Promise<void>): Promise<null> {
  if (statusOf(error) !== ABSENT) throw error
  if (!NO_DOCUMENT.includes(isRecord(error) ? error['code'] : undefined)) await present
  return null
}

/** A document that nobody reads; it expires after a day. */
const PRESENT = { uniqueName: 'countersign.present', data: {}, ttl: DAY / SECOND }

// Where the service cannot be asked for itself, a creation tells the two absences apart: in a
// service that is there it succeeds, or the name is taken.
async function askForService(service: SyncService): Promise<void> {
  try {
    if (service.fetch !== undefined) {
      await service.fetch()
      return
    }
  } catch {
    // Asked in the other way.
  }
  try {
    await service.documents.create(PRESENT)
  } catch (error) {
    if (!LOST.includes(statusOf(error))) throw error
  }
}

/** Asks one question for all who want to know while it is being asked. */
function sharedWhileAsked(ask: () => Promise<void>): () => Promise<void> {
  let asking: Promise<void> | null = null
  return () => {
    asking ??= ask().finally(() => {
      asking = null
    })
    return asking
  }
}
