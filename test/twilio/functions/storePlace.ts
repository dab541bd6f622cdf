import { fileStore } from '../../../src/twilio/functions/fileStore.js'
import { redisStore } from '../../../src/twilio/functions/redisStore.js'
import type { Store } from '../../../src/twilio/functions/store.js'
import { syncStore } from '../../../src/twilio/functions/syncStore.js'

/** Where a store is that several processes can open: plain data, so that it can be handed to another process. */
export type StorePlace =
  | { readonly type: 'file'; readonly folder: string }
  | { readonly type: 'sync'; readonly url: string }
  | { readonly type: 'redis'; readonly url: string }

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
      // Twilio's client takes a quarter of a second to load, and is asked for only here.
      const { loopbackClient } = await import('./call.js')
      const service = loopbackClient(place.url).sync.v1.services(SERVICE)
      return { store: syncStore(service), close }
    }
    case 'redis': {
      // Its client belongs to the example, and is asked for only here.
      const { connectRedis } = await import('../../../examples/self-hosted/connectRedis.mjs')
      const client = await connectRedis(place.url)
      return { store: redisStore(client), close: () => client.close() }
    }
  }
}
