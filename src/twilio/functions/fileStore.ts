import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { isRecord, SECOND } from '../../model/index.js'
import { keyedDigest } from './keyedDigest.js'
import { parseJson, textOf } from './readField.js'
import type { Revision, Store } from './store.js'

/**
 * A store in a folder of this machine, for local work. It outlives the process, and several
 * processes may use it at once. Do not use it for a deployed Function, where each instance has its
 * own disk: use `syncStore` or `redisStore` there.
 *
 * Each key has a folder. It holds a value in `value.<revision>`, and an empty file
 * `current.<revision>` that says which value counts. A write adds its value, then renames the mark
 * from the revision that was read to the new one. Of several writers, one finds the mark to rename,
 * and a writer that is killed has written either everything or nothing. Folders stay when their
 * values have expired; all of it may be removed while nobody uses it.
 */
export function fileStore(folder: string, now: () => number = Date.now): Store {
  const placeOf = (key: string) => join(folder, keyedDigest('file', key))
  const isKept = (entry: FileEntry | null): entry is FileEntry =>
    // At a time that nobody knows nothing is over: a count that was forgotten would be none.
    entry !== null && !(entry.until <= now())
  return {
    get: (key) =>
      namingNothing(async () => {
        const entry = await read(placeOf(key))
        return isKept(entry) ? { value: entry.value, revision: entry.revision } : null
      }),
    put: (key, value, revision, seconds, signal) =>
      namingNothing(async () => {
        const entry = await read(placeOf(key))
        if ((isKept(entry) ? entry.revision : null) !== revision) return false
        const text = JSON.stringify({ value, until: now() + seconds * SECOND })
        const write = { place: placeOf(key), next: crypto.randomUUID(), text, signal }
        return entry === null ? create(write) : replace(write, entry.revision)
      }),
  }
}

/** A value as it is kept, expired or not. */
interface FileEntry extends Revision {
  /** When it expires, in milliseconds since the epoch. */
  readonly until: number
}

interface FileWrite {
  /** The folder of the key. */
  readonly place: string
  /** The revision to write. */
  readonly next: string
  /** The value as JSON, with when it expires. */
  readonly text: string
  /** Aborts when nobody waits for the write any more. */
  readonly signal: AbortSignal | undefined
}

// Only this user of the machine reads what is kept.
const OWN_FOLDER = { recursive: true, mode: 0o700 } as const
const OWN_FILE = { mode: 0o600 } as const
const MARK = 'current.'
// A reader that is overtaken by a writer reads again; so many times in a row is no coincidence.
const LOOKS = 100

/**
 * Reads the value that counts; `null` where the key has no folder. Between reading the mark and
 * reading the value a writer may rename both: then it is read again.
 */
async function read(place: string): Promise<FileEntry | null> {
  for (let look = 0; look < LOOKS; look++) {
    const names = await unlessAbsent(readdir(place))
    if (names === null) return null
    const [mark, ...more] = names.filter((name) => name.startsWith(MARK))
    if (mark === undefined || more.length > 0) continue
    const revision = mark.slice(MARK.length)
    const text = await unlessAbsent(readFile(valueIn(place, revision), 'utf8'))
    if (text !== null) return readEntry(text, revision)
  }
  throw new TypeError('store_failed')
}

// What cannot be read is not known, and never nothing.
function readEntry(text: string, revision: string): FileEntry {
  const entry = parseJson(text)
  const value = isRecord(entry) ? entry['value'] : undefined
  const until = isRecord(entry) ? entry['until'] : undefined
  if (!isRecord(value) || typeof until !== 'number') throw new TypeError('store_failed')
  return { value, revision, until }
}

const valueIn = (place: string, revision: string): string => join(place, `value.${revision}`)

/** The empty file that says which value counts. */
const markIn = (place: string, revision: string): string => join(place, `${MARK}${revision}`)

// A folder that is made ready beside its place and then renamed is there whole or not at all, and a
// folder that holds something is never renamed over.
async function create({ place, next, text, signal }: FileWrite): Promise<boolean> {
  const draft = `${place}.${next}`
  try {
    await mkdir(draft, OWN_FOLDER)
    await writeFile(valueIn(draft, next), text, OWN_FILE)
    await writeFile(markIn(draft, next), '', OWN_FILE)
    signal?.throwIfAborted()
    await rename(draft, place)
    return true
  } catch (error) {
    await rm(draft, { recursive: true, force: true })
    if (signal?.aborted !== true && (await isThere(stat(place)))) return false
    throw error
  }
}

/**
 * Writes a new value beside the old one, and then says that it counts. Whoever renames the mark
 * first has written; the value of a writer who comes second is taken away again.
 */
async function replace({ place, next, text, signal }: FileWrite, before: string): Promise<boolean> {
  await writeFile(valueIn(place, next), text, OWN_FILE)
  const isAborted = signal?.aborted === true
  const isFirst = !isAborted && (await isThere(rename(markIn(place, before), markIn(place, next))))
  await rm(valueIn(place, isFirst ? before : next), { force: true })
  if (isAborted) throw new TypeError('store_failed')
  return isFirst
}

/** Gives what was asked of the file system, or `null` where the file or folder is not there. */
async function unlessAbsent<T>(asked: Promise<T>): Promise<T | null> {
  try {
    return await asked
  } catch (error) {
    if (textOf(error, 'code') === 'ENOENT') return null
    throw error
  }
}

/** Tells whether what was asked of the file system found its file. */
const isThere = async (asked: Promise<unknown>): Promise<boolean> =>
  (await unlessAbsent(asked.then(() => true))) ?? false

/** Drops what an error says, for the file system names the paths of this machine. */
async function namingNothing<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch {
    throw new TypeError('store_failed')
  }
}
