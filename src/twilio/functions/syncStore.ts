import { isRecord } from '../../model/record.js'
import type { Store, Stored } from './store.js'

/** The part of a Sync document that is read. */
interface SyncDocument {
  readonly data: unknown
  readonly revision: string
}

/** The part of a Twilio Sync service (`client.sync.v1.services(sid)` or `Runtime.getSync()`) that a store uses. */
export interface SyncService {
  readonly documents: {
    (
      uniqueName: string,
    ): {
      fetch(): Promise<SyncDocument>
      update(params: { ifMatch: string; data: Stored; ttl: number }): Promise<unknown>
    }
    create(params: { uniqueName: string; data: Stored; ttl: number }): Promise<unknown>
  }
}

// Sync: 404 no such document, 409 (54301) the unique name exists already, 412 (54103) the revision has moved on.
const ABSENT = 404
const LOST: readonly unknown[] = [409, 412]

/**
 * A store of Twilio Sync documents, one a key. A write is conditional: creation fails where the name exists, an
 * update carries `If-Match`. Any other error is thrown, for the handler to answer with everything withheld.
 */
export const syncStore = (service: SyncService): Store => ({
  get: async (key) => {
    const document = await service.documents(key).fetch().catch(absent)
    return document && isRecord(document.data)
      ? { value: document.data, revision: document.revision }
      : null
  },
  put: (key, value, revision, seconds) => {
    const written =
      revision === null
        ? service.documents.create({ uniqueName: key, data: value, ttl: seconds })
        : service.documents(key).update({ ifMatch: revision, data: value, ttl: seconds })
    return written.then(() => true, lost)
  },
})

const statusOf = (error: unknown): unknown => (isRecord(error) ? error['status'] : undefined)

function absent(error: unknown): null {
  if (statusOf(error) === ABSENT) return null
  throw error
}

// An update of a document that expired meanwhile answers 404: lost as well, the next attempt creates it.
function lost(error: unknown): false {
  if (LOST.includes(statusOf(error)) || statusOf(error) === ABSENT) return false
  throw error
}
