import { describe, expect, test } from 'vitest'
import type { AudienceRedaction, CompiledPolicy, DataClass } from '../../src/decide/index.js'
import {
  AUDIENCES,
  type Audience,
  type Disclosure,
  REDACTION_ACTIONS,
  type RedactionAction,
  type RedactionRule,
} from '../../src/model/index.js'
import {
  emitRules,
  readRules,
  redactRecord,
  redactText,
  warnOfRules,
} from '../../src/redaction/index.js'
import { DEFAULT_RISK } from '../../src/trust/index.js'

const rung = { id: 'r', rung: 'full', requires: [], sources: [] } as const
const dataClass = (
  name: string,
  fields: readonly string[],
  rungs: DataClass['rungs'] = [rung],
): DataClass => ({
  name,
  fields,
  sensitivity: 0,
  rungs,
  agent: [],
})
const plain = (action: RedactionAction): AudienceRedaction => ({
  default: action,
  identifiers: {},
  classes: {},
})

function policyWith(redact: Partial<Record<Audience, AudienceRedaction>>): CompiledPolicy {
  return {
    countersign: 1,
    name: 'p',
    version: 1,
    digest: 'sha256:0',
    packs: [],
    classes: [dataClass('contact', ['name', 'email']), dataClass('secret', ['pin'], [])],
    actions: [],
    stepUp: [],
    routes: [],
    redact: {
      customer: plain('mask'),
      agent: plain('mask'),
      bot: plain('mask'),
      log: plain('drop'),
      insights: plain('drop'),
      memory: plain('drop'),
      ...redact,
    },
    risk: DEFAULT_RISK,
    issuers: [],
    channels: [],
    refuses: [],
    regions: ['US'],
  }
}

const actionOn = (rules: readonly RedactionRule[], path: string): RedactionAction | undefined =>
  rules.find((rule) => rule.target === 'field' && rule.path === path)?.action

const DISCLOSURES: readonly (readonly [Disclosure, RedactionAction])[] = [
  ['full', 'keep'],
  ['masked', 'mask'],
  ['confirm', 'drop'],
  ['accept', 'drop'],
  ['none', 'drop'],
  ['deliver_to_record', 'drop'],
]

describe('rules emitted from a decision', () => {
  test.each(DISCLOSURES)(
    'a class at %s is shown to customer, agent and bot as %s, to logs never',
    (disclosure, action) => {
      const rules = emitRules(policyWith({}), { contact: disclosure })
      for (const audience of ['customer', 'agent', 'bot'] as const)
        expect(actionOn(rules[audience], 'email')).toBe(action)
      for (const audience of ['log', 'insights', 'memory'] as const)
        expect(actionOn(rules[audience], 'email')).toBe('drop')
    },
  )

  test('a class without a disclosure is withheld', () => {
    expect(actionOn(emitRules(policyWith({}), {}).agent, 'email')).toBe('drop')
  })

  test('the policy tightens what is told and never loosens it', () => {
    for (const [disclosure, told] of DISCLOSURES) {
      for (const said of REDACTION_ACTIONS) {
        const rules = emitRules(
          policyWith({ agent: { default: 'mask', identifiers: {}, classes: { contact: said } } }),
          { contact: disclosure },
        )
        const rank = (action: RedactionAction) => REDACTION_ACTIONS.indexOf(action)
        const got = actionOn(rules.agent, 'email')
        expect(got === undefined ? -1 : rank(got)).toBe(Math.min(rank(told), rank(said)))
      }
    }
  })

  test('a log is shown what the policy says, but never a class that nobody is given', () => {
    const log = {
      default: 'drop',
      identifiers: {},
      classes: { contact: 'hash', secret: 'keep' },
    } as const
    const rules = emitRules(policyWith({ log }), {})
    expect(actionOn(rules.log, 'email')).toBe('hash')
    expect(actionOn(rules.log, 'pin')).toBe('drop')
  })

  test('a card code is dropped whatever is asked', () => {
    for (const action of REDACTION_ACTIONS) {
      const asked = { default: action, identifiers: { card_code: action }, classes: {} }
      const rules = emitRules(policyWith({ agent: asked, log: asked }), {})
      expect(redactText('cvv 123', rules.agent).text).toBe('cvv [card_code]')
      expect(
        redactText('cvv 123', [{ target: 'text', identifier: 'card_code', action }]).text,
      ).toBe('cvv [card_code]')
    }
  })

  test('two copies of one card number tell no more than one', () => {
    const text = '4111 1111 1111 1111'
    const shown = REDACTION_ACTIONS.filter((action) => action !== 'keep').map((action) =>
      redactText(text, [{ target: 'text', identifier: 'payment_card', action }]).text.replace(
        /\D/g,
        '',
      ),
    )
    for (const digits of shown) expect(['', '1111']).toContain(digits)
  })

  test('every audience ends with a rule for identifiers not named', () => {
    const rules = emitRules(policyWith({}), {})
    for (const audience of AUDIENCES)
      expect(rules[audience].at(-1)).toMatchObject({ target: 'text', identifier: 'default' })
  })

  test('a field of no class is withheld from everyone', () => {
    const rules = emitRules(policyWith({}), { contact: 'full' })
    for (const audience of AUDIENCES) {
      expect(redactRecord({ name: 'Ada', other: 'x' }, rules[audience]).value).not.toHaveProperty(
        'other',
      )
    }
  })

  test('rules survive JSON', () => {
    const rules = emitRules(policyWith({}), { contact: 'full' })
    for (const audience of AUDIENCES) {
      expect(readRules(JSON.parse(JSON.stringify(rules[audience])))).toEqual({
        ok: true,
        value: rules[audience],
      })
    }
  })

  test('a phone number that shows its end is warned of', () => {
    expect(warnOfRules(emitRules(policyWith({}), {})).map(({ path }) => path)).toEqual([
      '/customer',
      '/agent',
      '/bot',
    ])
  })
})

describe('portable rules', () => {
  test('an unknown action drops', () => {
    expect(readRules([{ target: 'text', identifier: 'phone', action: 'blur' }])).toEqual({
      ok: true,
      value: [{ target: 'text', identifier: 'phone', action: 'drop' }],
    })
  })

  test.each([
    [null, 'not_a_list', ''],
    [{}, 'not_a_list', ''],
    [[null], 'not_an_object', '/0'],
    [[{ target: 'dream', action: 'keep' }], 'unknown_rule', '/0/target'],
    [
      [{ target: 'text', identifier: 'Ada Lovelace', action: 'keep' }],
      'invalid_identifier',
      '/0/identifier',
    ],
    [[{ target: 'field', path: 'a..b', action: 'keep' }], 'invalid_path', '/0/path'],
    [[{ target: 'field', path: '**.a', action: 'keep' }], 'invalid_path', '/0/path'],
    [Array.from({ length: 10_001 }, () => ({})), 'too_many_rules', ''],
  ])('%j is refused as %s at %s', (input, code, path) => {
    const read = readRules(input)
    expect(read.ok ? null : read.issues[0]).toMatchObject({ code, path })
    expect(JSON.stringify(read)).not.toContain('Ada')
  })
})

describe('what a text rule writes', () => {
  const key = 'a key of more than sixteen bytes'
  const write = (action: RedactionAction, options: object, text = '(415) 555-0132') =>
    redactText(text, [{ target: 'text', identifier: 'phone', action }], options).text

  test('hashes and tokens need a key of sixteen bytes', () => {
    for (const action of ['hash', 'token'] as const) {
      expect(write(action, {})).toBe('[phone]')
      expect(write(action, { key: 'short' })).toBe('[phone]')
      expect(write(action, { key })).toMatch(/^\[phone:[a-p]+\]$/)
    }
  })

  test('a token is the same within a conversation, however the number is written, and differs between two', () => {
    const one = write('token', { key, conversation: 'CH1' })
    expect(write('token', { key, conversation: 'CH1' }, '+1 415 555 0132')).toBe(one)
    expect(write('token', { key, conversation: 'CH2' })).not.toBe(one)
    expect(write('hash', { key, conversation: 'CH1' })).toBe(
      write('hash', { key, conversation: 'CH2' }),
    )
  })

  test("a caller's finder takes part, and one that fails withholds the text", () => {
    const rules = [{ target: 'text', identifier: 'default', action: 'drop' }] as const
    const name = (text: string) => [
      { start: text.indexOf('Ada'), end: text.indexOf('Ada') + 3, type: 'person' },
    ]
    expect(redactText('I am Ada', rules, { finders: [name] }).text).toBe('I am [person]')
    for (const finder of [
      () => {
        throw new Error('late')
      },
      () => [{ start: 0, end: 99, type: 'person' }],
      () => [{ start: -1, end: 2, type: 'x' }],
    ]) {
      expect(redactText('I am Ada', rules, { finders: [finder] })).toMatchObject({
        text: '[withheld]',
        reasons: [{ code: 'finder_failed' }],
      })
    }
  })
})

const NOTE: RedactionRule = { target: 'field', path: 'note', action: 'keep', text: true }

describe('rules alone hide what they hide beside their policy', () => {
  // Numbers kept for fiction (Ofcom, Arcep) or made up, as people there write them, and nothing beside them.
  const NATIONAL = [
    ['FR', '0612345678'],
    ['FR', '+33 6 12 34 56 78'],
    ['GB', '07911123456'],
    ['DE', '03023125123'],
    ['ES', '612345678'],
  ] as const

  test.each(NATIONAL)('in %s: %s', (region, number) => {
    const policy = { ...policyWith({}), regions: [region] }
    const named = { default: 'drop', identifiers: { phone: 'mask' }, classes: {} } as const
    for (const { log, agent } of [
      policy,
      { ...policy, redact: policyWith({ log: named }).redact },
    ].map((one) => emitRules(one, {}))) {
      for (const rules of [log, agent]) {
        const again = readRules(JSON.parse(JSON.stringify(rules)))
        const read = again.ok ? again.value : []
        expect(redactText(number, read).text).not.toContain(number.slice(0, 7))
        expect(redactText(number, read)).toEqual(redactText(number, read, { regions: [region] }))
        expect(redactRecord({ note: number }, [...read, NOTE]).value).not.toEqual({ note: number })
        expect(redactText(number, read, { regions: ['US'] }).text).not.toContain(number.slice(0, 7))
      }
    }
  })

  test.each([{ regions: ['France'] }, { regions: 'FR' }, { regions: [1] }])(
    'a list that cannot be read is refused, and nothing is shown by it: %j',
    (brought) => {
      const rule = { target: 'text', identifier: 'default', action: 'keep', ...brought }
      expect(readRules([rule])).toMatchObject({ ok: false, issues: [{ code: 'unknown_region' }] })
    },
  )
})
