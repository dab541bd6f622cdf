import type { SyncService } from '../../../src/twilio/functions/syncStore.js'

/** Errors as the SDK throws them: an object with the HTTP status. */
const restError = (status: number): Error => Object.assign(new Error('refused'), { status })

/** A Sync service in memory that answers as Twilio's does: 404 absent, 409 name taken, 412 revision moved on. */
export function fakeSync(broken?: number): SyncService {
  const documents = new Map<string, { data: unknown; revision: number }>()
  const fail = (status: number) => Promise.reject(restError(status))
  const document = (uniqueName: string) => ({
    fetch: () => {
      if (broken !== undefined) return fail(broken)
      const found = documents.get(uniqueName)
      return found === undefined
        ? fail(404)
        : Promise.resolve({ data: found.data, revision: String(found.revision) })
    },
    update: (params: { ifMatch: string; data: unknown }) => {
      const found = documents.get(uniqueName)
      if (found === undefined) return fail(404)
      if (String(found.revision) !== params.ifMatch) return fail(412)
      documents.set(uniqueName, { data: params.data, revision: found.revision + 1 })
      return Promise.resolve({})
    },
  })
  const create = (params: { uniqueName: string; data: unknown }) => {
    if (broken !== undefined) return fail(broken)
    if (documents.has(params.uniqueName)) return fail(409)
    documents.set(params.uniqueName, { data: params.data, revision: 0 })
    return Promise.resolve({})
  }
  return { documents: Object.assign(document, { create }) }
}
