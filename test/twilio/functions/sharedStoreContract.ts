import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { countLeft } from '../../../src/twilio/functions/attemptCount.js'
import { updateStored } from '../../../src/twilio/functions/store.js'
import { openStore, type StorePlace } from './storePlace.js'
import { numberIn } from './storeProcess.js'
import { type StoreProcess, startStoreProcess } from './storeProcesses.js'

const wait = (milliseconds: number) => new Promise((done) => setTimeout(done, milliseconds))

/** What a store that several processes share has to keep to beside the rest. `placeOf` says where it is, once it is up. */
export function testSharedStore(name: string, placeOf: () => StorePlace): void {
  // The last test ends the processes that those before it ask.
  describe(`two processes at one store in ${name}`, { shuffle: false }, () => {
    let place: StorePlace
    let both: readonly StoreProcess[]
    beforeAll(async () => {
      place = placeOf()
      both = await Promise.all([startStoreProcess(place), startStoreProcess(place)])
    })
    afterAll(() => Promise.all(both.map((one) => one.kill())))

    // One in five has to be let through; with fifty, everyone who is not told that the store is busy.
    test.each([5, 50])(
      'of fifty guesses at once as many pass as are counted, up to %i',
      async (limit) => {
        const key = `guesses ${limit}`
        const task = { type: 'guess', key, limit, times: 25 } as const
        const answers = await Promise.all(both.map((one) => one.begin(task)))
        const codes: readonly string[] = answers.flatMap((line) => JSON.parse(line))
        const passed = codes.filter((code) => code === 'taken').length
        expect(codes).toHaveLength(50)
        expect(
          codes.filter((code) => !['taken', 'too_many_attempts', 'store_busy'].includes(code)),
        ).toEqual([])
        const { store, close } = await openStore(place)
        expect(limit - (await countLeft({ store, key, limit, seconds: 60 }))).toBe(passed)
        await close()
        if (limit === 5) expect(passed).toBe(5)
        else expect(passed).toBeGreaterThanOrEqual(5)
      },
    )

    test('one that is killed between a write and its answer has written or has not, and blocks nobody', async () => {
      const key = 'killed'
      const { store, close } = await openStore(place)
      const others = await Promise.all([startStoreProcess(place), startStoreProcess(place)])
      for (const [at, one] of [...both, ...others].entries()) {
        await one.begin({ type: 'count', key })
        await wait(15 * (at + 1))
        await one.kill()
        const said = Number(one.lines.at(-1))
        const kept = numberIn((await store.get(key))?.value ?? null)
        expect([said, said + 1]).toContain(kept)
        const mine = await updateStored(store, key, 60, (value) => ({ n: numberIn(value) + 1 }))
        expect(mine).toEqual({ ok: true, value: { n: kept + 1 } })
      }
      await close()
    })
  })
}
