import { isRecord } from '../../model/index.js'

/** Gives a record's own text under a key; anything else, and an empty text, is absent. */
export function textOf(record: unknown, key: string): string | undefined {
  const value = isRecord(record) && Object.hasOwn(record, key) ? record[key] : undefined
  return typeof value === 'string' && value !== '' ? value : undefined
}

/** Reads JSON text; anything unparsable is `undefined`. */
export function parseJson(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text)
    return value
  } catch {
    return undefined
  }
}
