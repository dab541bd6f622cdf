import { expect, test } from 'vitest'
import { assess } from '../../src/trust/index.js'
import { times } from '../runs.js'
import { DEFAULT_TRUST } from './defaultTrust.js'
import { fromSeed, makeWorld, NOW } from './evidenceWorld.js'
import { reference } from './reference.js'
import { render } from './render.js'

const WORLDS = times(4_000)

test(`the graph agrees with every path written out, on ${WORLDS} worlds`, () => {
  const reached = new Map<string, number>()
  for (let seed = 0; seed < WORLDS; seed++) {
    const world = makeWorld(fromSeed(seed))
    const { trust } = assess(render(world, seed % 2 === 1), NOW, DEFAULT_TRUST)
    const { write, read, customer, resolution } = trust
    const expected = reference(world, NOW)
    const found = { write, read, customer, resolution }
    if (
      write !== expected.write ||
      read !== expected.read ||
      customer !== expected.customer ||
      resolution !== expected.resolution
    ) {
      expect({ seed, ...found }).toEqual({ seed, ...expected })
    }
    const kind = `${write} ${resolution}`
    reached.set(kind, (reached.get(kind) ?? 0) + 1)
  }
  // The worlds are worth something: every level and every resolution is met, proof of two people at once the seldomest.
  for (const kind of [
    '0 none',
    '1 none',
    '1 unique',
    '2 unique',
    '3 unique',
    '4 unique',
    '1 ambiguous',
    '1 conflict',
  ]) {
    expect(reached.get(kind) ?? 0, kind).toBeGreaterThan(kind === '1 conflict' ? 1 : 15)
  }
}, 600_000)
