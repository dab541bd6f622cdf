import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { giveBack, takeAttempt } from '../../../src/twilio/functions/attemptCount.js'
import { type Store, type Stored, updateStored } from '../../../src/twilio/functions/store.js'
import { runs } from '../../runs.js'

const SECONDS = 60
const wait = (milliseconds: number) => new Promise((done) => setTimeout(done, milliseconds))

/**
 * What every store has to keep to, whatever it is made of. `make` gives a store for as long as the tests run; each test
 * uses keys of its own.
 */
export function testStore(name: string, make: () => Store): void {
  let keys = 0
  const newKey = () => {
    keys += 1
    // No key begins with another: some tests make more of one by what they add at its end.
    return `${keys} of ${name}`
  }

  describe(`a store in ${name}`, () => {
    test('gives back what was put, with a revision, and nothing where nothing was put', async () => {
      const [store, key] = [make(), newKey()]
      expect(await store.get(key)).toBeNull()
      const value = { n: 1, text: 'ü "\n', list: [null, true, { deep: -0.5 }] }
      expect(await store.put(key, value, null, SECONDS)).toBe(true)
      expect((await store.get(key))?.value).toEqual(value)
    })

    test('refuses a write that names no revision, an old one, or one that never was', async () => {
      const [store, key] = [make(), newKey()]
      expect(await store.put(key, { n: 0 }, 'never', SECONDS)).toBe(false)
      await store.put(key, { n: 1 }, null, SECONDS)
      const first = await store.get(key)
      expect(await store.put(key, { n: 2 }, null, SECONDS)).toBe(false)
      expect(await store.put(key, { n: 2 }, 'never', SECONDS)).toBe(false)
      expect(await store.put(key, { n: 2 }, first?.revision ?? null, SECONDS)).toBe(true)
      expect(await store.put(key, { n: 3 }, first?.revision ?? null, SECONDS)).toBe(false)
      expect((await store.get(key))?.value).toEqual({ n: 2 })
    })

    test('agrees with a variable that is written when the revision is the last one', async () => {
      await fc.assert(
        fc.asyncProperty(fc.array(anyStep, { maxLength: 8 }), async (steps) => {
          expect(await runSteps(make(), newKey(), steps)).toEqual(expectedOf(steps))
        }),
        runs(20),
      )
    })

    test('keeps keys apart that look alike', async () => {
      const store = make()
      const like = newKey()
      const alike = [like, like.toUpperCase(), `${like}.1`, `${like}1`, `x${like}`, `${like}é`]
      for (const key of alike) expect(await store.put(key, { key }, null, SECONDS)).toBe(true)
      for (const key of alike) expect((await store.get(key))?.value).toEqual({ key })
    })

    test('a caller who changes its own copy changes nothing that is kept', async () => {
      const [store, key] = [make(), newKey()]
      const list = [1]
      await store.put(key, { list }, null, SECONDS)
      list.push(2)
      const read = (await store.get(key))?.value['list']
      if (Array.isArray(read)) read.push(3)
      expect((await store.get(key))?.value).toEqual({ list: [1] })
    })

    test.each(['first', 'later'])(
      'of many who write the %s revision one is first',
      async (which) => {
        const [store, key] = [make(), newKey()]
        if (which === 'later') await store.put(key, {}, null, SECONDS)
        const revision = (await store.get(key))?.revision ?? null
        const writes = Array.from({ length: 20 }, (_, n) =>
          store.put(key, { n }, revision, SECONDS),
        )
        const won = await Promise.all(writes)
        expect(won.filter(Boolean)).toHaveLength(1)
        expect((await store.get(key))?.value).toEqual({ n: won.indexOf(true) })
      },
    )

    test('as many attempts pass as the limit says, however many come at once', async () => {
      await fc.assert(
        fc.asyncProperty(
          fc.integer({ min: 1, max: 5 }),
          fc.integer({ min: 1, max: 15 }),
          async (limit, calls) => {
            const count = { store: make(), key: newKey(), limit, seconds: SECONDS }
            const taken = await Promise.all(Array.from({ length: calls }, () => takeAttempt(count)))
            expect(taken.filter((one) => one.ok)).toHaveLength(Math.min(limit, calls))
          },
        ),
        runs(10),
      )
    })

    test('gives back one attempt, or all', async () => {
      const count = { store: make(), key: newKey(), limit: 2, seconds: SECONDS }
      await takeAttempt(count)
      await takeAttempt(count)
      expect((await takeAttempt(count)).ok).toBe(false)
      await giveBack(count, 'one')
      expect((await takeAttempt(count)).ok).toBe(true)
      await giveBack(count, 'all')
      expect(await takeAttempt(count)).toEqual({ ok: true, value: 1 })
    })

    test('loses no update of writers that take turns', async () => {
      const [store, key] = [make(), newKey()]
      const next = (value: Stored | null) => ({ n: Number(value?.['n'] ?? 0) + 1 })
      for (let i = 0; i < 5; i++) await updateStored(store, key, SECONDS, next)
      expect((await store.get(key))?.value).toEqual({ n: 5 })
    })

    test('a write whose answer was lost is seen by whoever reads again, and not made twice', async () => {
      const [store, key] = [make(), newKey()]
      // Written, and nobody hears it.
      await store.put(key, { by: 'me' }, null, SECONDS)
      expect(await store.put(key, { by: 'me' }, null, SECONDS)).toBe(false)
      expect((await store.get(key))?.value).toEqual({ by: 'me' })
    })
  })
}

/**
 * What every store has to keep to beside the rest: it forgets. Time really passes here, so that it passes for all stores
 * at once.
 */
export function testForgetting(stores: Readonly<Record<string, () => Store>>): void {
  test('every store forgets after the seconds of the last write, and takes no old revision for the new', async () => {
    const seen = await Promise.all(Object.values(stores).map((make) => forgetIn(make())))
    const forgetful: Forgetting = {
      written: [true, true],
      kept: { n: 2 },
      forgotten: null,
      again: [false, true, false],
      latest: { n: 3 },
      isNew: true,
    }
    expect(Object.keys(stores).map((name, at) => [name, seen[at]])).toEqual(
      Object.keys(stores).map((name) => [name, forgetful]),
    )
  })
}

/** What a store said while time passed. */
interface Forgetting {
  /** Whether the first value was written, and a second one over it. */
  readonly written: readonly boolean[]
  /** What was there after the seconds of the first write, and before those of the second were over. */
  readonly kept: Stored | undefined
  readonly forgotten: unknown
  /** Whether a write passed once all was forgotten: by the old revision, by none, and by the old one after that. */
  readonly again: readonly boolean[]
  readonly latest: Stored | undefined
  /** Whether the revision of what was written last is none that there was before. */
  readonly isNew: boolean
}

async function forgetIn(store: Store): Promise<Forgetting> {
  const key = 'forgotten'
  const put = (n: number, revision: string | null | undefined, seconds: number) =>
    store.put(key, { n }, revision ?? null, seconds)
  const begun = await put(1, null, 1)
  await wait(600)
  const first = await store.get(key)
  const renewed = await put(2, first?.revision, 1)
  await wait(600)
  const second = await store.get(key)
  await wait(1_000)
  const forgotten = await store.get(key)
  const again = [await put(3, second?.revision, SECONDS), await put(3, null, SECONDS)]
  const third = await store.get(key)
  again.push(await put(4, second?.revision, SECONDS))
  return {
    written: [begun, renewed],
    kept: second?.value,
    forgotten,
    again,
    latest: third?.value,
    isNew: third !== null && ![first?.revision, second?.revision].includes(third.revision),
  }
}

/** One writer's step: it reads what there is and remembers it, or writes by what it remembers. */
type StoreStep = { readonly writer: number; readonly does: 'read' | 'write' }

const anyStep: fc.Arbitrary<StoreStep> = fc.record({
  writer: fc.integer({ min: 0, max: 2 }),
  does: fc.constantFrom('read', 'write'),
})

async function runSteps(store: Store, key: string, steps: readonly StoreStep[]) {
  const revisions = new Map<number, string | null>()
  const answers: unknown[] = []
  for (const [n, { writer, does }] of steps.entries()) {
    if (does === 'read') {
      const read = await store.get(key)
      revisions.set(writer, read?.revision ?? null)
      answers.push(read?.value['n'] ?? null)
    } else {
      answers.push(await store.put(key, { n }, revisions.get(writer) ?? null, SECONDS))
    }
  }
  return answers
}

function expectedOf(steps: readonly StoreStep[]) {
  const remembered = new Map<number, number | null>()
  let kept: number | null = null
  const answers: unknown[] = []
  for (const [n, { writer, does }] of steps.entries()) {
    if (does === 'read') {
      remembered.set(writer, kept)
      answers.push(kept)
    } else {
      const wins = (remembered.get(writer) ?? null) === kept
      if (wins) kept = n
      answers.push(wins)
    }
  }
  return answers
}
