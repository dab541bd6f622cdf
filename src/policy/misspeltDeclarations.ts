import { type Issue, pointerOf } from '../model/index.js'
import { declaredNames, declaringNames } from './declaringParts.js'
import type { Source } from './readSource.js'

/**
 * Tells a misspelt declaration once, where it stands (`name_never_used`), in place of every line
 * that names it rightly: a name that nothing asks for, where several lines ask for one that is
 * nearly the same.
 *
 * One line that names something else is a slip in that line; two with the same word are a slip in
 * the declaration.
 */
export function tellMisspeltDeclarations(
  issues: readonly Issue[],
  source: Source,
): readonly Issue[] {
  const names = declaringNames.flatMap((part) => declaredNames(source.value, part))
  const misspelt = names.flatMap(({ word, steps, key }) => {
    const meant = issues.filter((issue) => issue.suggestion === word && isUnknown(issue))
    const written = new Set(meant.map((issue) => issue.word))
    const [name] = written
    return name !== undefined &&
      written.size === 1 &&
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

/**
 * Tells whether nothing names a word but its declaration: in the document as JSON it stands once,
 * as a key or as a value.
 */
const isUnused = (word: string, value: unknown): boolean =>
  JSON.stringify(value).split(JSON.stringify(word)).length === 2
