// Loaded before a program: ends its process without notice before it changes something in the file system for the time
// whose number stands in `KILLED_AT`, or else prints how many changes there were.
import promises from 'node:fs/promises'
import { syncBuiltinESMExports } from 'node:module'

const at = Number(process.env.KILLED_AT)
let steps = 0

function count(things, name) {
  const own = things[name]
  things[name] = function (...given) {
    steps += 1
    if (steps === at) process.kill(process.pid, 'SIGKILL')
    return own.apply(this, given)
  }
}

const file = await promises.open(import.meta.filename)
for (const name of ['chmod', 'chown', 'close', 'sync', 'truncate', 'write', 'writeFile'])
  count(Object.getPrototypeOf(file), name)
for (const name of ['mkdir', 'open', 'rename', 'rm', 'rmdir', 'writeFile']) count(promises, name)
syncBuiltinESMExports()
await file.close()
steps = 0
process.on('exit', () => process.stdout.write(String(steps)))
