import type { MessagePort } from 'node:worker_threads'
import { readCompiledPolicy } from '../../decide/index.js'
import { isRecord } from '../../model/index.js'
import { makeChunkReplay, type ReplayTask } from './replayChunk.js'

/**
 * Decides chunks for the thread that started this one, until it is stopped. A task that cannot be read ends it: the
 * chunks it was handed are then known to be undecided.
 */
export function serveReplay(port: MessagePort, data: unknown): void {
  const task = taskIn(data)
  if (task === null) {
    port.close()
    return
  }
  const replayChunk = makeChunkReplay(task)
  port.on('message', (bytes: unknown) => {
    if (bytes instanceof Uint8Array) port.postMessage(replayChunk({ bytes }))
    else port.close()
  })
}

/**
 * Reads the task that a thread was started with; `null` where it is none. It is checked
 * like any input, because threads are started by the file's name alone.
 */
function taskIn(data: unknown): ReplayTask | null {
  const task = isRecord(data) ? data['replay'] : undefined
  if (!isRecord(task) || typeof task['at'] !== 'number') return null
  const [old, next] = [readCompiledPolicy(task['old']), readCompiledPolicy(task['next'])]
  return old.ok && next.ok ? { old: old.value, next: next.value, at: task['at'] } : null
}
