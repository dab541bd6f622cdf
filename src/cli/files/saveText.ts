import { fail, failAll, type Result } from '../../model/index.js'
import { saveFile } from './saveFile.js'

/**
 * Changes the text of a file that was read, and writes it back whole: its byte order mark stays, and a file that was
 * changed by somebody else since it was read is left as it is. Text that is not UTF-8 is refused, because what could
 * not be read would be lost.
 */
export async function saveText(
  path: string,
  before: Uint8Array,
  change: (text: string) => Result<string>,
): Promise<Result<null>> {
  const text = decodeUtf8(before)
  if (text === null) return fail('invalid_encoding')
  const changed = change(text)
  return changed.ok ? saveFile(path, changed.value, { before }) : failAll(changed.issues)
}

/**
 * Reads bytes as UTF-8; `null` where they are not. A byte order mark is kept as a
 * character, so that it is written back.
 */
const decodeUtf8 = (bytes: Uint8Array): string | null => {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    return null
  }
}
