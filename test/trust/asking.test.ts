import { expect, test } from 'vitest'
import { HOUR } from '../../src/model/index.js'
import { assertPlatform } from '../../src/trust/assertPlatform.js'
import { capConversation } from '../../src/trust/capConversation.js'
import { claimEdges } from '../../src/trust/claimEdges.js'
import { drawGraph } from '../../src/trust/graph.js'
import { assess, assessorOf, assessReading, readingOf } from '../../src/trust/index.js'
import { findLines } from '../../src/trust/lines.js'
import { factsAt, readEvidence } from '../../src/trust/readFacts.js'
import { readReaders } from '../../src/trust/readReaders.js'
import { readTrust } from '../../src/trust/readTrust.js'
import { resolve } from '../../src/trust/resolve.js'
import { toSupports } from '../../src/trust/supports.js'
import { times } from '../runs.js'
import { DEFAULT_TRUST } from './defaultTrust.js'
import { CUSTOMERS, fromSeed, makeWorld, NOW } from './evidenceWorld.js'
import { render } from './render.js'

const refuse = (): never => {
  throw new TypeError('written while asking')
}

/** Makes a value that cannot be written into, however deep. */
function frozen<Value>(value: Value, seen = new Set<unknown>()): Value {
  if (typeof value !== 'object' || value === null || seen.has(value)) return value
  seen.add(value)
  if (value instanceof Map) {
    for (const [key, held] of value) frozen([key, held], seen)
    for (const name of ['set', 'delete', 'clear'])
      Object.defineProperty(value, name, { value: refuse })
  }
  for (const held of Object.values(value)) frozen(held, seen)
  return Object.freeze(value)
}

const worlds = Array.from({ length: times(300) }, (_, seed) => render(makeWorld(fromSeed(seed))))

test('asking trust twice or in another order changes no answer, and writes nothing', () => {
  for (const world of worlds) {
    const reading = frozen(readingOf(frozen(world), DEFAULT_TRUST))
    const { boundTo } = reading
    if ('code' in boundTo) throw new TypeError('a world that cannot be read')
    const about = frozen({ at: NOW, boundTo, settings: DEFAULT_TRUST })
    const items = frozen(readEvidence(reading.evidence, about))
    if (items === null) throw new TypeError('a world with too much evidence')
    const facts = frozen(factsAt(items, about))
    const graph = frozen(drawGraph(facts, about))
    const edges = frozen([...facts.proofs, ...assertPlatform(graph, about).edges])
    const claims = frozen(claimEdges(reading.claims, items).edges)
    const readers = frozen(readReaders(reading.readers, about))
    const { lines } = frozen(findLines(edges, graph, about))
    const whole = frozen({ ceiling: 4, isTied: true, caps: graph.caps } as const)
    const { supports } = frozen(toSupports(lines, whole, about))
    const { contact } = boundTo
    const questions: readonly (() => unknown)[] = [
      () => findLines(edges, graph, about),
      () => findLines(claims, graph, about),
      () => resolve(edges, claims, lines, graph),
      () => capConversation(graph),
      () => toSupports(lines, whole, about),
      ...CUSTOMERS.map(
        (customer) => () => readTrust(graph, readers, { customer, contact, supports, ceiling: 4 }),
      ),
      () => drawGraph(facts, about),
      () => readEvidence(reading.evidence, about),
      () => factsAt(items, about),
      () => assessReading(reading, NOW, DEFAULT_TRUST),
    ]
    const first = questions.map((ask) => ask())
    const again = questions.toReversed().map((ask) => ask())
    expect(again.toReversed()).toEqual(first)
  }
})

test('what was read once is assessed at any time as if it were read anew', () => {
  const hours = [0, 1, 25, 24 * 40].map((hours) => NOW + hours * HOUR)
  for (const world of worlds) {
    const assessAt = assessorOf(readingOf(frozen(world), DEFAULT_TRUST), DEFAULT_TRUST)
    const at = hours.map(assessAt)
    expect(at).toEqual(hours.map((now) => assess(world, now, DEFAULT_TRUST)))
  }
})

test('an assessment names no reason and no risk twice', () => {
  for (const world of worlds) {
    const { reasons, risks } = assess(world, NOW, DEFAULT_TRUST)
    expect(new Set(reasons.map((reason) => JSON.stringify(reason))).size).toBe(reasons.length)
    expect(new Set(risks).size).toBe(risks.length)
  }
})
