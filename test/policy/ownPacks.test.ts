import fc from 'fast-check'
import { describe, expect, test, vi } from 'vitest'
import { decide, rankOfAnswer, rankOfOpenness } from '../../src/decide/index.js'
import { evaluate } from '../../src/evaluate.js'
import { methods } from '../../src/evidence/index.js'
import { AUDIENCES, GIVEN_RUNGS, REDACTION_ACTIONS } from '../../src/model/index.js'
import { looseningsOf } from '../../src/policy/composition/loosenings.js'
import type { PolicyDocument } from '../../src/policy/document.js'
import {
  ACTION_KINDS,
  CLASS_KINDS,
  compilePolicy,
  filesNamedBy,
  type PackDocument,
  parseDocument,
  parseReading,
  printPolicy,
  readEachOnce,
} from '../../src/policy/index.js'
import { compiled as compiledOnce } from '../compiled.js'
import { runs } from '../runs.js'
import { toDecisionRecord } from '../toDecisionRecord.js'
import { anyAssessment, anyEngagement, anyPolicy, anyRank } from './arbitraries.js'

// Generated inputs in hundreds take their time on a busy machine.
vi.setConfig({ testTimeout: 60_000 })

const POLICY = `policy: shop
version: 1
packs: [gdpr, ./packs/house.yaml]
classes:
  orders: { kind: account, fields: [orders], masked: recognized, full: verified }
  points: { kind: loyalty, fields: [points], confirm: claimed, full: recognized }
actions:
  refund: { kind: payout, write: recognized }
routes:
  - { id: all, queue: q }
`

const HOUSE = `pack: house
title: House rules
kinds: [loyalty]
classes:
  fresh:
    kinds: account
    rung: full
    requires: { write: verified, maxAge: 15m }
    source: Board decision 12
  points_never:
    kinds: loyalty
    rung: full
    requires: never
    source: Board decision 13
actions:
  payouts: { kinds: payout, requires: { write: strong }, notify: old_address, source: Audit 2026 }
delivery:
  orders: { kinds: account, requires: verified, source: Audit 2026 }
redact:
  logs: { audiences: [log, insights], identifiers: [email], at_most: drop, source: Audit 2026 }
refuses:
  profiles: { evidence: resolve_profile, source: Audit 2026 }
risk: { sim_swap_unknown: recognized }
training: { senior: account }
`

const compile = (policy: string, house: string | object = HOUSE) =>
  compilePolicy(policy, { files: { 'packs/house.yaml': house } })

const policyOf = (policy = POLICY, house: string | object = HOUSE) => {
  const compiled = compile(policy, house)
  if (!compiled.ok) throw new TypeError(JSON.stringify(compiled.issues))
  return compiled.value
}

const told = (policy: string, house?: string | object): readonly string[] => {
  const compiled = compile(policy, house)
  return compiled.ok
    ? []
    : compiled.issues.map(
        ({ code, path, file = '', line = 0 }) => `${code} ${path} ${file}:${line}`,
      )
}

/** Every word for a proof with the kinds that it may come in, and a set of kinds that are refused. */
const REFUSED = methods.flatMap(({ kind, proves }) => {
  if (proves === undefined) return []
  const words = [kind, ...proves({ issuers: [] }).flatMap(({ via }) => via ?? [])]
  return [...new Set(words)].map((word) => {
    const others = methods.filter(({ kind: other, proves: ways }) => {
      return other !== kind && ways?.({ issuers: [] }).some(({ via }) => via === word)
    })
    return { word, kind, others: others.map((other) => other.kind) }
  })
})

describe.each(REFUSED)('a pack that refuses $kind', ({ word, kind, others }) => {
  const document = (refused: readonly string[]): PolicyDocument => ({
    policy: 'p',
    version: 1,
    packs: [
      {
        pack: 'house',
        refuses: Object.fromEntries(
          refused.map((evidence) => [evidence, { evidence, source: 'Audit 2026' }]),
        ),
      },
    ],
    classes: { orders: { full: 'verified' } },
    actions: { refund: { write: 'strong', methods: [word] } },
    routes: [{ id: 'all', queue: 'q' }],
  })

  test(`leaves nothing that is asked by \`${word}\` alone, and is named for it`, () => {
    expect(compilePolicy(document([kind, ...others]))).toMatchObject({
      ok: false,
      issues: [
        {
          code: 'requirement_impossible',
          path: '/actions/refund/methods',
          by: [kind, ...others]
            .map((one) => `house.${one}`)
            .toSorted()
            .join(', '),
        },
      ],
    })
  })

  test(`leaves the other kinds that \`${word}\` may come in`, () => {
    expect(compilePolicy(document([kind])).ok).toBe(others.length > 0)
  })
})

describe('a pack of the business’s own', () => {
  test('tightens like one that is shipped, under the name of its rule', () => {
    const { packs, classes, actions, risk, refuses } = policyOf()
    expect(packs).toEqual(['gdpr', 'house'])
    const orders = classes.find(({ name }) => name === 'orders')
    expect(orders?.rungs.at(-1)?.requires).toContainEqual({
      rule: 'house.fresh',
      write: 3,
      read: 3,
      maxAge: 900_000,
    })
    expect(orders?.rungs.at(-1)?.sources).toContain('house.fresh: Board decision 12')
    expect(orders?.agent).toEqual(['senior'])
    expect(classes.find(({ name }) => name === 'points')).toMatchObject({
      refusedBy: ['house.points_never'],
      rungs: [{ rung: 'confirm' }],
    })
    expect(actions).toMatchObject([
      { notify: ['old_address'], requires: [{ write: 2 }, { rule: 'house.payouts', write: 4 }] },
    ])
    expect(risk.simSwapUnknown).toBe(2)
    expect(refuses).toContainEqual({ kind: 'resolve_profile', rule: 'house.profiles' })
  })

  test('is the same as a file, as an object under its name, and as an object in the list', () => {
    const house: PackDocument = { pack: 'house', risk: { sim_swap_unknown: 'recognized' } }
    const text = 'pack: house\nrisk: { sim_swap_unknown: recognized }\n'
    const document: PolicyDocument = {
      policy: 'p',
      version: 1,
      packs: [house],
      classes: { orders: { full: 'verified' } },
      routes: [{ id: 'all', queue: 'q' }],
    }
    const alone = compilePolicy(document)
    const named = { ...document, packs: ['packs/house.yaml'] }
    const asText = compilePolicy(named, { files: { 'packs/house.yaml': text } })
    const asObject = compilePolicy(named, { files: { 'packs/house.yaml': house } })
    expect(alone).toMatchObject({ ok: true, value: { packs: ['house'] } })
    expect(asText).toEqual(alone)
    expect(asObject).toEqual(alone)
  })

  test('and its digest stand in the compiled policy beside it, which stays the policy it was', () => {
    const { parts = [] } = policyOf()
    expect(parts).toEqual([
      { name: 'house', digest: expect.stringMatching(/^sha256:[0-9a-f]{64}$/) },
    ])
    const other = policyOf(
      POLICY,
      HOUSE.replace('title: House rules', 'title: House rules of ours'),
    )
    expect(other.digest).toBe(policyOf().digest)
    expect(other.parts).not.toEqual(parts)
  })

  test('is named in the record of each decision, by its digest', () => {
    const policy = policyOf()
    const engagement = {
      conversation: 'CH01',
      contact: { channel: 'sms', address: '+14155550100' },
    }
    const decision = evaluate(policy, engagement, '2026-11-22T10:00:00Z')
    expect(toDecisionRecord(engagement, decision, { policy }).parts).toEqual(policy.parts)
  })

  test('is read from the file that names it', () => {
    expect(filesNamedBy(POLICY, 'policies/shop.yaml', readEachOnce())).toEqual([
      'policies/packs/house.yaml',
    ])
  })

  test.each([
    ['sound', POLICY, HOUSE],
    ['a mistake in the policy', POLICY.replace('kind: loyalty', 'kind: loyalti'), HOUSE],
    ['a mistake in the pack', POLICY, HOUSE.replace('kinds: loyalty', 'kinds: loyalti')],
    ['a pack that cannot be read', POLICY, '{ pack: ['],
  ])(
    'is parsed once, to find its name and to compile it, and the same is told: %s',
    (_, policy, house) => {
      const file = 'policies/shop.yaml'
      const [named = ''] = filesNamedBy(policy, file, readEachOnce())
      const sources = { file, files: { [named]: house } }
      const once = readEachOnce()
      for (const [text, path] of [
        [policy, file],
        [house, named],
      ] as const)
        filesNamedBy(text, path, once)
      const parsed: string[] = []
      const kept = [once(policy), once(house)]
      const read = parseReading(policy, sources, (text) => {
        parsed.push(text)
        return once(text)
      })
      expect(parsed).toEqual([policy, house])
      expect([once(policy), once(house)].map((source, at) => source === kept[at])).toEqual([
        true,
        true,
      ])
      expect(JSON.stringify(read)).toBe(JSON.stringify(parseDocument(policy, sources)))
    },
  )

  test('may call data by a word of its own, which classes may be marked with', () => {
    expect(told(POLICY.replace('kind: loyalty', 'kind: loyalti'))).toEqual([
      'unknown_kind /classes/points/kind :6',
    ])
    expect(told(POLICY, HOUSE.replace('kinds: loyalty', 'kinds: loyalti'))).toEqual([
      'unknown_kind /packs/1/classes/points_never/kinds packs/house.yaml:11',
    ])
  })

  test('comes through a compiled policy that is printed and compiled again', () => {
    const delivered = POLICY.replace('full: verified', 'full: verified, deliver_to_record: claimed')
    const policy = policyOf(delivered, HOUSE.replace('requires: never', 'requires: verified'))
    expect(policy.classes.find(({ name }) => name === 'orders')?.deliver?.requires).toContainEqual({
      rule: 'house.orders',
      write: 3,
      read: 0,
    })
    const again = compilePolicy(printPolicy(policy))
    expect(again).toMatchObject({ ok: true, value: { digest: policy.digest } })
  })
})

describe('what is wrong with a pack is reported at its line', () => {
  test.each([
    [
      'a lower level than without it',
      'sim_swap_unknown: recognized',
      'sim_swap_unknown: strong',
      'pack_loosens /packs/1/risk/sim_swap_unknown packs/house.yaml:23',
    ],
    [
      'everything shown',
      'at_most: drop',
      'at_most: keep',
      'pack_loosens /packs/1/redact/logs/at_most packs/house.yaml:20',
    ],
    [
      'nothing asked',
      'requires: { write: verified, maxAge: 15m }',
      'requires: anonymous',
      'pack_loosens /packs/1/classes/fresh/requires packs/house.yaml:8',
    ],
    [
      'a kind that nothing is of',
      'kinds: payout',
      'kinds: payouts',
      'unknown_kind /packs/1/actions/payouts/kinds packs/house.yaml:16',
    ],
    [
      'no source',
      ', source: Audit 2026 }\ndelivery',
      ' }\ndelivery',
      'missing /packs/1/actions/payouts/source packs/house.yaml:16',
    ],
    [
      'a part that could only open',
      'title: House rules',
      'allow: [help@example.com]',
      'unknown_key /packs/1/allow packs/house.yaml:2',
    ],
    [
      'a rung of its own',
      'rung: full\n    requires: never',
      'full: anonymous\n    rung: full\n    requires: never',
      'unknown_key /packs/1/classes/points_never/full packs/house.yaml:12',
    ],
    [
      'the name of a shipped pack',
      'pack: house',
      'pack: hipaa',
      'duplicate_name /packs/1/pack packs/house.yaml:1',
    ],
    [
      'evidence that there is none of',
      'evidence: resolve_profile',
      'evidence: profile',
      'unknown_evidence /packs/1/refuses/profiles/evidence packs/house.yaml:22',
    ],
    [
      'an unknown identifier',
      'identifiers: [email]',
      'identifiers: [e_mail]',
      'unknown_identifier /packs/1/redact/logs/identifiers/0 packs/house.yaml:20',
    ],
    [
      'a level that is none',
      'requires: { write: strong }',
      'requires: { write: stronk }',
      'unknown_word /packs/1/actions/payouts/requires/write packs/house.yaml:16',
    ],
    [
      'no word of who may have it done',
      'requires: { write: strong }',
      'requires: { read: strong }',
      'requirement_without_level /packs/1/actions/payouts/requires packs/house.yaml:16',
    ],
    ['no name', 'pack: house\n', '', 'missing /packs/1/pack packs/house.yaml:1'],
    [
      'kinds of its own that are no list, and no line that names one of them',
      'kinds: [loyalty]',
      'kinds: loyalty',
      'wrong_type /packs/1/kinds packs/house.yaml:3',
    ],
  ])('%s', (_, right, wrong, issue) => {
    expect(HOUSE).toContain(right)
    expect(told(POLICY, HOUSE.replace(right, wrong))).toEqual([issue])
  })

  test('a file that is not there, at the name', () => {
    expect(told(POLICY.replace('./packs/house.yaml', './packs/home.yaml'))).toEqual([
      'missing_file /packs/1 :3',
    ])
  })

  test('packs that are no list, and no line that names a kind of theirs', () => {
    expect(told(POLICY.replace('[gdpr, ./packs/house.yaml]', './packs/house.yaml'))).toEqual([
      'wrong_type /packs :3',
    ])
  })

  test('a word that is neither a pack nor a file', () => {
    expect(told(POLICY.replace('./packs/house.yaml', 'hippa'))).toEqual(
      ['unknown_kind /classes/points/kind :6', 'unknown_pack /packs/1 :3'].toSorted(
        (a, b) => Number(a.split(':')[1]) - Number(b.split(':')[1]),
      ),
    )
  })

  test('two packs of one name', () => {
    expect(told(POLICY.replace('[gdpr, ', '[./packs/house.yaml, '))).toEqual([
      'duplicate_name /packs/1/pack packs/house.yaml:1',
    ])
  })

  test('a pack as an object has no lines: its mistakes are reported where it is named', () => {
    expect(told(POLICY, { pack: 'house', classes: {}, risk: { quarantine: '1d' } })).toEqual(
      ['unknown_kind /classes/points/kind :6', 'pack_loosens /packs/1/risk/quarantine :3'].toSorted(
        (a, b) => Number(a.split(':')[1]) - Number(b.split(':')[1]),
      ),
    )
  })
})

const anyRequired = fc.oneof(
  fc.constant('never' as const),
  fc.record({
    write: fc.constantFrom<2 | 3 | 4>(2, 3, 4),
    read: anyRank,
    maxAge: fc.constantFrom('5m', '1h'),
  }),
  fc.record({
    write: fc.constantFrom<1 | 2>(1, 2),
    unless: fc.constantFrom({ channel: 'sms' }, { channel: ['whatsapp', 'email'] }),
  }),
)

const source = 'House rule'

const anyPack: fc.Arbitrary<PackDocument> = fc.record({
  pack: fc.constant('house'),
  classes: fc.dictionary(
    fc.constantFrom('a', 'b', 'c'),
    fc
      .record({
        kinds: fc.oneof(
          fc.constant('*'),
          fc.subarray([...CLASS_KINDS], { minLength: 1, maxLength: 3 }),
        ),
        except: fc.constantFrom<readonly string[]>(['public'], ['contact', 'public']),
        rung: fc.constantFrom(...GIVEN_RUNGS),
        requires: anyRequired,
        source: fc.constant(source),
      })
      // Only what speaks of everything may leave something out.
      .map(({ except, ...rule }) => (rule.kinds === '*' ? { ...rule, except } : rule)),
  ),
  actions: fc.dictionary(
    fc.constantFrom('d', 'e'),
    fc.record({
      kinds: fc.subarray([...ACTION_KINDS], { minLength: 1, maxLength: 3 }),
      requires: anyRequired,
      source: fc.constant(source),
    }),
  ),
  delivery: fc.dictionary(
    fc.constantFrom('f'),
    fc.record({
      kinds: fc.subarray([...CLASS_KINDS], { minLength: 1, maxLength: 3 }),
      requires: fc.constantFrom<1 | 2 | 3>(1, 2, 3),
      source: fc.constant(source),
    }),
    { minKeys: 1 },
  ),
  redact: fc.dictionary(
    fc.constantFrom('g', 'h'),
    fc.record({
      audiences: fc.subarray([...AUDIENCES], { minLength: 1 }),
      identifiers: fc.subarray(['email', 'iban', 'payment_card'], { minLength: 1 }),
      kinds: fc.subarray([...CLASS_KINDS], { minLength: 1, maxLength: 2 }),
      at_most: fc.constantFrom(...REDACTION_ACTIONS.filter((action) => action !== 'keep')),
      source: fc.constant(source),
    }),
  ),
  refuses: fc.dictionary(
    fc.constantFrom('i'),
    fc.record({
      evidence: fc.constantFrom('lookup', 'resolve_profile'),
      source: fc.constant(source),
    }),
  ),
  risk: fc.record(
    { sim_swap_unknown: fc.constantFrom<0 | 1 | 2>(0, 1, 2), quarantine: fc.constant('90d') },
    { requiredKeys: [] },
  ),
})

describe('whatever the policy and whatever the pack', () => {
  const both = (document: PolicyDocument, pack: PackDocument) => {
    const withPack = compilePolicy({ ...document, packs: [...(document.packs ?? []), pack] })
    // A route may come to match nobody any more: that is told, and such a pack cannot be used with that policy.
    if (!withPack.ok) {
      expect(withPack.issues.map(({ code }) => code)).toEqual(['route_never_matches'])
      return null
    }
    return { without: compiledOnce(document), withPack: withPack.value }
  }

  test('nobody is told, or has done, more with a pack, and no part of the compiled policy is looser, also for fields that no class names', () => {
    fc.assert(
      fc.property(
        anyPolicy,
        anyPack,
        fc.array(fc.tuple(anyAssessment, anyEngagement), { minLength: 4, maxLength: 4 }),
        (document, pack, asked) => {
          const compiled = both(document, pack)
          if (compiled === null) return
          expect(looseningsOf(compiled.without, compiled.withPack)).toEqual([])
          for (const [assessment, engagement] of asked) {
            const before = decide(compiled.without, assessment, engagement)
            const after = decide(compiled.withPack, assessment, engagement)
            const gained = [
              ...Object.entries(after.disclosure).filter(
                ([name, rung]) =>
                  rankOfOpenness(rung) > rankOfOpenness(before.disclosure[name] ?? 'none'),
              ),
              ...Object.entries(after.actions).filter(
                ([name, answer]) =>
                  rankOfAnswer(answer) > rankOfAnswer(before.actions[name] ?? 'deny'),
              ),
            ]
            expect(gained).toEqual([])
          }
        },
      ),
      runs(50),
    )
  })

  test('what is printed of the compiled policy compiles to the same', () => {
    fc.assert(
      fc.property(anyPolicy, anyPack, (document, pack) => {
        const rules = Object.entries(pack.classes ?? {})
        const classes = Object.fromEntries(rules.filter(([, { requires }]) => requires !== 'never'))
        const compiled = both(document, { ...pack, classes })
        if (compiled === null) return
        expect(compilePolicy(printPolicy(compiled.withPack))).toMatchObject({
          ok: true,
          value: { digest: compiled.withPack.digest },
        })
      }),
      runs(30),
    )
  })
})

test('a source that stands within what a rule takes is cited for the rule', () => {
  const result = compilePolicy({
    policy: 'cited',
    version: 1,
    packs: [
      {
        pack: 'house',
        classes: {
          guard: {
            kinds: 'financial',
            rung: 'masked',
            requires: { write: 'verified', read: 'verified', source: 'Decision 12' },
            source: 'Manual',
          },
        },
      },
    ],
    classes: { money: { kind: 'financial', fields: ['balance'], masked: 'recognized' } },
    routes: [{ id: 'all', queue: 'q' }],
  })
  const [rung] = result.ok ? (result.value.classes[0]?.rungs ?? []) : []
  expect(rung?.sources).toEqual(['house.guard: Manual', 'house.guard: Decision 12'])
})

test('a pack says the same in whatever order its rules of a delivery stand', () => {
  const rules = [
    ['a', { kinds: 'account', requires: 'verified', source: 'Rule 1' }],
    ['b', { kinds: 'account', requires: 'recognized', source: 'Rule 2' }],
  ] as const
  const compiledWith = (delivery: PackDocument['delivery'] = {}) =>
    compilePolicy({
      policy: 'p',
      version: 1,
      packs: [{ pack: 'house', delivery }],
      classes: { orders: { kind: 'account', full: 'verified', deliver_to_record: 'claimed' } },
      routes: [{ id: 'all', queue: 'q' }],
    })
  const [once, again] = [rules, rules.toReversed()].map((list) => {
    const compiled = compiledWith(Object.fromEntries(list))
    return compiled.ok ? compiled.value.classes : null
  })
  expect(once?.[0]?.deliver?.requires.map(({ rule }) => rule)).toEqual([
    undefined,
    'house.a',
    'house.b',
  ])
  expect(again).toEqual(once)
})
