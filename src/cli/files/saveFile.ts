import { randomBytes } from 'node:crypto'
import type { Stats } from 'node:fs'
import {
  access,
  constants,
  lstat,
  open,
  readFile,
  readlink,
  realpath,
  rename,
  rm,
  stat,
  writeFile,
} from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'
import { fail, failAll, type Issue, ok, type Result } from '../../model/index.js'
import { overwrite } from './overwrite.js'

/** What must be so for a file to be written. */
export interface SaveGuard {
  /** Files that were read, by the names that they were called by: what is written must be none of them. */
  readonly inputs?: readonly string[]
  /** What the file held when it was read: it must hold the same still. */
  readonly before?: Uint8Array
}

/**
 * Writes a file whole or not at all: beside its place first, then in one step over it. Whatever goes wrong, and
 * whenever the program is stopped, the place holds either all of the old or all of the new.
 *
 * A link is followed and stays a link; the mode and the owner of a file stay. What is no file, such as a pipe or a
 * terminal, is written to as it is.
 */
export async function saveFile(
  path: string,
  content: string | Uint8Array,
  { inputs = [], before }: SaveGuard = {},
): Promise<Result<null>> {
  const bytes = typeof content === 'string' ? Buffer.from(content) : content
  try {
    const old = await statOf(path)
    // To put another file over a pipe or a terminal would take it away from who reads it.
    if (old !== null && !old.isFile()) {
      await writeFile(path, bytes)
      return ok(null)
    }
    const place = await placeOf(path)
    // Somebody saved the file since it was read; to write now would lose their work.
    if (before !== undefined && !(await isStill(place, before))) return fail('changed_file')
    if (old !== null && (await sayChoices(old, inputs))) return fail('output_is_input')
    // To put another file in its place takes no right to write to it, so that is asked for.
    if (old !== null) await access(place, constants.W_OK)
    // A file with several names (hard links) is written where it is, because a new file
    // would have one of the names alone.
    if (old !== null && old.nlink > 1) await overwrite(place, bytes)
    else if (!(await renameInPlace(place, bytes, old, before))) return fail('changed_file')
    return ok(null)
  } catch (error) {
    return failAll([writeIssue(error)])
  }
}

/** Names what would keep a file from being written, as far as can be told before; `null` where nothing is seen. */
export async function obstacleTo(path: string, inputs: readonly string[]): Promise<Issue | null> {
  try {
    const old = await statOf(path)
    // A pipe or a terminal is written to and not replaced.
    if (old !== null && !old.isFile() && !old.isDirectory()) return null
    const place = await placeOf(path)
    if (old !== null && (await sayChoices(old, inputs)))
      return { code: 'output_is_input', path: '' }
    // A file that is there is written to; one that is not is made in its folder.
    await access(old === null ? dirname(place) : place, constants.W_OK)
    return old?.isDirectory() === true ? { code: 'not_a_file', path: '' } : null
  } catch (error) {
    return writeIssue(error)
  }
}

/** Names what kept a file from being written; the error's own message, which holds the path, is left out. */
export function writeIssue(error: unknown): Issue {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  return { code: WHY_UNWRITTEN.get(String(code)) ?? 'unwritable_file', path: '' }
}

/** What the system's codes mean (POSIX, errno.h). */
const WHY_UNWRITTEN: ReadonlyMap<string, string> = new Map([
  ['ENOSPC', 'disk_full'],
  ['EDQUOT', 'disk_full'],
  ['EISDIR', 'not_a_file'],
  // Where a folder was to be made.
  ['EEXIST', 'not_a_folder'],
])

/**
 * Makes up a name for something that stands beside a file for a moment. It begins with a
 * dot, so that it is not seen in the meantime, and is random, so that two calls at once do
 * not meet.
 */
export const passingName = (): string => `.countersign-${randomBytes(6).toString('hex')}.tmp`

/**
 * Puts a new file in the place of an old one, in one step (`rename`, POSIX). Gives `false`,
 * and changes nothing, where the file is no longer what it was when it was read.
 */
async function renameInPlace(
  place: string,
  bytes: Uint8Array,
  old: Stats | null,
  before: Uint8Array | undefined,
): Promise<boolean> {
  const beside = join(dirname(place), passingName())
  try {
    // `wx` fails where a file of that name is there already.
    const file = await open(beside, 'wx')
    try {
      await file.writeFile(bytes)
      if (old !== null) await keepOwner(file, old)
      // Without this a power cut could leave the new name with no content.
      await file.sync()
    } finally {
      await file.close()
    }
    // Looked at again as late as can be: somebody may have saved it in the meantime.
    const isSame = before === undefined || (await isStill(place, before))
    if (isSame) await rename(beside, place)
    return isSame
  } finally {
    await rm(beside, { force: true })
  }
}

async function keepOwner(
  file: Awaited<ReturnType<typeof open>>,
  { mode, uid, gid }: Stats,
): Promise<void> {
  // Only an administrator may give files away. For everybody else a new file has the owner
  // it can have.
  await file.chown(uid, gid).catch(() => undefined)
  await file.chmod(mode & 0o7777)
}

/**
 * The file that a path leads to, through links. A link whose file is not there yet is
 * followed as well, because to write to it would make that file.
 */
async function placeOf(path: string, links = 0): Promise<string> {
  try {
    return await realpath(path)
  } catch (error) {
    const isMissing = error instanceof Error && 'code' in error && error.code === 'ENOENT'
    if (!isMissing || links > MOST_LINKS) throw error
  }
  const folder = await realpath(dirname(path))
  const place = join(folder, basename(path))
  const isLink = await lstat(place).then(
    (found) => found.isSymbolicLink(),
    () => false,
  )
  return isLink ? placeOf(resolve(folder, await readlink(place)), links + 1) : place
}

// As many links as Linux follows (path_resolution(7)); a circle of links ends there.
const MOST_LINKS = 40

/** What is known of a file; `null` where there is none, or none that may be seen. */
const statOf = (path: string): Promise<Stats | null> => stat(path).catch(() => null)

/** Tells whether a file holds the same bytes as when it was read. */
const isStill = async (place: string, before: Uint8Array): Promise<boolean> =>
  (await readFile(place).catch(() => null))?.equals(before) === true

/**
 * Tells whether a file is one of the inputs, whatever it is called: a device and a number
 * of the file in it name it once.
 */
async function sayChoices({ dev, ino }: Stats, inputs: readonly string[]): Promise<boolean> {
  const found = await Promise.all(
    // Standard input may be redirected from the very file that is to be written.
    inputs.map((input) => statOf(input === '-' ? '/dev/stdin' : input)),
  )
  return found.some((one) => one !== null && one.dev === dev && one.ino === ino)
}
