// A process of its own that uses a store: says `ready`, waits for a line, works, and says what came of it.
import { once } from 'node:events'
import { takeAttempt } from '../../../src/twilio/functions/attemptCount.js'
import { type Store, updateStored } from '../../../src/twilio/functions/store.js'
import { openStore, type StorePlace } from './storePlace.js'

/** What another process is asked to do: guess so many times at once, or count up one by one until it is ended. */
export type StoreTask =
  | { readonly type: 'guess'; readonly key: string; readonly limit: number; readonly times: number }
  | { readonly type: 'count'; readonly key: string }

/** Everything a store process is told. */
export interface StoreOrder {
  readonly place: StorePlace
  readonly task: StoreTask
}

const say = (line: string) => process.stdout.write(`${line}\n`)

async function guess(store: Store, task: StoreTask & { type: 'guess' }): Promise<void> {
  const count = { store, key: task.key, limit: task.limit, seconds: 60 }
  const taken = await Promise.all(Array.from({ length: task.times }, () => takeAttempt(count)))
  say(JSON.stringify(taken.map((one) => (one.ok ? 'taken' : (one.issues[0]?.code ?? '')))))
}

// Each number is said once it is known to be written.
async function countUp(store: Store, key: string): Promise<void> {
  for (;;) {
    const written = await updateStored(store, key, 60, (value) => ({ n: numberIn(value) + 1 }))
    if (written.ok) say(String(numberIn(written.value)))
  }
}

/** The number that `countUp` keeps. */
export const numberIn = (value: Readonly<Record<string, unknown>> | null): number =>
  Number(value?.['n'] ?? 0)

async function main(order: StoreOrder): Promise<void> {
  const { store, close } = await openStore(order.place)
  // A first question, so that opening a connection is not part of the race.
  await store.get('warm')
  say('ready')
  await once(process.stdin, 'data')
  if (order.task.type === 'guess') await guess(store, order.task)
  else await countUp(store, order.task.key)
  await close()
  process.exit(0)
}

const [, , order] = process.argv
if (order?.startsWith('{') === true) void main(JSON.parse(order))
