import { printCanonical } from '../decide/index.js'
import { isRecord } from '../model/index.js'
import type { Check, Finding } from './finding.js'
import type { PathSteps } from './mutation/edit.js'

/**
 * Finds tests that are there twice, and words that a list names twice. The second one decides
 * nothing, and was probably meant to be another.
 */
export const lintRepeats: Check = (lintable) => [...repeatedTests(lintable), ...lintWords(lintable)]

/**
 * Finds a row that gives and expects what another does (`test_twice`), and a name that two rows
 * have (`test_name_twice`). The order of keys says nothing of a test, so rows are compared in one
 * canonical form.
 */
const repeatedTests: Check = ({ document: { tests = [] } }) => {
  const givens = new Map<string, string>()
  const names = new Set<string>()
  return tests.flatMap(({ name, given, expect }, index): readonly Finding[] => {
    const key = printCanonical({ given, expect })
    const sameTest = givens.get(key)
    const isNameTwice = names.has(name)
    givens.set(key, sameTest ?? name)
    names.add(name)
    const path = ['tests', index]
    if (sameTest !== undefined) return [{ code: 'test_twice', path, word: name, by: sameTest }]
    return isNameTwice ? [{ code: 'test_name_twice', path, word: name }] : []
  })
}

/**
 * Looks at every list of words there is, whatever part it stands in: a word that is there twice was meant to be another.
 * Tests are left out, as what they give is what others send; of `stepUp` another check knows which words mean the same.
 */
const lintWords: Check = ({ document: { tests: _, stepUp: __, ...said } }) =>
  Object.entries(said).flatMap(([key, value]) => repeatsIn(value, [key]))

/**
 * Walks through whatever is there: only lists of words are looked at, and each word is held against
 * those before it.
 */
function repeatsIn(value: unknown, path: PathSteps): readonly Finding[] {
  if (!Array.isArray(value))
    return isRecord(value)
      ? Object.entries(value).flatMap(([key, below]) => repeatsIn(below, [...path, key]))
      : []
  const items: readonly unknown[] = value
  return items.flatMap((item, at): readonly Finding[] => {
    if (typeof item !== 'string') return repeatsIn(item, [...path, at])
    return items.indexOf(item) < at
      ? [{ code: 'word_twice', path: [...path, at], word: item, by: item }]
      : []
  })
}
