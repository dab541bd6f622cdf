import { fail, failAll, type Issue, isCount, isRecord, ok, type Result } from '../model/index.js'
import { firstMember, noteIssue, readJsonValue } from './readJsonValue.js'
import type { Queue, Worker, WorkerChange, WorkerChannel } from './worker.js'

/** Workers and queues as a file holds them. */
export interface Workforce {
  /** In the order of the file. */
  readonly workers: readonly Worker[]
  /** Absent if the file names none: then every queue takes every worker. */
  readonly queues?: Readonly<Record<string, Queue>>
  /** What happens to workers while the task waits. */
  readonly changes: readonly WorkerChange[]
}

/** In UTF-16 units: a few thousand workers with their attributes. */
const LARGEST_FILE = 16_777_216

/**
 * Reads workers and queues, as an object or as JSON text: a list of workers, or `{"workers": […],
 * "queues": […]}`, each as Twilio's API returns it (`attributes` as JSON text, `target_workers`) or
 * in the words of this library. `"changes"` say in seconds when a worker becomes `available`, or
 * how many tasks its `channels` then hold. By default a worker is available, unless they are in one
 * of the activities of a new Flex project that take no tasks, and has room for one task on each
 * channel.
 */
export function readWorkers(input: unknown): Result<Workforce> {
  const document = readJsonValue(input, LARGEST_FILE)
  if (document === undefined) return fail('not_json')
  const file = Array.isArray(document) ? { workers: document } : document
  if (!isRecord(file)) return fail('not_an_object')
  // One worker, as the API gives it alone. A file of anything else is no workforce of nobody.
  if (isRecord(document) && firstMember(document, 'attributes', 'activity_sid', 'activitySid')) {
    return readWorkers([document])
  }
  const parts = ['workers', 'queues', 'task_queues', 'changes'].filter((part) => part in file)
  if (parts.length === 0) return fail('missing', '/workers')
  const issues: Issue[] = []
  const listed = firstMember(file, 'workers') ?? []
  if (!Array.isArray(listed)) return fail('not_a_list', '/workers')
  const workers = listed.flatMap((worker, index) => readWorker(worker, index, issues) ?? [])
  const queues = firstMember(file, 'queues', 'task_queues')
  if (queues !== undefined && !Array.isArray(queues)) return fail('not_a_list', '/queues')
  const read = queues?.map((queue: unknown, index: number) => readQueue(queue, index, issues))
  const later = firstMember(file, 'changes') ?? []
  if (!Array.isArray(later)) return fail('not_a_list', '/changes')
  const changes = later.flatMap((change, index) => readChange(change, index, issues) ?? [])
  if (issues.length > 0) return failAll(issues)
  if (read === undefined) return ok({ workers, changes })
  return ok({
    workers,
    changes,
    queues: Object.fromEntries(read.flatMap((queue) => (queue === null ? [] : [queue]))),
  })
}

/**
 * The activities of a new Flex project in which nobody takes tasks, for files that do not
 * say `available`.
 */
const AWAY: ReadonlySet<string> = new Set(['offline', 'unavailable', 'break'])

/** Reads one worker; one that is wrong is named with its place, and refuses the file. */
function readWorker(value: unknown, index: number, issues: Issue[]): Worker | null {
  const at = `/workers/${index}`
  if (!isRecord(value)) return noteIssue(issues, 'not_an_object', at)
  const attributes = readJsonValue(firstMember(value, 'attributes') ?? {}, LARGEST_FILE)
  if (!isRecord(attributes)) return noteIssue(issues, 'not_an_object', `${at}/attributes`)
  const activityName = textOf(value, 'activity_name', 'activityName') ?? ''
  const available = firstMember(value, 'available') ?? !AWAY.has(activityName.toLowerCase())
  return {
    sid: textOf(value, 'sid') ?? `worker ${index + 1}`,
    friendlyName: textOf(value, 'friendly_name', 'friendlyName') ?? '',
    attributes,
    activitySid: textOf(value, 'activity_sid', 'activitySid') ?? '',
    activityName,
    available: available !== false && available !== 'false',
    channels: readChannels(firstMember(value, 'channels'), `${at}/channels`, issues),
  }
}

/** Reads the room of a worker on each task channel, as a list of the API or by name. */
function readChannels(
  value: unknown,
  at: string,
  issues: Issue[],
): Readonly<Record<string, WorkerChannel>> {
  if (value === undefined) return {}
  const named: readonly (readonly [string, unknown])[] = Array.isArray(value)
    ? value.map((one, index) => [
        isRecord(one) ? (textOf(one, 'task_channel_unique_name') ?? `${index}`) : `${index}`,
        one,
      ])
    : Object.entries(isRecord(value) ? value : {})
  const entries = named.flatMap(([name, one]) => {
    if (!isRecord(one)) return noteIssue(issues, 'not_an_object', `${at}/${name}`) ?? []
    const capacity = firstMember(one, 'capacity', 'configured_capacity') ?? 1
    const assigned = firstMember(one, 'assigned', 'assigned_tasks') ?? 0
    if (isCount(capacity) && isCount(assigned)) return [[name, { capacity, assigned }] as const]
    return noteIssue(issues, 'not_a_whole_number', `${at}/${name}`) ?? []
  })
  return Object.fromEntries(entries)
}

/** Reads what happens to a worker while the task waits. */
function readChange(value: unknown, index: number, issues: Issue[]): WorkerChange | null {
  const path = `/changes/${index}`
  if (!isRecord(value)) return noteIssue(issues, 'not_an_object', path)
  const [at, worker] = [firstMember(value, 'at'), textOf(value, 'worker', 'sid')]
  if (!isCount(at)) return noteIssue(issues, 'not_a_whole_number', `${path}/at`)
  if (worker === null) return noteIssue(issues, 'missing', `${path}/worker`)
  const available = firstMember(value, 'available')
  const channels = readChannels(firstMember(value, 'channels'), `${path}/channels`, issues)
  return typeof available === 'boolean'
    ? { at, worker, available, channels }
    : { at, worker, channels }
}

function readQueue(
  value: unknown,
  index: number,
  issues: Issue[],
): readonly [string, Queue] | null {
  const at = `/queues/${index}`
  if (!isRecord(value)) return noteIssue(issues, 'not_an_object', at)
  const sid = textOf(value, 'sid')
  if (sid === null) return noteIssue(issues, 'missing', `${at}/sid`)
  const friendlyName = textOf(value, 'friendly_name', 'friendlyName') ?? ''
  return [sid, { friendlyName, targetWorkers: textOf(value, 'target_workers', 'targetWorkers') }]
}

/** Gives the text of a member in any of its spellings; `null` for none. */
const textOf = (
  value: Readonly<Record<string, unknown>>,
  ...names: readonly string[]
): string | null => {
  const text = firstMember(value, ...names)
  return typeof text === 'string' ? text : null
}
