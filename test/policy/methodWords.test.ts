import { expect, test } from 'vitest'
import { requirementParts, stepUpMethods } from '../../src/decide/index.js'
import type { Support } from '../../src/model/index.js'
import { kindsOfMethod, methodOf } from '../../src/policy/vocabulary.js'

const { methods } = requirementParts

const supportBy = (method: string, via: string | undefined): Support =>
  ({ method, ...(via !== undefined && { via }) }) as Support

test('a way to step up that a requirement names is met by no proof of another kind', () => {
  const pairs = stepUpMethods.flatMap((named) =>
    stepUpMethods
      .filter(({ kind }) => kind !== named.kind)
      .map(({ name, kind, via }) => ({
        pair: `${named.name} by ${name}`,
        isMet: methods.tells?.([methodOf(named.name)], supportBy(kind, via)),
      })),
  )
  expect(pairs.length).toBeGreaterThan(50)
  expect(pairs.filter(({ isMet }) => isMet !== false)).toEqual([])
})

test.each(stepUpMethods.map(({ name, kind }) => [name, kind]))(
  '`%s` names proofs of one kind',
  (name, kind) => {
    expect(kindsOfMethod(methodOf(name))).toEqual([kind])
  },
)
