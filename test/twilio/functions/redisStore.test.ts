import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type LocalRedis, redisCommand, startRedis } from '../../../examples/localRedis.mjs'
import { type ConnectedRedis, connectRedis } from '../../../examples/self-hosted/connectRedis.mjs'
import { takeAttempt } from '../../../src/twilio/functions/attemptCount.js'
import { redisStore } from '../../../src/twilio/functions/redisStore.js'
import { storeWithin } from '../../../src/twilio/functions/storeWithin.js'
import { withinBudget } from '../../../src/twilio/functions/withinBudget.js'
import { testSharedStore } from './sharedStoreContract.js'
import { testForgetting, testStore } from './storeContract.js'

describe.skipIf(redisCommand() === null)('with a real server', () => {
  let redis: LocalRedis
  let client: ConnectedRedis
  beforeAll(async () => {
    redis = await startRedis()
    client = await connectRedis(redis.url)
  })
  afterAll(async () => {
    client.destroy()
    await redis.stop()
  })

  testStore('Redis', () => redisStore(client))
  testForgetting({ Redis: () => redisStore(client) })
  testSharedStore('Redis', () => ({ type: 'redis', url: redis.url }))

  test('a server that ends without notice and starts again has kept every count that was told', async () => {
    const store = redisStore(client)
    const count = { store, key: 'restart', limit: 5, seconds: 60 }
    for (let n = 4; n >= 2; n--) expect(await takeAttempt(count)).toEqual({ ok: true, value: n })
    await redis.kill()
    await redis.start()
    expect(await takeAttempt(count)).toEqual({ ok: true, value: 1 })
  })

  test('while the server is away a question ends in time, and a write nobody waits for is never made', async () => {
    const store = redisStore(client)
    await redis.kill()
    const late = await withinBudget(200, async (deadline) => {
      const bounded = storeWithin(store, deadline)
      await expect(bounded.get('away')).rejects.toThrow(/^(?:store_failed|deadline_exceeded)$/)
      return true
    })
    const written = await withinBudget(200, (deadline) =>
      storeWithin(store, deadline).put('away', { n: 1 }, null, 60),
    )
    await redis.start()
    expect([late.ok, written.ok]).toEqual([true, false])
    // Asked of the same connection, which works through what was left to send first.
    expect(await store.get('away')).toBeNull()
  })

  test('a write that a client sends twice is one write, and nobody else was first', async () => {
    const sent: {
      readonly script: string
      readonly options: Parameters<ConnectedRedis['eval']>[1]
    }[] = []
    const remembering = {
      get: (key: string) => client.get(key),
      eval: (script: string, options: Parameters<ConnectedRedis['eval']>[1]) => {
        sent.push({ script, options })
        return client.eval(script, options)
      },
    }
    const store = redisStore(remembering)
    expect(await store.put('twice', { n: 1 }, null, 60)).toBe(true)
    for (const { script, options } of [...sent]) expect(await client.eval(script, options)).toBe(1)
    expect((await store.get('twice'))?.value).toEqual({ n: 1 })
  })

  test.each([
    ['text that is none of ours', "redis.call('SET', KEYS[1], 'x')"],
    ['a list', "redis.call('RPUSH', KEYS[1], 'x')"],
    ['JSON that is no record', `redis.call('SET', KEYS[1], '${'0'.repeat(36)}[]')`],
  ])('%s under a key is an error and never an empty place', async (name, script) => {
    await client.eval(script, { keys: [name], arguments: [] })
    await expect(redisStore(client).get(name)).rejects.toBeDefined()
  })
})

test.each([
  ['nothing', undefined],
  ['a number', 1],
  ['bytes', new Uint8Array(40)],
])('an answer of %s is an error and never an empty place', async (_, answer) => {
  const store = redisStore({ get: async () => answer, eval: async () => null })
  await expect(store.get('a')).rejects.toThrow(/^store_failed$/)
  await expect(store.put('a', {}, null, 1)).rejects.toThrow(/^store_failed$/)
})
