import { createClient } from 'redis'

/**
 * Connects to Redis. A connection that breaks is made again, at first soon and then every half second, for ever; what
 * was asked meanwhile waits, and is taken back when nobody waits for its answer any more.
 */
export async function connectRedis(url, { onError = () => {} } = {}) {
  const client = createClient({
    url,
    socket: { connectTimeout: 2_000, reconnectStrategy: (tries) => Math.min(50 * tries, 500) },
  })
  // Without a listener an error of the connection would end the process. What it says is dropped, for it names hosts.
  client.on('error', () => onError())
  return client.connect()
}
