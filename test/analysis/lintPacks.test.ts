import { expect, test } from 'vitest'
import { lintPacks } from '../../src/analysis/lintPacks.js'
import { compilePolicy, type PolicyDocument } from '../../src/policy/index.js'

/** A policy with a pack of its own that only says what is shown of data of one kind. */
const withPackOn = (kinds: string): PolicyDocument => ({
  policy: 'shop',
  version: 1,
  packs: [
    {
      pack: 'house',
      redact: { logs: { audiences: 'log', kinds, at_most: 'drop', source: 'Audit 2026' } },
    },
  ],
  classes: { orders: { kind: 'account', full: 'verified' } },
  routes: [{ id: 'all', queue: 'q' }],
})

const idle = (document: PolicyDocument): readonly string[] => {
  const policy = compilePolicy(document)
  if (!policy.ok) throw new TypeError(JSON.stringify(policy.issues))
  return lintPacks({ document, policy: policy.value }).flatMap(({ code, path }) =>
    code === 'pack_without_effect' ? [path.join('/')] : [],
  )
}

test('a pack that only hides data of a kind has an effect where a class is of it, and none elsewhere', () => {
  expect(idle(withPackOn('account'))).toEqual([])
  expect(idle(withPackOn('phi'))).toEqual(['packs/0'])
})
