import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { giveBack, takeAttempt } from '../../../src/twilio/functions/attemptCount.js'
import { memoryStore } from '../../../src/twilio/functions/memoryStore.js'
import { type Store, updateStored } from '../../../src/twilio/functions/store.js'
import { syncStore } from '../../../src/twilio/functions/syncStore.js'
import { fakeSync } from './fakeSync.js'

const stores: readonly (readonly [string, () => Store])[] = [
  ['memory', () => memoryStore()],
  ['Sync', () => syncStore(fakeSync())],
]

describe.each(stores)('a store in %s', (_, make) => {
  test('gives back what was put, with a revision', async () => {
    const store = make()
    expect(await store.get('a')).toBeNull()
    expect(await store.put('a', { n: 1 }, null, 60)).toBe(true)
    expect((await store.get('a'))?.value).toEqual({ n: 1 })
  })

  test('refuses a write that names no revision, or an old one', async () => {
    const store = make()
    await store.put('a', { n: 1 }, null, 60)
    const first = await store.get('a')
    expect(await store.put('a', { n: 2 }, null, 60)).toBe(false)
    expect(await store.put('a', { n: 2 }, first?.revision ?? null, 60)).toBe(true)
    expect(await store.put('a', { n: 3 }, first?.revision ?? null, 60)).toBe(false)
    expect((await store.get('a'))?.value).toEqual({ n: 2 })
  })

  test('never counts more attempts than the limit, however many come at once', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 5 }),
        fc.integer({ min: 1, max: 12 }),
        async (limit, calls) => {
          const count = { store: make(), key: 'k', limit, seconds: 60 }
          const taken = await Promise.all(Array.from({ length: calls }, () => takeAttempt(count)))
          expect(taken.filter((one) => one.ok).length).toBeLessThanOrEqual(limit)
          expect(taken.filter((one) => one.ok).length).toBeGreaterThan(0)
        },
      ),
      { numRuns: 30 },
    )
  })

  test('loses no update of writers that take turns', async () => {
    const store = make()
    for (let i = 0; i < 5; i++) {
      await updateStored(store, 'k', 60, (value) => ({ n: Number(value?.['n'] ?? 0) + 1 }))
    }
    expect((await store.get('k'))?.value).toEqual({ n: 5 })
  })

  test('gives back one attempt, or all', async () => {
    const count = { store: make(), key: 'k', limit: 2, seconds: 60 }
    await takeAttempt(count)
    await takeAttempt(count)
    expect((await takeAttempt(count)).ok).toBe(false)
    await giveBack(count, 'one')
    expect((await takeAttempt(count)).ok).toBe(true)
    await giveBack(count, 'all')
    expect(await takeAttempt(count)).toEqual({ ok: true, value: 1 })
  })

  test('a count that was tampered with is full', async () => {
    const store = make()
    await store.put('k', { count: 'none' }, null, 60)
    expect((await takeAttempt({ store, key: 'k', limit: 5, seconds: 60 })).ok).toBe(false)
  })
})

test('memory forgets after its time', async () => {
  let now = 0
  const store = memoryStore(() => now)
  await store.put('a', { n: 1 }, null, 1)
  now = 1_000
  expect(await store.get('a')).toBeNull()
  expect(await store.put('a', { n: 2 }, null, 1)).toBe(true)
})

test('a writer that always loses gives up and says so', async () => {
  const crowded: Store = { get: () => Promise.resolve(null), put: () => Promise.resolve(false) }
  expect(await updateStored(crowded, 'k', 60, () => ({}))).toEqual({
    ok: false,
    issues: [{ code: 'store_busy', path: '' }],
  })
})

test.each([
  ['that is down', 503],
  ['that was deleted, though it answers as for a document that is absent', 404],
  ['of another account', 403],
])('a Sync service %s is an error and never an empty store', async (_, status) => {
  const store = syncStore(fakeSync(status))
  await expect(store.get('a')).rejects.toBeDefined()
  await expect(store.put('a', {}, null, 1)).rejects.toBeDefined()
  await expect(takeAttempt({ store, key: 'k', limit: 5, seconds: 60 })).rejects.toBeDefined()
})

test('a Sync service that goes away meanwhile is an error from then on', async () => {
  const service = fakeSync()
  const gone = fakeSync(404)
  let isThere = true
  const documents = Object.assign((name: string) => (isThere ? service : gone).documents(name), {
    create: (params: Parameters<typeof service.documents.create>[0]) =>
      (isThere ? service : gone).documents.create(params),
  })
  const fetch = () => (isThere ? Promise.resolve({}) : gone.documents('a').fetch())
  for (const store of [syncStore({ documents }), syncStore({ documents, fetch })]) {
    isThere = true
    expect(await Promise.all([store.get('b'), store.get('c')])).toEqual([null, null])
    isThere = false
    await expect(store.get('b')).rejects.toBeDefined()
  }
})

test('a Sync document that holds no record is an error and never an absent one', async () => {
  const service = fakeSync()
  const documents = Object.assign(
    () => ({
      ...service.documents('a'),
      fetch: () => Promise.resolve({ data: 'text', revision: '0' }),
    }),
    { create: service.documents.create },
  )
  await expect(syncStore({ documents }).get('a')).rejects.toBeDefined()
})
