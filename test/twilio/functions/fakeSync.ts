import type { SyncService } from '../../../src/twilio/functions/syncStore.js'

/** Errors as the SDK throws them: an object with the HTTP status. */
const restError = (status: number): Error => Object.assign(new Error('refused'), { status })

/** A Sync service in memory that answers as Twilio's does: 404 absent, 409 name taken, 412 revision moved on. */
export function fakeSync(broken?: number): SyncService {
  const documents = new Map<string, { data: unknown; revision: number; until: number }>()
  const find = (name: string) => {
    const found = documents.get(name)
    return found === undefined || found.until <= Date.now() ? undefined : found
  }
  // A revision is never used again, as in Sync, where it holds the document's own name.
  let revision = 0
  const keep = (name: string, { data, ttl }: { data: unknown; ttl: number }) => {
    revision += 1
    documents.set(name, { data: structuredClone(data), revision, until: Date.now() + ttl * 1_000 })
    return Promise.resolve({})
  }
  const fail = (status: number) => Promise.reject(restError(status))
  const document = (uniqueName: string) => ({
    fetch: () => {
      if (broken !== undefined) return fail(broken)
      const found = find(uniqueName)
      return found === undefined
        ? fail(404)
        : Promise.resolve({ data: structuredClone(found.data), revision: String(found.revision) })
    },
    update: (params: { ifMatch: string; data: unknown; ttl: number }) => {
      const found = find(uniqueName)
      if (found === undefined) return fail(404)
      if (String(found.revision) !== params.ifMatch) return fail(412)
      return keep(uniqueName, params)
    },
  })
  const create = (params: { uniqueName: string; data: unknown; ttl: number }) => {
    if (broken !== undefined) return fail(broken)
    if (find(params.uniqueName) !== undefined) return fail(409)
    return keep(params.uniqueName, params)
  }
  return { documents: Object.assign(document, { create }) }
}
