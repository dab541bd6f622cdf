import { failAll, ok, type Result } from '../../model/index.js'
import { readObject, type Source, type SourceReader } from '../readSource.js'

/**
 * Reads a document that another names, text or object; its places say which one it is, as do the
 * issues of a text that cannot be read.
 */
export function readNamed(
  found: string | object,
  file: string,
  readText: SourceReader,
): Result<Source> {
  const read = typeof found === 'string' ? readText(found) : readObject(found)
  if (!read.ok) return failAll(read.issues.map((issue) => ({ ...issue, file })))
  const { value, locate } = read.value
  return ok({
    value,
    locate: (path, part) => {
      const place = locate(path, part)
      return place === undefined ? undefined : { ...place, file }
    },
  })
}
