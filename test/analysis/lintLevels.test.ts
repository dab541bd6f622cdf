import { expect, test } from 'vitest'
import { lintLevels } from '../../src/analysis/lintLevels.js'
import { prove } from '../../src/analysis/prove.js'
import { LEVELS, type Level } from '../../src/model/index.js'
import { compilePolicy, type PolicyDocument, type RequirementWord } from '../../src/policy/index.js'
import { openSpace } from '../../src/space/index.js'

/** Lints a policy with one rung, and tells at which of its words something is found. */
function askedAs(asked: RequirementWord, rung: 'accept' | 'full' = 'full') {
  const document: PolicyDocument = {
    policy: 'p',
    version: 1,
    classes: { orders: { [rung]: asked } },
    routes: [{ id: 'all', queue: 'All' }],
  }
  const policy = compilePolicy(document)
  if (!policy.ok) throw new TypeError(JSON.stringify(policy.issues))
  const found = lintLevels({ document, policy: policy.value })
  // What is never given to somebody who is not recognized, in the one direction or the other.
  const isNever = (when: { trust_below: Level } | { read_below: Level }): boolean => {
    const proof = prove(openSpace(policy.value), {
      never: { class: 'orders', at_least: rung },
      when,
    })
    return proof.ok && proof.value.holds
  }
  return {
    places: found.map(({ path }) => path.join('/')),
    isNeverBelow: {
      write: isNever({ trust_below: 'recognized' }),
      read: isNever({ read_below: 'recognized' }),
    },
  }
}

const BELOW: readonly Level[] = ['anonymous', 'claimed']
const PAIRS = LEVELS.flatMap((write) => LEVELS.map((read) => [write, read] as const))

test.each(PAIRS)(
  'write %s and read %s are told where less is written than taken',
  (write, read) => {
    const { places, isNeverBelow } = askedAs({ write, read })
    expect(places).toEqual([
      ...(BELOW.includes(write) && isNeverBelow.write ? ['classes/orders/full/write'] : []),
      ...(BELOW.includes(read) && isNeverBelow.read ? ['classes/orders/full/read'] : []),
    ])
  },
)

test.each(LEVELS)(
  'one level for both, %s, is told once, where less is written than taken',
  (level) => {
    const { places, isNeverBelow } = askedAs(level)
    const isTold = BELOW.includes(level) && isNeverBelow.write && isNeverBelow.read
    expect(places).toEqual(isTold ? ['classes/orders/full'] : [])
    expect(isTold).toBe(level === 'claimed')
  },
)

test.each(PAIRS)(
  'of what is accepted, write %s and read %s are told where less is written than taken',
  (write, read) => {
    const { places, isNeverBelow } = askedAs({ write, read }, 'accept')
    expect(places).toEqual([
      ...(BELOW.includes(write) && isNeverBelow.write ? ['classes/orders/accept/write'] : []),
      ...(BELOW.includes(read) && isNeverBelow.read ? ['classes/orders/accept/read'] : []),
    ])
  },
)

test('of a level that is left out, what is told is the other', () => {
  expect(askedAs({ write: 'claimed' }).places).toEqual(['classes/orders/full/write'])
  expect(askedAs({ read: 1 }).places).toEqual(['classes/orders/full/read'])
})
