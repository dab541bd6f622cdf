import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Condition, type DataClass, matchRoute, type Route } from '../../src/decide/index.js'
import { type Rank, RUNGS, type Rung } from '../../src/model/index.js'
import { mayDisclose } from '../../src/taskrouter/mayDisclose.js'
import { anyRank } from '../arbitraries/decision.js'
import { runs } from '../runs.js'

const openRungs = RUNGS.filter((rung) => rung !== 'none')

const dataClass = (name: string, needs: readonly (readonly [Rank, Rank])[]): DataClass => ({
  name,
  fields: [],
  sensitivity: 0,
  rungs: needs.map(([write, read], index) => ({
    id: `${name}.${index}`,
    rung: openRungs[index] ?? 'full',
    requires: [{ write, read }],
    sources: [],
  })),
  agent: [],
})

const route = (id: string, when: Condition = {}): Route => ({
  id,
  when,
  queue: 'q',
  priority: 0,
  skills: [],
})

const names = (classes: readonly DataClass[], routes: readonly Route[], index: number) =>
  mayDisclose({ classes, routes }, index).map(({ name }) => name)

const phi = dataClass('phi', [
  [2, 2],
  [3, 2],
  [3, 3],
  [4, 3],
])

describe('the classes a route may disclose', () => {
  const anyCondition: fc.Arbitrary<Condition> = fc.record(
    {
      trust: anyRank,
      trustBelow: anyRank,
      read: anyRank,
      risk: fc.constant(['sim_swap']),
      discloses: fc.dictionary(fc.constantFrom('a', 'b'), fc.constantFrom(...RUNGS), {
        maxKeys: 2,
      }),
    },
    { requiredKeys: [] },
  )
  const anyNeeds = fc.array(fc.tuple(anyRank, anyRank), { maxLength: 4 })
  const anyRoutes = fc.array(anyCondition, { maxLength: 4 })

  test('are never fewer than those that some decision opens there', () => {
    fc.assert(
      fc.property(anyNeeds, anyNeeds, anyRoutes, anyRank, anyRank, fc.boolean(), (...drawn) => {
        const [needsA, needsB, conditions, write, read, risky] = drawn
        const classes = [dataClass('a', needsA), dataClass('b', needsB)]
        const routes = [...conditions, {}].map((when, index) => route(`r${index}`, when))
        const disclosure = Object.fromEntries(
          classes.map(({ name, rungs }): [string, Rung] => [
            name,
            rungs.findLast(({ requires }) =>
              requires.every((r) => write >= r.write && read >= r.read),
            )?.rung ?? 'none',
          ]),
        )
        const taken = matchRoute(routes, {
          acting: undefined,
          trust: { write, read, resolution: 'none' },
          risks: risky ? ['sim_swap'] : [],
          at: Date.UTC(2026, 10, 22),
          disclosure,
          request: { classes: [], actions: [], channel: 'sms', address: '', context: {} },
        })
        const open = classes
          .filter(({ name }) => disclosure[name] !== 'none')
          .map(({ name }) => name)
        const index = routes.findIndex(({ id }) => id === taken.id)
        expect(names(classes, routes, index)).toEqual(expect.arrayContaining(open))
      }),
      runs(2000),
    )
  })

  test.each<[string, readonly Condition[], boolean]>([
    ['a route for anyone', [{}], true],
    ['after all who are recognised were taken', [{ trust: 2 }, {}], false],
    ['after some of them were', [{ trust: 3 }, {}], true],
    ['after all whose answer is read by them', [{ read: 2 }, {}], false],
    ['below recognised', [{ trustBelow: 2 }, {}], false],
    ['up to and with recognised', [{ trustBelow: 3 }, {}], true],
    ['after a route for its lowest rung', [{ discloses: { phi: 'accept' } }, {}], false],
    ['after a route for a higher rung', [{ discloses: { phi: 'masked' } }, {}], true],
    ['after a route for another class', [{ discloses: { other: 'accept' } }, {}], true],
    ['after a route for both', [{ discloses: { phi: 'accept', other: 'accept' } }, {}], true],
    ['after a route with a condition more', [{ trust: 2, risk: ['sim_swap'] }, {}], true],
  ])('%s', (_, conditions, expected) => {
    const routes = conditions.map((when, index) => route(`r${index}`, when))
    const index = conditions[0]?.trustBelow === undefined ? routes.length - 1 : 0
    expect(names([phi], routes, index)).toEqual(expected ? ['phi'] : [])
  })

  test('are none of a route that is not there', () => {
    expect(names([phi], [], 0)).toEqual([])
  })
})
