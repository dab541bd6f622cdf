import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { requirementParts } from '../../src/decide/index.js'
import { evaluate } from '../../src/evaluate.js'
import { methods } from '../../src/evidence/index.js'
import { REASON_CODES, REASONS } from '../../src/model/reasons.js'
import { RISK_REASONS } from '../../src/model/riskReasons.js'
import { STAFF_REASONS } from '../../src/model/staffReasons.js'
import { RISK_NAMES } from '../../src/policy/index.js'
import { REASON_WORDS } from '../../src/twilio/outbound/index.js'
import { examples } from '../analysis/policies.js'
import { fromSeed, makeWorld, NOW } from '../trust/evidenceWorld.js'
import { render } from '../trust/render.js'

const SOURCE = resolve(import.meta.dirname, '../../src')
const rooms = ['evidence', 'trust', 'decide', 'channels']
const code = rooms
  .flatMap((room) =>
    readdirSync(join(SOURCE, room), { recursive: true, encoding: 'utf8' })
      // What is wrong with a compiled policy is no reason of a decision.
      .filter((file) => file.endsWith('.ts') && !/ompiled|shapes|stamped/.test(file))
      .map((file) => readFileSync(join(SOURCE, room, file), 'utf8')),
  )
  .join('\n')

describe('a reason code is known by cause and remedy', () => {
  test('wherever the code writes one', () => {
    const written = [...code.matchAll(/\b(?:code: |fail\(|unreadable\()'([a-z_]+)'/g)].map(
      ([, word]) => String(word),
    )
    expect(written.length).toBeGreaterThan(80)
    expect(written.filter((word) => !REASON_CODES.includes(word))).toEqual([])
  })

  test('and whatever a part of a requirement gives where it is not met', () => {
    const given = Object.values(requirementParts).map(({ reason }) => reason)
    expect(given.filter((word) => !REASON_CODES.includes(word))).toEqual([])
  })

  test('and each that is known is written somewhere', () => {
    const all = readdirSync(SOURCE, { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.ts') && !/easons\.ts$|PanelWords\.ts$/.test(file))
      .map((file) => readFileSync(join(SOURCE, file), 'utf8'))
      .join('\n')
    expect(REASON_CODES.filter((word) => !new RegExp(`\\b${word}\\b`).test(all))).toEqual([])
  })

  // Of two tables the later one would win, and nobody would see that the other is never read.
  test('in one table alone', () => {
    for (const table of [RISK_REASONS, STAFF_REASONS])
      for (const [word, meaning] of Object.entries(table))
        expect(Reflect.get(REASONS, word), word).toBe(meaning)
  })

  test('risks and the words of the agent’s panel among them', () => {
    const named = [...RISK_NAMES, ...Object.keys(REASON_WORDS)]
    expect(named.filter((word) => !REASON_CODES.includes(word))).toEqual([])
  })

  test('in every decision there is', () => {
    fc.assert(
      fc.property(fc.integer(), fc.nat({ max: 2 }), (seed, which) => {
        const policy = examples[which]?.policy
        if (policy === undefined) throw new Error('no policy')
        const { reasons, trust } = evaluate(policy, render(makeWorld(fromSeed(seed))), NOW)
        for (const { code: word } of [...reasons, ...trust.caps])
          expect(REASON_CODES).toContain(word)
      }),
    )
  })

  test('in what is made of each method’s own examples', () => {
    const [bank] = examples
    if (bank === undefined) throw new Error('no bank')
    const contact = { channel: 'sms', address: '+14155550100' }
    for (const { examples: given } of methods) {
      for (const item of [...given.valid, ...given.invalid, ...(given.unreadable ?? [])]) {
        const engagement = { conversation: 'CH01', contact, evidence: [item] }
        const { reasons, trust } = evaluate(bank.policy, engagement, NOW)
        for (const { code: word } of [...reasons, ...trust.caps])
          expect(REASON_CODES).toContain(word)
      }
    }
  })

  test('in whole sentences', () => {
    for (const { cause, remedy } of Object.values(REASONS)) {
      expect(cause).toMatch(/^[A-Z`].*\.$/)
      expect(remedy).toMatch(/^[A-Z`].*\.$/)
    }
  })
})
