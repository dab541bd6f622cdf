// node worker.mjs POLICY.json: works on files until it is told to end. Start as many as there are cores, on any machine
// that sees the folders and REDIS_URL.
import { Worker } from 'bullmq'
import { connection, QUEUE } from './queue.mjs'
import { readPolicy, workFile } from './workFile.mjs'

const policy = await readPolicy(process.argv[2])

// A worker holds a file for so long and renews that while it lives; one that was killed lets go of it by itself. Too short
// on a busy machine, a worker that is alive but waits for its turn loses the file, and another does it as well.
const HELD = Number(process.env.HELD ?? 30_000)

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
// What an error says is dropped, for it may name hosts and paths; its connections say by themselves that Redis is gone.
worker.on('error', ({ code }) => {
  if (code === undefined) console.error('lost_hold_of_a_file')
})
const end = async () => {
  await worker.close()
  process.exit(0)
}
process.once('SIGTERM', end)
process.once('SIGINT', end)
