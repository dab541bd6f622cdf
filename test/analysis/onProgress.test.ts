import { expect, test } from 'vitest'
import {
  diff,
  lintConditions,
  lintDocument,
  lintPolicy,
  mutate,
  type OnProgress,
  prove,
} from '../../src/analysis/index.js'
import { openSpace } from '../../src/space/index.js'
import { claimsOf, compile, fresher, makeSized, SIZES } from '../growth/sized.js'

const document = makeSized({ ...SIZES, classes: 1, actions: 1, routes: 1, words: 1, issuers: 0 })
const policy = compile(document)
const [claim = {}] = claimsOf(SIZES)

/** Each question, with what is told of it and without. */
const QUESTIONS: readonly (readonly [string, (onProgress?: OnProgress) => unknown])[] = [
  ['lintPolicy', (onProgress) => lintPolicy(openSpace(policy), onProgress)],
  ['lintConditions', (onProgress) => lintConditions(document, onProgress)],
  ['lintDocument', (onProgress) => lintDocument({ document, policy }, onProgress)],
  ['prove', (onProgress) => prove(openSpace(policy), { always: { route: 'rest' } }, onProgress)],
  ['diff', (onProgress) => diff(policy, compile(fresher(document)), onProgress)],
  // Of its changes a few are enough: each is told of as it is looked at.
  ['mutate', (onProgress) => mutate(document, onProgress, ({ path }) => path.at(-1) === 'queue')],
]

test.each(QUESTIONS)(
  '%s tells how far it has come, and answers the same to whoever listens',
  (_, ask) => {
    const told: (readonly [number, number, string])[] = []
    const answer = ask((done, total, label) => told.push([done, total, label]))
    expect(answer).toEqual(ask())
    expect(told.length).toBeGreaterThan(0)
    for (const [at, [done, total, label]] of told.entries()) {
      expect(label).not.toBe('')
      expect(done).toBeLessThan(total)
      expect(done).toBeGreaterThan(told[at - 1]?.[0] ?? -1)
      expect(total).toBe(told[0]?.[1])
    }
  },
)

test('what is proved at once tells nothing', () => {
  const told: unknown[] = []
  prove(openSpace(policy), claim, (done) => told.push(done))
  expect(told).toEqual([])
})
