import { spawnSync } from 'node:child_process'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  contextForBot,
  decideHandover,
  login,
  MEMORIES,
  RECORD,
} from '../../examples/bot/handover.mjs'
import { toAgentPanel } from '../../src/twilio/outbound/index.js'
import { LATE_OPTIMISING } from '../quickNode.js'

const AT = Date.parse('2026-11-22T10:00:00Z')

/** What a bot could want to change. Whether it says anything at all shows as `claimed`, at the most. */
const decidedOf = (memory: unknown) => {
  const { decision } = decideHandover(memory, [], AT)
  const { trust, disclosure, actions, route, redaction, stepUp } = decision
  expect(trust.rank).toBeLessThanOrEqual(1)
  return { customer: trust.customer, disclosure, actions, route, redaction, stepUp }
}

describe("a bot's hand-over", () => {
  const silent = decidedOf({})

  test.each(Object.entries(MEMORIES))('with %s decides as one with none', (_, memory) => {
    expect(decidedOf(memory)).toEqual(silent)
  })

  test('whatever a bot says, decides as one that says nothing', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (memory) => {
        expect(decidedOf(memory)).toEqual(silent)
      }),
    )
  })

  test('shows what was said as said, and nothing of it as known', () => {
    const { attributes } = decideHandover(MEMORIES['a customer number'], [], AT)
    const { says, record, mayBeSaid } = toAgentPanel(attributes, AT)
    expect([says.map(({ text }) => text).join(), record]).toEqual([
      expect.stringContaining('C-1001'),
      null,
    ])
    expect(JSON.stringify(mayBeSaid)).not.toContain('C-1001')
  })
})

describe('what a bot knows', () => {
  const knows = (evidence: Parameters<typeof decideHandover>[1]) =>
    JSON.stringify(contextForBot(decideHandover({}, evidence, AT).decision))

  test('is no word of the record while nobody has proved who they are', () => {
    for (const word of ['Ada', 'ada@example.com', 'A-1', 'Lamp', 'shipped']) {
      expect(JSON.stringify(RECORD)).toContain(word)
      expect(knows([])).not.toContain(word)
    }
  })

  test('is what may be read out once they have', () => {
    expect(knows([login(AT)])).toContain('Lamp')
  })
})

test('the example runs, and prints a line for each memory', () => {
  const run = spawnSync(process.execPath, [...LATE_OPTIMISING, 'examples/bot/handover.mjs'], {
    encoding: 'utf8',
  })
  expect([run.status, run.stderr]).toEqual([0, ''])
  expect(run.stdout.trim().split('\n').length).toBe(Object.keys(MEMORIES).length + 1)
})
