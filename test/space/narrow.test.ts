import { expect, test } from 'vitest'
import { all, type Formula } from '../../src/space/formula.js'
import { narrowDomains } from '../../src/space/search.js'

const FULL = [3n, 3n]
const isOne = (variable: number): Formula => ({ type: 'is', variable, mask: 2n })

test('what was not looked at to the end is never said to be impossible', () => {
  for (const left of [0, 1, 2, 3]) {
    const domains = narrowDomains(FULL, [all(isOne(0), isOne(1))], { left })
    expect(domains, `${left} left`).toEqual(left < 3 ? FULL : [2n, 2n])
  }
})

test('what contradicts itself is impossible', () => {
  expect(
    narrowDomains(FULL, [isOne(0), { type: 'is', variable: 0, mask: 1n }], { left: 9 }),
  ).toBeNull()
})
