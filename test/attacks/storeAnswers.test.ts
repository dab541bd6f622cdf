import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isRecord } from '../../src/model/index.js'
import { memoryStore } from '../../src/twilio/functions/index.js'
import { runs } from '../runs.js'
import { openDoors, WHO } from './openDoors.js'

// What a store of one's own may give for what was kept: the text of it, its value alone, a list of rows.
const anyAnswer = fc
  .oneof(
    fc.constantFrom<unknown>(
      'x',
      '{"value":{},"revision":"1"}',
      7,
      true,
      [],
      {},
      { revision: '1' },
    ),
    fc.constantFrom<unknown>(
      { value: null, revision: '1' },
      { value: {} },
      { value: [], revision: 1 },
    ),
    fc.anything(),
  )
  .map((one): unknown => JSON.parse(JSON.stringify(one) ?? '"x"'))
  .filter((one) => one !== null)
  .filter((one) => !isRecord(one) || !isRecord(one['value']) || typeof one['revision'] !== 'string')

test('a store whose answer is none opens no door: nobody knows what was lowered, counted or sent', async () => {
  await fc.assert(
    fc.asyncProperty(anyAnswer, async (answer) => {
      const get = () => Promise.resolve(JSON.parse(JSON.stringify(answer)))
      const { start, check, decide, attest, asked } = openDoors({ ...memoryStore(), get })
      const told = [
        await decide(WHO),
        await start({ ...WHO, method: 'verify_sms' }),
        await check({ ...WHO, code: '123456' }),
        await attest({ Token: 't', conversation: 'CH01', flags: 'coaching' }),
      ]
      expect(told.map(({ status, reason }) => `${status} ${reason}`)).toEqual([
        'withheld ledger_unavailable',
        ...['withheld store_failed', 'withheld store_failed', 'withheld store_failed'],
      ])
      expect(asked).toEqual([])
    }),
    runs(20),
  )
})

test('a store that gives what a map does where nothing is kept is one in which nothing is', async () => {
  const get = () => Promise.resolve(JSON.parse('{}')['nothing'])
  expect(await openDoors({ ...memoryStore(), get }).decide(WHO)).toMatchObject({ ok: 'true' })
})
