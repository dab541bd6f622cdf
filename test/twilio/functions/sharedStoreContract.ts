import { describe, expect, test } from 'vitest'
import { countLeft } from '../../../src/twilio/functions/attemptCount.js'
import { updateStored } from '../../../src/twilio/functions/store.js'
import { openStore, type StorePlace } from './storePlace.js'
import { numberIn } from './storeProcess.js'
import { type StoreProcess, startStoreProcess } from './storeProcesses.js'

const wait = (milliseconds: number) => new Promise((done) => setTimeout(done, milliseconds))

const codesOf = ({ lines }: StoreProcess): readonly string[] => JSON.parse(lines.join(''))

/** What a store that several processes share has to keep to beside the rest. `placeOf` says where it is, once it is up. */
export function testSharedStore(name: string, placeOf: () => StorePlace): void {
  describe(`two processes at one store in ${name}`, () => {
    // One in five has to be let through; with fifty, everyone who is not told that the store is busy.
    test.each([5, 50])(
      'of fifty guesses at once as many pass as are counted, up to %i',
      async (limit) => {
        const place = placeOf()
        const key = `guesses ${limit}`
        const order = { place, task: { type: 'guess', key, limit, times: 25 } } as const
        const both = await Promise.all([startStoreProcess(order), startStoreProcess(order)])
        for (const one of both) one.begin()
        await Promise.all(both.map((one) => one.ended))

        const codes = both.flatMap(codesOf)
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
      const place = placeOf()
      const key = 'killed'
      const { store, close } = await openStore(place)
      let before = 0
      for (const after of [20, 35, 50, 65]) {
        const one = await startStoreProcess({ place, task: { type: 'count', key } })
        one.begin()
        await wait(after)
        one.kill()
        await one.ended
        const said = Number(one.lines.at(-1) ?? before)
        const kept = numberIn((await store.get(key))?.value ?? null)
        expect([said, said + 1]).toContain(kept)
        const mine = await updateStored(store, key, 60, (value) => ({ n: numberIn(value) + 1 }))
        expect(mine).toEqual({ ok: true, value: { n: kept + 1 } })
        before = kept + 1
      }
      await close()
    })
  })
}
