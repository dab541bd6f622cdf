import { createReadStream } from 'node:fs'
import type { Readable } from 'node:stream'
import { fail, failAll, type Issue, LARGEST_POLICY, ok, type Result } from '../model/index.js'
import type { CommandContext } from './command.js'
import { findJsonFault } from './findJsonFault.js'

/**
 * The largest policy, engagement or decision read whole, in bytes. It keeps memory and time
 * small whatever file is named by mistake.
 */
export const LARGEST_DOCUMENT = LARGEST_POLICY

/**
 * The largest text or record read whole, in bytes (64 MiB), so that a file named by mistake
 * cannot fill the memory. Longer input goes line by line (`--ndjson`).
 */
export const LARGEST_TEXT = 67_108_864

/** Opens a file, read so many bytes at a time, or standard input for `-` or no name at all. */
export const openInput = (
  context: CommandContext,
  file: string | undefined,
  highWaterMark = 65_536,
): Readable =>
  file === undefined || file === '-' ? context.stdin : createReadStream(file, { highWaterMark })

/** Names an input in messages: its file name, which the caller typed, or `stdin`. */
export const inputName = (file: string | undefined): string =>
  file === undefined || file === '-' ? 'stdin' : file

/**
 * Reads an input whole as text, within a bound in bytes: `too_large`, `missing_file` or
 * `unreadable_file` otherwise. Bytes that are no UTF-8 become the character for that
 * (U+FFFD).
 */
export async function readTextInput(
  context: CommandContext,
  file: string | undefined,
  largest: number,
): Promise<Result<string>> {
  const bytes = await readBytes(context, file, largest)
  return bytes.ok ? ok(new TextDecoder(encodingOf(bytes.value)).decode(bytes.value)) : bytes
}

/**
 * Reads the text of a policy. One that is not wholly text is refused (`invalid_encoding`, at the first place that is
 * none): a name with a sign that nobody wrote would be another name.
 */
export async function readPolicyText(
  context: CommandContext,
  file: string,
): Promise<Result<string>> {
  const bytes = await readBytes(context, file, LARGEST_DOCUMENT)
  return bytes.ok ? policyTextOf(bytes.value) : bytes
}

/** Gives the text of a policy's bytes, as `readPolicyText` does. */
export function policyTextOf(bytes: Uint8Array): Result<string> {
  const encoding = encodingOf(bytes)
  try {
    return ok(new TextDecoder(encoding, { fatal: true }).decode(bytes))
  } catch {
    const text = new TextDecoder(encoding).decode(bytes)
    return failAll([{ code: 'invalid_encoding', ...placeIn(text, text.indexOf('\ufffd')) }])
  }
}

// The place of a character, of which nothing is shown.
function placeIn(text: string, at: number) {
  const before = text.slice(0, at).split('\n')
  return { path: '', line: before.length, column: (before.at(-1)?.length ?? 0) + 1 }
}

// What Windows writes of its own accord begins with a mark that says so (Unicode 15, 23.8); read as UTF-8, every
// character would have another that nobody sees beside it.
const encodingOf = ([first, second]: Uint8Array): string =>
  first === 0xff && second === 0xfe
    ? 'utf-16le'
    : first === 0xfe && second === 0xff
      ? 'utf-16be'
      : 'utf-8'

/**
 * Reads an input whole, within a bound in bytes. The bound is held while reading, because a
 * pipe has no size to ask for beforehand.
 */
export async function readBytes(
  context: CommandContext,
  file: string | undefined,
  largest: number,
): Promise<Result<Uint8Array>> {
  const chunks: Uint8Array[] = []
  let size = 0
  try {
    for await (const chunk of openInput(context, file)) {
      // Standard input may have been set to text by whoever called.
      const bytes = typeof chunk === 'string' ? Buffer.from(chunk) : chunk
      if (!(bytes instanceof Uint8Array)) return fail('unreadable_file')
      size += bytes.length
      if (size > largest) return failAll([{ code: 'too_large', path: '', form: sayBytes(largest) }])
      chunks.push(bytes)
    }
  } catch (error) {
    return failAll([fileIssue(error)])
  }
  return ok(Buffer.concat(chunks))
}

/** Says a bound as people do: `256 KB`, `64 MB`. */
const sayBytes = (bytes: number): string =>
  bytes < 1_048_576 ? `${Math.floor(bytes / 1_024)} KB` : `${Math.floor(bytes / 1_048_576)} MB`

/**
 * Parses JSON; what is wrong is said by line and column, never with the text. The error of
 * `JSON.parse` quotes what it read, and what it read may be somebody's data.
 */
export function parseJsonInput(text: string): Result<unknown> {
  try {
    const value: unknown = JSON.parse(text)
    return ok(value)
  } catch {
    const code = text.trim() === '' ? 'empty_input' : 'invalid_json'
    return failAll([{ code, ...placeIn(text, code === 'empty_input' ? 0 : findJsonFault(text)) }])
  }
}

/** Reads an input whole as JSON. */
export async function readJsonInput(
  context: CommandContext,
  file: string | undefined,
  largest: number,
): Promise<Result<unknown>> {
  const text = await readTextInput(context, file, largest)
  return text.ok ? parseJsonInput(text.value) : text
}

/**
 * Names what kept a file from being read. The error's own message is left out: it holds the
 * path, and a path may hold a name.
 */
export function fileIssue(error: unknown): Issue {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  return { code: WHY_UNREAD.get(code) ?? 'unreadable_file', path: '' }
}

/** What the system's codes mean (POSIX, errno.h). */
const WHY_UNREAD: ReadonlyMap<string, string> = new Map([
  ['ENOENT', 'missing_file'],
  ['EISDIR', 'not_a_file'],
])

/** The byte order mark in UTF-8 (The Unicode Standard, section 23.8). */
export const MARK = [0xef, 0xbb, 0xbf]

/** Tells whether bytes begin with that mark. */
export const hasMark = (bytes: Uint8Array): boolean => MARK.every((byte, at) => bytes[at] === byte)
