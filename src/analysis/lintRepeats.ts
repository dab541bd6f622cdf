import { printCanonical } from '../decide/index.js'
import type { Check, Finding } from './finding.js'

/** Finds tests that are there twice, and words that a list names twice. */
export const lintRepeats: Check = (lintable) => [...lintTests(lintable), ...lintWords(lintable)]

const lintTests: Check = ({ document: { tests = [] } }) => {
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

const lintWords: Check = ({ document: { packs = [], regions = [], refuses = [], allow = [] } }) =>
  // Two packs of one name do not compile, so what may be said twice is the name of a shipped one.
  Object.entries({
    packs: packs.map((one) => (typeof one === 'string' ? one : one.pack)),
    regions,
    refuses,
    allow,
  }).flatMap(([key, words]) =>
    words.flatMap((word, index): readonly Finding[] =>
      words.indexOf(word) < index
        ? [{ code: 'word_twice', path: [key, index], word, by: word }]
        : [],
    ),
  )
