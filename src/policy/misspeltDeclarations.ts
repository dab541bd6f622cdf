import { type Issue, isRecord, pointerOf } from '../model/index.js'
import type { Source } from './readSource.js'

/**
 * Tells a misspelt declaration once, where it stands, in place of every line that names it rightly: a class, an action or
 * a route that nothing names, where several lines name one that is nearly the same.
 */
export function tellMisspeltDeclarations(
  issues: readonly Issue[],
  source: Source,
): readonly Issue[] {
  const misspelt = declarationsIn(source.value).flatMap(({ word, steps, key }) => {
    const meant = issues.filter((issue) => issue.suggestion === word && isUnknown(issue))
    const names = new Set(meant.map((issue) => issue.word))
    const [name] = names
    return name !== undefined &&
      names.size === 1 &&
      meant.length > 1 &&
      isUnused(word, source.value)
      ? [
          {
            name,
            issue: {
              code: 'name_never_used',
              path: pointerOf(steps),
              word,
              suggestion: name,
              ...source.locate(steps, key),
            },
          },
        ]
      : []
  })
  const left = issues.filter(
    (issue) => !misspelt.some(({ name }) => issue.word === name && isUnknown(issue)),
  )
  return [...left, ...misspelt.map(({ issue }) => issue)]
}

/** Tells whether an issue says that a name is not known. */
const isUnknown = ({ code }: Issue): boolean => code.startsWith('unknown_')

/** Tells whether nothing names a word but its declaration. */
const isUnused = (word: string, value: unknown): boolean =>
  JSON.stringify(value).split(JSON.stringify(word)).length === 2

/** A name that a document declares, and where. */
interface DeclaredName {
  /** The name. */
  readonly word: string
  /** Its place. */
  readonly steps: readonly (string | number)[]
  /** Whether the name stands before the colon or behind it. */
  readonly key: 'key' | 'value'
}

/** Lists the names of classes, actions and routes. */
function declarationsIn(value: unknown): readonly DeclaredName[] {
  if (!isRecord(value)) return []
  const routes: readonly unknown[] = Array.isArray(value['routes']) ? value['routes'] : []
  return [
    ...['classes', 'actions'].flatMap((part) =>
      Object.keys(isRecord(value[part]) ? value[part] : {}).map(
        (word): DeclaredName => ({
          word,
          steps: [part, word],
          key: 'key',
        }),
      ),
    ),
    ...routes.flatMap((route, index): readonly DeclaredName[] => {
      const word = isRecord(route) ? route['id'] : undefined
      return typeof word === 'string'
        ? [{ word, steps: ['routes', index, 'id'], key: 'value' }]
        : []
    }),
  ]
}
