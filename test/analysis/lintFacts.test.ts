import { expect, test } from 'vitest'
import { lintFacts } from '../../src/analysis/lintFacts.js'
import { lintNames } from '../../src/analysis/lintNames.js'
import { compilePolicy, type PolicyDocument } from '../../src/policy/index.js'

// Each place in which a fact may stand that is not declared, with a value of the fact `vip` there.
const PLACES: Readonly<Record<string, (vip: boolean | string) => Partial<PolicyDocument>>> = {
  '/routes/0/when/context/vip': (vip) => ({
    routes: [
      { id: 'vips', when: { context: { vip } }, queue: 'Vips' },
      { id: 'all', queue: 'All' },
    ],
  }),
  '/routes/0/when/any/1/context/vip': (vip) => ({
    routes: [
      { id: 'vips', when: { any: [{ channel: 'sms' }, { context: { vip } }] }, queue: 'Vips' },
      { id: 'all', queue: 'All' },
    ],
  }),
  '/invariants/0/when/context/vip': (vip) => ({
    invariants: [{ never: { class: 'orders', at_least: 'full' }, when: { context: { vip } } }],
  }),
  '/invariants/0/unless/context/vip': (vip) => ({
    invariants: [{ never: { class: 'orders', at_least: 'full' }, unless: { context: { vip } } }],
  }),
  '/invariants/0/unless/all/0/context/vip': (vip) => ({
    invariants: [
      { never: { class: 'orders', at_least: 'full' }, unless: { all: [{ context: { vip } }] } },
    ],
  }),
}

function lintWith(part: Partial<PolicyDocument>) {
  const document: PolicyDocument = {
    policy: 'p',
    version: 1,
    classes: { orders: { full: 'recognized' } },
    routes: [{ id: 'all', queue: 'All' }],
    tests: [
      {
        name: 'a vip',
        given: { channel: 'sms', address: '+14155550100', context: { vip: true } },
        expect: { route: 'all' },
      },
    ],
    ...part,
  }
  const compiled = compilePolicy(document)
  if (!compiled.ok) throw new Error(JSON.stringify(compiled.issues))
  const lintable = { document, policy: compiled.value }
  const places = lintFacts(lintable).map(({ path }) => path.map((step) => `/${step}`).join(''))
  return { places, names: lintNames(lintable) }
}

test.each(Object.entries(PLACES))('a value of another type is found at %s', (place, put) => {
  expect(lintWith(put('true')).places).toEqual([place])
  expect(lintWith(put(true)).places).toEqual([])
})

test.each(Object.keys(PLACES))('a fact that is asked for at %s is a name that is used', (place) => {
  const part = PLACES[place]?.(true)
  if (part === undefined) throw new Error('no such place')
  const misspelt: Partial<PolicyDocument> = JSON.parse(
    JSON.stringify(part).replaceAll('"vip"', '"vipp"'),
  )
  expect(lintWith(part).names).toEqual([])
  expect(lintWith(misspelt).names.map(({ word }) => word)).toEqual(['vip'])
})
