import { expect, test } from 'vitest'
import type { BreakGlassRule, CompiledPolicy } from '../../src/decide/index.js'
import { looserGlass } from '../../src/policy/composition/looserGlass.js'
import { compiled } from '../compiled.js'

const SOURCE = `
policy: shop
version: 1
classes: { orders: { fields: [order], full: recognized } }
routes: [{ id: everyone, queue: main }]
`
const POLICY = compiled(SOURCE)
const GLASS: BreakGlassRule = {
  roles: ['fraud', 'senior'],
  reasons: ['threat_to_life'],
  second: ['lead'],
  classes: ['orders'],
  for: 600_000,
  notice: ['audit', 'privacy'],
}

/** The lines in which a brand lets the glass be broken more easily than its base. */
const loosened = (base: BreakGlassRule | undefined, brand: BreakGlassRule | undefined) =>
  looserGlass(withGlass(base), withGlass(brand)).map(({ steps }) => steps.join('.'))

const withGlass = (breakGlass: BreakGlassRule | undefined): CompiledPolicy =>
  breakGlass === undefined ? POLICY : { ...POLICY, breakGlass }

const LISTS = ['roles', 'reasons', 'second', 'classes'] as const

test('a brand that breaks the glass as its base does, or not at all, loosens nothing', () => {
  expect(loosened(GLASS, GLASS)).toEqual([])
  expect(loosened(GLASS, undefined)).toEqual([])
  expect(loosened(GLASS, { ...GLASS, for: 599_999, notice: ['audit', 'more', 'privacy'] })).toEqual(
    [],
  )
  for (const name of LISTS) expect(loosened(GLASS, { ...GLASS, [name]: [] }), name).toEqual([])
})

test('each line is looser by one word more, a moment longer, or one fewer who is told', () => {
  for (const name of LISTS)
    expect(loosened(GLASS, { ...GLASS, [name]: [...GLASS[name], 'more'] })).toEqual([
      `break_glass.${name}`,
    ])
  expect(loosened(GLASS, { ...GLASS, for: 600_001 })).toEqual(['break_glass.for'])
  expect(loosened(GLASS, { ...GLASS, notice: ['audit'] })).toEqual(['break_glass.notice'])
})

test('where the base says nothing of it, nobody may', () => {
  expect(loosened(undefined, GLASS)).toEqual(
    ['roles', 'reasons', 'second', 'for', 'classes'].map((name) => `break_glass.${name}`),
  )
})
