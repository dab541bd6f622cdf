import { fileStore } from '../../../src/twilio/functions/fileStore.js'
import type { Store } from '../../../src/twilio/functions/store.js'
import { syncStore } from '../../../src/twilio/functions/syncStore.js'
import { loopbackClient } from './call.js'

/** Where a store is that several processes can open: plain data, so that it can be handed to another process. */
export type StorePlace =
  | { readonly type: 'file'; readonly folder: string }
  | { readonly type: 'sync'; readonly url: string }

/** A store that is open, and how to let go of it. */
export interface OpenStore {
  readonly store: Store
  readonly close: () => Promise<unknown>
}

const SERVICE = `IS${'0'.repeat(32)}`

/** Opens a store where it is. */
export async function openStore(place: StorePlace): Promise<OpenStore> {
  const close = () => Promise.resolve()
  switch (place.type) {
    case 'file':
      return { store: fileStore(place.folder), close }
    case 'sync': {
      const service = loopbackClient(place.url).sync.v1.services(SERVICE)
      return { store: syncStore(service), close }
    }
  }
}
