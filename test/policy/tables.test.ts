import fc from 'fast-check'
import { describe, expect, test, vi } from 'vitest'
import {
  ATOM_NAMES,
  asksAtLeastParts,
  type Condition,
  conditionAtoms,
  covers,
  holds,
  inputOf,
  mapAtoms,
  mapParts,
  meets,
  PART_NAMES,
  type RequirementInput,
  readCompiledPolicy,
  requirementParts,
} from '../../src/decide/index.js'
import {
  type FormName,
  RELATIONS,
  RESOLUTIONS,
  RUNGS,
  type SettingForm,
  type SettingForms,
} from '../../src/model/index.js'
import { editSettings, printSettings, readSettings } from '../../src/policy/documentForms.js'
import { printPolicy } from '../../src/policy/index.js'
import { PROOF_METHODS, RISK_NAMES } from '../../src/policy/vocabulary.js'
import { disclosureStatements, openQuestion } from '../../src/space/index.js'
import { readRequest, riskSettings, tightenRisk } from '../../src/trust/index.js'
import { compiled } from '../compiled.js'
import { runs } from '../runs.js'
import { anyAssessment, anyEngagement, anyRank } from './arbitraries.js'

// Generated inputs in hundreds take their time on a busy machine.
vi.setConfig({ testTimeout: 60_000 })

const NAMED = {
  channels: ['sms', 'whatsapp', 'web_chat', 'email'],
  classes: ['alpha', 'beta'],
  methods: ['session', 'verify_check', 'factor_challenge', 'passkeys', 'sms'],
  risks: RISK_NAMES,
  roles: ['agent', 'supervisor', 'fraud_desk'],
  topics: ['alpha', 'open_it'],
}

// What names nothing of the policy's is an address of the business.
const ADDRESSES = ['any', '+1800*', '+18005550199', 'whatsapp:+18005550199']

/** What an author may write of a setting, by its form: a new setting of a known form is held by every law below. */
function anyWordOf({ form, named }: SettingForm<FormName>): fc.Arbitrary<unknown> {
  const known = named === undefined ? ADDRESSES : NAMED[named.of]
  const words = fc.subarray([...known], { minLength: 1, maxLength: Math.min(3, known.length) })
  switch (form) {
    case 'level':
      return anyRank
    case 'threshold':
      return fc.constantFrom(1, 2, 3, 4)
    case 'flag':
      return fc.constant(true)
    case 'date':
      return fc.constantFrom(
        '2026-11-22T10:00:00Z',
        '2026-11-01T00:00:00+01:00',
        '2026-12-01T00:00:00Z',
      )
    case 'duration':
      return fc.constantFrom('5m', '15m', '1h', '30d')
    case 'count':
      return fc.constantFrom(2, 3)
    case 'list':
    case 'words':
      return words
    case 'request':
      return fc.constantFrom({ channel: 'sms' }, { intent: ['alpha'], channel: ['whatsapp'] })
    case 'conditions':
      return fc.constantFrom([{ channel: 'sms' }], [{ trust: 2 }, { channel: 'whatsapp' }])
    case 'resolutions':
      return fc.subarray([...RESOLUTIONS], { minLength: 1 })
    case 'relations':
      return fc.subarray([...RELATIONS], { minLength: 1 })
    case 'facts':
      return fc.constantFrom({ segment: ['business'] }, { segment: ['business', 1] })
    case 'rungs':
      return fc.dictionary(fc.constantFrom(...NAMED.classes), fc.constantFrom(...RUNGS.slice(1)), {
        minKeys: 1,
      })
  }
}

/** Few settings at a time: much is asked of nobody, and then nothing is told. */
const anyOf = (table: SettingForms): fc.Arbitrary<Readonly<Record<string, unknown>>> =>
  fc
    .subarray(Object.values(table), { maxLength: 2 })
    .chain((some) => fc.record(Object.fromEntries(some.map((one) => [one.word, anyWordOf(one)]))))

const anyParts = anyOf(requirementParts).map((words) => readSettings(requirementParts, words))
const anyCondition: fc.Arbitrary<Condition> = anyOf(conditionAtoms).map((words) =>
  readSettings(conditionAtoms, words),
)

const NO_SETTINGS = { channels: [] }

describe.each([
  ['parts of a requirement', requirementParts],
  ['atoms of a condition', conditionAtoms],
  ['risk settings', riskSettings],
])('of the %s', (_, table: SettingForms) => {
  test('each is read back as it is printed', () => {
    fc.assert(
      fc.property(anyOf(table), (words) => {
        const value = readSettings(table, words)
        expect(readSettings(table, printSettings(table, value))).toEqual(value)
      }),
    )
  })

  test.each(Object.values(table))('$word has a description and a slip of the hand', (setting) => {
    expect(setting.description).toMatch(/^[A-Z].+\.$/)
    for (const word of fc.sample(anyWordOf(setting), { numRuns: 5, seed: 1 })) {
      const edits = editSettings(table, ['at'], { [setting.word]: word })
      expect(edits.length).toBeGreaterThan(0)
      for (const { path } of edits) expect(path.slice(0, 2)).toEqual(['at', setting.word])
    }
  })
})

describe('parts of a requirement', () => {
  const anyScene = fc
    .tuple(anyAssessment, anyEngagement)
    .map(([assessment, engagement]) => inputOf(assessment, readRequest(engagement, NO_SETTINGS)))
  const isMet = (parts: object, scene: RequirementInput): boolean =>
    meets({ write: 2, read: 0, ...parts }, scene, 'pay_it')
  // Whoever does not meet the level alone tells nothing of a part.
  const proved = fc.sample(anyScene, { numRuns: 400, seed: 3 }).filter((scene) => isMet({}, scene))

  test.each(PART_NAMES)('%s decides something: without it more is met', (name) => {
    const setting = requirementParts[name]
    const words = fc.sample(anyWordOf(setting), { numRuns: 10, seed: 2 })
    const told = words.some((word) => {
      const parts = readSettings(requirementParts, { [setting.word]: word })
      return proved.some((scene) => !isMet(parts, scene))
    })
    expect(told, 'add proofs that differ in it to `anyAssessment`').toBe(true)
  })

  test('whatever meets what asks at least as much meets what asks less, and fewer parts ask less', () => {
    const many = fc.sample(anyParts, 80)
    const scenes = fc.sample(anyScene, 150)
    let told = 0
    for (const one of many) {
      const met = scenes.filter((scene) => isMet(one, scene))
      const fewer = PART_NAMES.map((name) =>
        Object.fromEntries(Object.entries(one).filter(([key]) => key !== name)),
      )
      const less = [...fewer, ...many.filter((other) => asksAtLeastParts(one, other))]
      for (const scene of met) {
        for (const other of less) {
          told += 1
          if (!isMet(other, scene))
            expect([one, other, scene]).toBe('met by whoever meets the first')
        }
      }
    }
    expect(told).toBeGreaterThan(1_000)
  })

  test('each has words, and stands in a compiled policy that is read again and printed again', () => {
    fc.assert(
      fc.property(anyOf(requirementParts), (words) => {
        const policy = compiled({
          policy: 'parts',
          version: 1,
          roles: NAMED.roles,
          classes: { alpha: { full: { write: 'verified', ...words } } },
          routes: [{ id: 'last', queue: 'q' }],
        })
        const read = readCompiledPolicy(JSON.parse(JSON.stringify(policy)))
        expect(read).toEqual({ ok: true, value: policy })
        expect(compiled(printPolicy(policy))).toEqual(policy)
        const said = policy.classes.flatMap(({ rungs }) =>
          rungs.flatMap(({ requires: [own] }) =>
            own === undefined
              ? []
              : mapParts(own, (part, value) => part.say(value, () => 'something')),
          ),
        )
        expect(said).toHaveLength(Object.keys(words).length)
        for (const text of said) expect(text).toMatch(/^[a-z0-9]/)
      }),
      runs(40),
    )
  })

  test.each(PROOF_METHODS)('the method %s can open something', (method) => {
    const policy = compiled({
      policy: 'methods',
      version: 1,
      // Knowledge is worth something where a check of it is declared, and nothing anywhere else.
      knowledge: { booking: { asks: ['booking_reference', 'surname'] } },
      classes: { alpha: { full: { write: 'recognized', methods: [method] } } },
      routes: [{ id: 'last', queue: 'q' }],
    })
    const question = openQuestion([policy])
    const given = policy.classes.flatMap((one) => disclosureStatements(question.terms, one))
    const states = given.flatMap(([rung, state]) =>
      rung === 'full' ? [question.solve(state).type] : [],
    )
    expect(states).toEqual(['found'])
  })
})

describe('atoms of a condition', () => {
  const anySituation = fc
    .tuple(
      anyAssessment,
      anyEngagement,
      fc.dictionary(fc.constantFrom('alpha', 'beta'), fc.constantFrom(...RUNGS)),
      fc.option(fc.subarray([...RELATIONS]), { nil: undefined }),
    )
    .map(([{ at, trust, risks }, engagement, disclosure, as]) => ({
      at,
      trust,
      risks,
      acting: as && { as, subject: as.length === 0 ? null : 'C-2' },
      disclosure,
      request: readRequest(engagement, NO_SETTINGS),
    }))

  const situations = fc.sample(anySituation, { numRuns: 200, seed: 5 })

  test.each(ATOM_NAMES)('%s holds in some situation and not in another, and has words', (name) => {
    const setting = conditionAtoms[name]
    const whens = fc
      .sample(anyWordOf(setting), { numRuns: 20, seed: 4 })
      .map((word) => readSettings(conditionAtoms, { [setting.word]: word }))
    const seen = whens.flatMap((when) => situations.map((situation) => holds(when, situation)))
    expect(new Set(seen)).toEqual(new Set([true, false]))
    for (const when of whens) {
      expect(
        mapAtoms(when, (atom, value) => atom.say(value, () => [['something']])).flat().length,
      ).toBeGreaterThan(0)
    }
  })

  test.each(ATOM_NAMES)('%s covers itself, and no other that is met without it', (name) => {
    const setting = conditionAtoms[name]
    const whens = fc
      .sample(anyWordOf(setting), { numRuns: 20, seed: 4 })
      .map((word) => readSettings(conditionAtoms, { [setting.word]: word }))
      .map((when) => ({ when, met: situations.map((situation) => holds(when, situation)) }))
    for (const narrow of whens) {
      expect(covers(narrow.when, narrow.when)).toBe(true)
      for (const wide of whens.filter(({ when }) => covers(when, narrow.when))) {
        const isWithin = narrow.met.every((isMet, at) => !isMet || wide.met[at])
        expect(isWithin, JSON.stringify([wide.when, narrow.when])).toBe(true)
      }
    }
  })

  test('whatever meets a condition meets every one that covers it', () => {
    const many = fc.sample(anyCondition, 150)
    const others = fc.sample(anySituation, 150)
    let told = 0
    for (const narrow of many) {
      const met = others.filter((situation) => holds(narrow, situation))
      for (const wide of many.filter((other) => covers(other, narrow))) {
        for (const situation of met) {
          told += 1
          if (!holds(wide, situation)) expect([wide, narrow, situation]).toBe('covered')
        }
      }
    }
    expect(told).toBeGreaterThan(1_000)
  })
})

test('a pack only ever moves a risk setting to the stricter side', () => {
  const anyRisk = anyOf(riskSettings).map((words) => readSettings(riskSettings, words))
  const standard = compiled({
    policy: 'risk',
    version: 1,
    classes: { alpha: {} },
    routes: [{ id: 'last', queue: 'q' }],
  }).risk
  fc.assert(
    fc.property(anyRisk, anyRisk, (own, pack) => {
      const before = { ...standard, ...own }
      const after: Readonly<Record<string, number>> = tightenRisk(before, pack)
      const earlier: Readonly<Record<string, number>> = before
      for (const [name, { tightening }] of Object.entries(riskSettings)) {
        const [now = Number.NaN, then = Number.NaN] = [after[name], earlier[name]]
        expect(tightening === 'higher' ? now >= then : now <= then, name).toBe(true)
      }
    }),
  )
})
