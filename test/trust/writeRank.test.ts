import { describe, expect, test } from 'vitest'
import type { Category, Rank, Support } from '../../src/model/index.js'
import { spansCategories, writeRank } from '../../src/trust/index.js'

const RANKS: readonly Rank[] = [0, 1, 2, 3, 4]
const CATEGORIES: readonly (Category | null)[] = [null, 'knowledge', 'possession', 'inherence']

const support = (
  grade: Rank,
  category: Category | null,
  causes: readonly string[],
  part: Partial<Support> = {},
): Support => ({
  customer: 'C-1',
  grade,
  method: 'verify_check',
  category,
  categories: category === null ? [] : [category],
  causes,
  phishable: true,
  since: 1_000,
  purpose: null,
  node: 'tel:+14155550100',
  path: [],
  ...part,
})

test('every pair of supports is worth what the table says, and no more', () => {
  for (const a of RANKS) {
    for (const b of RANKS) {
      for (const one of CATEGORIES) {
        for (const other of CATEGORIES) {
          for (const causes of [['sim:a'], ['idp:b'], ['sim:a', 'idp:b']]) {
            const isPair =
              a >= 3 &&
              b >= 3 &&
              one !== null &&
              other !== null &&
              one !== other &&
              !causes.includes('sim:a')
            const best = Math.max(a, b)
            const pair = [support(a, one, ['sim:a']), support(b, other, causes)]
            expect(writeRank(pair)).toBe(isPair ? 4 : best)
            expect(writeRank(pair, {})).toBe(isPair ? 4 : best)
            expect(writeRank(pair.toReversed())).toBe(isPair ? 4 : best)
          }
        }
      }
    }
  }
})

test('any number of supports of one category, or of one cause, are worth the best of them', () => {
  const codes = Array.from({ length: 50 }, (_, index) => support(3, 'possession', [`sim:${index}`]))
  expect(writeRank(codes)).toBe(3)
  const idp = CATEGORIES.map((category) => support(3, category, ['idp:b']))
  expect(writeRank(idp)).toBe(3)
})

test('the work grows with the number of supports, not with its square', () => {
  const readsOf = (count: number): number => {
    let reads = 0
    const codes = Array.from({ length: count }, (_, index) => {
      const code = support(3, 'possession', [`sim:${index}`])
      return new Proxy(code, {
        get(target, key, receiver) {
          reads++
          return Reflect.get(target, key, receiver)
        },
      })
    })
    expect(writeRank(codes)).toBe(3)
    return reads
  }
  expect(readsOf(2_000)).toBeLessThanOrEqual(readsOf(1_000) * 2.1)
})

const isSome = (fits: (support: Support) => boolean) => (counted: readonly Support[]) =>
  counted.some(fits)

const isSpanning = (count: number) => (counted: readonly Support[]) =>
  spansCategories(counted, count)

const isFirm = isSome(({ phishable }) => !phishable)

describe('a filter', () => {
  const code = support(3, 'possession', ['sim:a'], {
    via: 'sms',
    since: 5_000,
    purpose: 'pay',
    amount: '12.50',
    payee: 'Acme',
  })
  const login = support(3, 'knowledge', ['idp:b'], { method: 'session', since: 1_000 })
  const passkey = support(4, 'possession', ['device:c'], {
    method: 'factor_challenge',
    via: 'passkeys',
    phishable: false,
  })
  const platform = support(2, null, [], { method: 'platform', since: 9_000 })
  const both = [code, login, platform]

  test.each([
    ['nothing', {}, 4],
    ['fresh proofs', { since: 4_000 }, 3],
    ['fresher ones than there are', { since: 8_000 }, 2],
    ['this purpose', { purpose: 'pay' }, 4],
    ['another purpose', { purpose: 'account' }, 3],
    ['proofs for this purpose alone', { purpose: 'pay', requirePurpose: true }, 3],
    ['proofs for another alone', { purpose: 'account', requirePurpose: true }, 0],
    ['the amount and payee', { amount: '12.50', payee: 'Acme' }, 3],
    ['another amount', { amount: '99.00', payee: 'Acme' }, 0],
    ['another payee', { amount: '12.50', payee: 'Eve' }, 0],
    ['a login among them', { among: [isSome(({ method }) => method === 'session')] }, 4],
    ['a text message among them', { among: [isSome(({ via }) => via === 'sms')] }, 4],
    ['a passkey among them', { among: [isSome(({ via }) => via === 'passkeys')] }, 0],
    ['two categories', { among: [isSpanning(2)] }, 4],
    ['three categories', { among: [isSpanning(3)] }, 0],
    ['one that cannot be relayed', { among: [isFirm] }, 0],
  ])('for %s', (_what, filter, rank) => {
    expect(writeRank(both, filter)).toBe(rank)
  })

  test('for one that cannot be relayed is met by a passkey', () => {
    expect(writeRank([passkey], { among: [isFirm] })).toBe(4)
    expect(writeRank([passkey, login], { among: [isFirm, isSpanning(2)] })).toBe(4)
  })

  test('for two categories is not met by two of one cause', () => {
    const phone = support(3, 'knowledge', ['sim:a'])
    expect(writeRank([code, phone], { among: [isSpanning(2)] })).toBe(0)
  })

  test('for two categories is met by one login of both', () => {
    const compound = support(4, 'knowledge', ['idp:b'], { categories: ['knowledge', 'possession'] })
    expect(writeRank([compound], { among: [isSpanning(2)] })).toBe(4)
  })
})
