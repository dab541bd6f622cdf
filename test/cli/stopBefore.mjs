// Stops something for good before one of its changes in the file system: from there on none of them happens, as if its
// process had been killed then. One process is enough for all of them.
import { AsyncLocalStorage } from 'node:async_hooks'
import promises from 'node:fs/promises'
import { syncBuiltinESMExports } from 'node:module'

const running = new AsyncLocalStorage()

function stop(things, name) {
  const own = things[name]
  things[name] = function (...given) {
    const attempt = running.getStore()
    if (attempt === undefined) return own.apply(this, given)
    attempt.changes += 1
    if (attempt.changes < attempt.at) return own.apply(this, given)
    attempt.stopped()
    return new Promise(() => undefined)
  }
}

const file = await promises.open(import.meta.filename)
for (const name of ['chmod', 'chown', 'close', 'sync', 'truncate', 'write', 'writeFile'])
  stop(Object.getPrototypeOf(file), name)
for (const name of ['mkdir', 'open', 'rename', 'rm', 'rmdir', 'writeFile']) stop(promises, name)
syncBuiltinESMExports()
await file.close()

/** Tells whether something was stopped before the change of this number, or came to its end before that. */
export const isStoppedBefore = (at, act) =>
  new Promise((done, fail) => {
    const attempt = { at, changes: 0, stopped: () => done(true) }
    running.run(attempt, act).then(() => done(false), fail)
  })
