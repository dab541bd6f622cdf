import { Worker } from 'node:worker_threads'
import { isRecord } from '../../model/index.js'
import type { ChunkReport, ReplayTask } from './replayChunk.js'

/** One thread that decides chunks, in the order in which they are handed over. */
export interface ReplayThread {
  /** Takes the bytes away from the caller. Rejects when the thread is gone or answers anything else than a report. */
  readonly ask: (bytes: Uint8Array<ArrayBuffer>) => Promise<ChunkReport>
  /** Ends the thread, whatever it is doing. */
  readonly stop: () => Promise<unknown>
}

/** The cause by which an error of a thread is known, because its message may come from Node. */
const THREAD_STOPPED = 'thread_stopped'

/** Tells whether an error says that a thread is gone. */
export const isThreadStopped = (error: unknown): boolean =>
  error instanceof Error && error.cause === THREAD_STOPPED

/**
 * How long a thread may be silent, in milliseconds. A chunk takes a fraction of a second,
 * so a minute says that something is wrong and not that the machine is slow.
 */
const LONGEST_SILENCE = 60_000

/** Starts a thread of this program on a replay. One that is silent for too long over a chunk is taken for dead. */
export function startThread(
  program: URL,
  task: ReplayTask,
  patience = LONGEST_SILENCE,
): ReplayThread {
  const worker = new Worker(program, { workerData: { replay: task } })
  const waiting: { resolve: (report: ChunkReport) => void; reject: (error: Error) => void }[] = []
  let gone: Error | null = null
  // The time runs while something is waited for, and anew after each answer.
  let timer: NodeJS.Timeout | undefined
  const watch = (): void => {
    clearTimeout(timer)
    timer = waiting.length === 0 ? undefined : setTimeout(end, patience)
  }
  const end = (): void => {
    clearTimeout(timer)
    gone = new Error(THREAD_STOPPED, { cause: THREAD_STOPPED })
    for (const { reject } of waiting.splice(0)) reject(gone)
  }
  worker.on('message', (message: unknown) => {
    if (!isReport(message)) return end()
    waiting.shift()?.resolve(message)
    watch()
  })
  worker.on('messageerror', end)
  worker.on('error', end)
  worker.on('exit', end)
  return {
    ask: (bytes) =>
      new Promise((resolve, reject) => {
        if (gone !== null) return reject(gone)
        waiting.push({ resolve, reject })
        if (timer === undefined) watch()
        worker.postMessage(bytes, [bytes.buffer])
      }),
    stop: () => {
      clearTimeout(timer)
      return worker.terminate()
    },
  }
}

// The message comes from this very program. What may go wrong is that a thread is cut
// short, and then no such message comes at all.
const isReport = (message: unknown): message is ChunkReport =>
  isRecord(message) && typeof message['lines'] === 'number' && Array.isArray(message['faults'])

/** Shares chunks out among threads, each to the one with the least to do. */
export function shareOut(threads: readonly ReplayThread[]): ReplayThread {
  const loads = threads.map((thread) => ({ thread, chunks: 0 }))
  return {
    ask(bytes) {
      const [least] = loads.toSorted((a, b) => a.chunks - b.chunks)
      if (least === undefined)
        return Promise.reject(new Error(THREAD_STOPPED, { cause: THREAD_STOPPED }))
      least.chunks += 1
      return least.thread.ask(bytes).finally(() => {
        least.chunks -= 1
      })
    },
    stop: () => Promise.all(threads.map(({ stop }) => stop())),
  }
}
