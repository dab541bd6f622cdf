import { Worker } from 'node:worker_threads'
import { isRecord } from '../../model/record.js'
import type { ChunkReport, ReplayTask } from './replayChunk.js'

/** One thread that decides chunks, in the order in which they are handed over. */
export interface Thread {
  /** Takes the bytes away from the caller. Rejects when the thread is gone or answers anything else than a report. */
  readonly ask: (bytes: Uint8Array<ArrayBuffer>) => Promise<ChunkReport>
  readonly stop: () => Promise<unknown>
}

const THREAD_STOPPED = 'thread_stopped'

/** Tells whether an error says that a thread is gone. */
export const isThreadStopped = (error: unknown): boolean =>
  error instanceof Error && error.cause === THREAD_STOPPED

/** Starts a thread of this program on a replay. */
export function startThread(program: URL, task: ReplayTask): Thread {
  const worker = new Worker(program, { workerData: { replay: task } })
  const waiting: { resolve: (report: ChunkReport) => void; reject: (error: Error) => void }[] = []
  let gone: Error | null = null
  const end = (): void => {
    gone = new Error(THREAD_STOPPED, { cause: THREAD_STOPPED })
    for (const { reject } of waiting.splice(0)) reject(gone)
  }
  worker.on('message', (message: unknown) => {
    if (isReport(message)) waiting.shift()?.resolve(message)
    else end()
  })
  worker.on('messageerror', end)
  worker.on('error', end)
  worker.on('exit', end)
  return {
    ask: (bytes) =>
      new Promise((resolve, reject) => {
        if (gone !== null) return reject(gone)
        waiting.push({ resolve, reject })
        worker.postMessage(bytes, [bytes.buffer])
      }),
    stop: () => worker.terminate(),
  }
}

// It comes from this very program; what may go wrong is a thread cut short.
const isReport = (message: unknown): message is ChunkReport =>
  isRecord(message) && typeof message['lines'] === 'number' && Array.isArray(message['faults'])

/** Shares chunks out among threads, each to the one with the least to do. */
export function shareOut(threads: readonly Thread[]): Thread {
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
