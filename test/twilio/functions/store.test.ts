import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type FakeTwilio, startFakeTwilio } from '../../../examples/fakeTwilio.mjs'
import { takeAttempt } from '../../../src/twilio/functions/attemptCount.js'
import { fileStore } from '../../../src/twilio/functions/fileStore.js'
import { memoryStore } from '../../../src/twilio/functions/memoryStore.js'
import { type Store, updateStored } from '../../../src/twilio/functions/store.js'
import { syncStore } from '../../../src/twilio/functions/syncStore.js'
import { loopbackClient } from './call.js'
import { fakeSync } from './fakeSync.js'
import { testSharedStore } from './sharedStoreContract.js'
import { testForgetting, testStore } from './storeContract.js'

const SERVICE = `IS${'0'.repeat(32)}`
const newFolder = () => mkdtempSync(join(tmpdir(), 'store-'))

let twilio: FakeTwilio
beforeAll(async () => {
  twilio = await startFakeTwilio()
})
afterAll(() => twilio.stop())

const kept = memoryStore()
const filed = fileStore(newFolder())
const synced = syncStore(fakeSync())

const STORES = {
  memory: () => kept,
  'a Sync service in this process': () => synced,
  'a folder': () => filed,
  'Twilio Sync': () => syncStore(loopbackClient(twilio.url).sync.v1.services(SERVICE)),
}
for (const [name, make] of Object.entries(STORES)) testStore(name, make)
testForgetting(STORES)
testSharedStore('a folder', () => ({ type: 'file', folder: newFolder() }))
testSharedStore('Twilio Sync', () => ({ type: 'sync', url: twilio.url }))

test('a count that was tampered with is full', async () => {
  await kept.put('tampered', { count: 'none' }, null, 60)
  const count = { store: kept, key: 'tampered', limit: 5, seconds: 60 }
  expect((await takeAttempt(count)).ok).toBe(false)
})

test('memory forgets after its time', async () => {
  let now = 0
  const store = memoryStore(() => now)
  await store.put('a', { n: 1 }, null, 1)
  now = 1_000
  expect(await store.get('a')).toBeNull()
  expect(await store.put('a', { n: 2 }, null, 1)).toBe(true)
})

test.each(['before', 'while', 'after'] as const)(
  'what is counted %s a clock tells no time is not forgotten',
  async (when) => {
    let now = 0
    const at = () => now
    const turns = {
      before: [0, Number.NaN],
      while: [Number.NaN, Number.NaN],
      after: [Number.NaN, 0],
    }
    const [counted = 0, asked = 0] = turns[when]
    for (const store of [memoryStore(at), fileStore(newFolder(), at)]) {
      const count = { store, key: 'k', limit: 2, seconds: 60 }
      const ask = () =>
        takeAttempt(count).then(
          ({ ok }) => ok,
          () => false,
        )
      now = counted
      await ask()
      await ask()
      now = asked
      expect(await ask()).toBe(false)
    }
  },
)

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

const everyFileIn = (folder: string): readonly string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))

test('a value in a folder that cannot be read is an error and never an absent one', async () => {
  for (const text of ['', '{', '[]', '{"value":[],"until":9e15}', '{"value":{}}']) {
    const folder = newFolder()
    const store = fileStore(folder)
    await store.put('a', { n: 1 }, null, 60)
    for (const file of everyFileIn(folder)) writeFileSync(file, text)
    await expect(store.get('a')).rejects.toThrow(/^store_failed$/)
    await expect(store.put('a', {}, null, 60)).rejects.toThrow(/^store_failed$/)
  }
})

test('a folder names no key, and keeps one value a key', async () => {
  const folder = newFolder()
  const store = fileStore(folder)
  for (let n = 0; n < 5; n++) {
    const revision = (await store.get('+14155550100'))?.revision ?? null
    expect(await store.put('+14155550100', { n }, revision, 60)).toBe(true)
  }
  const files = everyFileIn(folder)
  expect(files.join()).not.toContain('5550100')
  expect(
    files.map((file) => readFileSync(file, 'utf8')).filter((text) => text !== ''),
  ).toHaveLength(1)
})

test('a write into a folder that was called off is not made', async () => {
  const store = fileStore(newFolder())
  const gone = AbortSignal.abort()
  await expect(store.put('a', { n: 1 }, null, 60, gone)).rejects.toBeDefined()
  expect(await store.get('a')).toBeNull()
  await store.put('a', { n: 1 }, null, 60)
  const first = await store.get('a')
  await expect(store.put('a', { n: 2 }, first?.revision ?? null, 60, gone)).rejects.toBeDefined()
  expect(await store.get('a')).toEqual(first)
})

test('no guide and no docstring makes a memory at each call, in which nothing was ever counted', () => {
  const texts = ['examples/guides', 'examples/guides/reference', 'src/twilio/functions', '.']
    .flatMap((folder) => readdirSync(folder).map((file) => join(folder, file)))
    .filter((path) => /\.(?:md|ts)$/.test(path))
    .map((path) => readFileSync(path, 'utf8'))
  expect(texts.filter((text) => text.includes('memoryStore(')).length).toBeGreaterThan(3)
  expect(texts.filter((text) => /=>\s*memoryStore\(/.test(text))).toEqual([])
})
