// Runs programs of a document one after another in one process, each in its folder, and says of each how it ended and what
// it printed to stderr: to start Node and to load the library takes most of what each would.
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'

let said = ''
process.stderr.write = (text) => {
  said += text
  return true
}
// What is thrown behind a program's back is said as well, and ends nothing.
for (const event of ['warning', 'uncaughtException', 'unhandledRejection'])
  process.on(event, (error) => {
    said += String(error?.stack ?? error)
  })

const load = (place) =>
  place.endsWith('.cjs') ? createRequire(place)(place) : import(pathToFileURL(place).href)

process.on('message', async ({ folder, file }) => {
  process.chdir(folder)
  said = ''
  await Promise.resolve(join(folder, file))
    .then(load)
    .catch((error) => {
      said += String(error?.stack ?? error)
      process.exitCode = 1
    })
  // Until what it left to be done at once is done.
  await new Promise((done) => setTimeout(done, 0))
  process.send({ status: process.exitCode ?? 0, stderr: said })
  process.exitCode = 0
})
