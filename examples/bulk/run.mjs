// node run.mjs NAME IN OUT: puts every file of a folder before the workers once, waits for all, and sums up. Started
// again with the same name it goes on where it was.
import { createHash } from 'node:crypto'
import { join, resolve } from 'node:path'
import { Queue, QueueEvents } from 'bullmq'
import { connection, QUEUE } from './queue.mjs'
import { filesIn, writeSummary } from './workFile.mjs'

const [, , run, input, output] = process.argv
const names = await filesIn(input)
const queue = new Queue(QUEUE, { connection: connection() })
const events = new QueueEvents(QUEUE, { connection: connection() })
// Each file is waited for.
for (const one of [queue, events]) one.setMaxListeners(0)
await events.waitUntilReady()

// A job of a name that is there already is not added again.
const jobs = await queue.addBulk(
  names.map((name) => ({
    name: 'file',
    data: { name, input: join(resolve(input), name), output: resolve(output) },
    opts: {
      jobId: createHash('sha256')
        .update(JSON.stringify([run, name]))
        .digest('hex'),
      attempts: 3,
    },
  })),
)
const ended = await Promise.allSettled(jobs.map((job) => job.waitUntilFinished(events)))
const failed = ended.filter(({ status }) => status === 'rejected').length
if (failed === 0) console.log(JSON.stringify(await writeSummary(names, output)))
else console.error(`${failed} of ${names.length} files could not be worked through`)
await Promise.all([queue.close(), events.close()])
process.exit(failed === 0 ? 0 : 1)
