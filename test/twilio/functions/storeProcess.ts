// A process of its own that uses a store: says `ready`, and for each task that it reads, a line each, what came of it.
import { createInterface } from 'node:readline'
import { takeAttempt } from '../../../src/twilio/functions/attemptCount.js'
import { type Store, updateStored } from '../../../src/twilio/functions/store.js'
import { openStore, type StorePlace } from './storePlace.js'

/** What another process is asked to do: guess so many times at once, or count up one by one until it is ended. */
export type StoreTask =
  | { readonly type: 'guess'; readonly key: string; readonly limit: number; readonly times: number }
  | { readonly type: 'count'; readonly key: string }

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

async function main(place: StorePlace): Promise<void> {
  const { store, close } = await openStore(place)
  // A first question, so that opening a connection is not part of the race.
  await store.get('warm')
  say('ready')
  for await (const line of createInterface({ input: process.stdin })) {
    const task: StoreTask = JSON.parse(line)
    if (task.type === 'guess') await guess(store, task)
    else await countUp(store, task.key)
  }
  await close()
  process.exit(0)
}

const [, , place] = process.argv
if (place?.startsWith('{') === true) void main(JSON.parse(place))
