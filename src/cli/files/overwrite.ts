import { type FileHandle, open } from 'node:fs/promises'

/**
 * Writes over a file where it is, because it has other names that are to show the same. What takes room is written
 * first, after the end: on a full disk the file is cut back to what it was, before any of it is written over.
 */
export async function overwrite(place: string, bytes: Uint8Array): Promise<void> {
  const file = await open(place, 'r+')
  try {
    const { size } = await file.stat()
    // The bytes beyond the old end come first: they need room on the disk, and what stands
    // before them is still whole.
    try {
      await writeAt(file, bytes.subarray(size), size)
      await file.sync()
    } catch (error) {
      // There was no room. The file gets its old length back, and nothing of it was lost.
      await file.truncate(size)
      throw error
    }
    // From here on no more room is needed, so a full disk can no longer stop it.
    await writeAt(file, bytes.subarray(0, size), 0)
    await file.truncate(bytes.length)
    await file.sync()
  } finally {
    await file.close()
  }
}

/** Writes all bytes at a place. One call of the system may write only a part of them. */
async function writeAt(file: FileHandle, bytes: Uint8Array, position: number): Promise<void> {
  let at = 0
  while (at < bytes.length) {
    const { bytesWritten } = await file.write(bytes, at, bytes.length - at, position + at)
    at += bytesWritten
  }
}
