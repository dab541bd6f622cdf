import { readdirSync, readFileSync, statSync } from 'node:fs'
import { basename, join } from 'node:path'
import { gunzipSync } from 'node:zlib'

const CORPUS = /\.json(?:\.gz)?$/

/** Lists the corpora of a folder, or the one file given: places and names. Null where there is no such place. */
export function listCorpora(place) {
  try {
    if (!statSync(place).isDirectory()) return [{ path: place, name: basename(place) }]
    return readdirSync(place)
      .filter((name) => CORPUS.test(name))
      .sort()
      .map((name) => ({ path: join(place, name), name }))
  } catch {
    return null
  }
}

const isText = (value) => typeof value === 'string' && value !== ''

const isSpan = (span, { length }) =>
  Number.isInteger(span?.start) &&
  Number.isInteger(span?.end) &&
  0 <= span.start &&
  span.start < span.end &&
  span.end <= length &&
  isText(span.type)

/** Tells what is wrong with an item, as places and codes; nothing where it can be measured. */
export function faultsOf(item, place) {
  if (typeof item?.text !== 'string') return [`${place}.text: not_text`]
  if (item.valid !== undefined)
    return [
      ...(typeof item.valid === 'boolean' ? [] : [`${place}.valid: not_boolean`]),
      ...(isText(item.type) ? [] : [`${place}.type: not_text`]),
    ]
  if (item.spans === null) return []
  if (!Array.isArray(item.spans)) return [`${place}.spans: not_list`]
  const isScope =
    item.scope === undefined || (Array.isArray(item.scope) && item.scope.every(isText))
  return [
    ...item.spans.flatMap((span, i) =>
      isSpan(span, item.text) ? [] : [`${place}.spans[${i}]: not_a_span_of_the_text`],
    ),
    ...(isScope ? [] : [`${place}.scope: not_list_of_texts`]),
  ]
}

/** Reads one corpus: the items that can be measured, and what is wrong with the others. Says no value of the file's. */
export function readCorpus(path) {
  const refuse = (code) => ({ items: [], faults: [code] })
  let corpus
  try {
    const bytes = readFileSync(path)
    corpus = JSON.parse((path.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8'))
  } catch (error) {
    return refuse(error instanceof SyntaxError ? 'not_json' : 'not_readable')
  }
  if (!Array.isArray(corpus?.items)) return refuse('items: not_list')
  const items = []
  const faults = []
  for (const [i, item] of corpus.items.entries()) {
    const wrong = faultsOf(item, `items[${i}]`)
    if (wrong.length === 0) items.push(item)
    else faults.push(...wrong)
  }
  return { items, faults }
}
