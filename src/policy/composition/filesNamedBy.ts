import { isRecord } from '../../model/index.js'
import type { SourceReader } from '../readSource.js'
import { resolveName } from './namedFiles.js'
import { isPackFile } from './openPacks.js'

/**
 * Lists the paths of the documents that a policy's text names, the one it extends and packs of its
 * own, so that whoever may read files can hand them in.
 *
 * A text that cannot be read names none, and what is wrong with it is told when it is compiled:
 * with the same reader, so that it is parsed once for both. `extends: ../base.yaml` in
 * `brands/shop.yaml` -> `['base.yaml']`.
 *
 * It looks one document deep: a caller asks again of each file that it found.
 */
export function filesNamedBy(
  text: string,
  file: string,
  readText: SourceReader,
): readonly string[] {
  const source = readText(text)
  const value = source.ok ? source.value.value : undefined
  const { extends: base, packs }: Readonly<Record<string, unknown>> = isRecord(value) ? value : {}
  const named: readonly unknown[] = [
    base,
    ...(Array.isArray(packs) ? packs.filter(isPackFile) : []),
  ]
  return named.flatMap((name) => {
    const path = typeof name === 'string' ? resolveName(file, name) : null
    return path === null ? [] : [path]
  })
}
