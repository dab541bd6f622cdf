import { isRecord } from '../../model/index.js'
import { readSource } from '../readSource.js'
import { resolveName } from './namedFiles.js'

/**
 * Lists the paths of the documents that a policy's text names, such as the one it extends, so that whoever may read files
 * can hand them in. A text that cannot be read names none, and what is wrong with it is told when it is compiled.
 */
export function filesNamedBy(text: string, file: string): readonly string[] {
  const source = readSource(text)
  const value = source.ok ? source.value.value : undefined
  const named = isRecord(value) ? [value['extends']] : []
  return named.flatMap((name) => {
    const path = typeof name === 'string' ? resolveName(file, name) : null
    return path === null ? [] : [path]
  })
}
