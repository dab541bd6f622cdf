// node worker.mjs POLICY.json: works on files until it is told to end. Start as many as there are cores, on any machine
// that sees the folders and REDIS_URL.
import { Worker } from 'bullmq'
import { connection, QUEUE } from './queue.mjs'
import { readPolicy, workFile } from './workFile.mjs'

const policy = await readPolicy(process.argv[2])

// A worker holds a file for so long and renews that while it lives; one that was killed lets go of it by itself.
const HELD = 3_000

const worker = new Worker(
  QUEUE,
  async ({ data }) => {
    console.log(`began ${data.name}`)
    return workFile(data.input, data.output, policy)
  },
  {
    connection: connection(),
    lockDuration: HELD,
    stalledInterval: HELD / 2,
    // How often a file may be begun again because its worker was gone.
    maxStalledCount: 5,
  },
)
worker.on('completed', ({ data }) => console.log(`done ${data.name}`))
// What an error says is dropped, for it may name hosts and paths. A connection that is closed to end is none.
let isEnding = false
worker.on('error', () => {
  if (!isEnding) console.error('redis_unreachable')
})
const end = async () => {
  isEnding = true
  await worker.close()
  process.exit(0)
}
process.once('SIGTERM', end)
process.once('SIGINT', end)
