import fc from 'fast-check'
import { describe, expect, test, vi } from 'vitest'
import { type CompiledPolicy, decide } from '../../src/decide/index.js'
import { HOUR, REDACTION_ACTIONS, type RedactionAction } from '../../src/model/index.js'
import type { ClassDocument } from '../../src/policy/document.js'
import { compilePolicy } from '../../src/policy/index.js'
import { emitRules } from '../../src/redaction/index.js'
import { anySupport, assessmentOf } from './arbitraries.js'

// Generated inputs in hundreds take their time on a busy machine.
vi.setConfig({ testTimeout: 60_000 })

const OPEN: ClassDocument = {
  accept: 'anonymous',
  confirm: 'anonymous',
  masked: 'anonymous',
  full: 'anonymous',
}

const policyOf = (packs: readonly string[], kind: string): CompiledPolicy => {
  const compiled = compilePolicy({
    policy: 'p',
    version: 1,
    packs,
    classes: { thing: { ...OPEN, kind, fields: ['thing'] } },
    actions: {
      do_it: { write: 'recognized' },
      move_money: { kind: 'payout', write: 'recognized' },
    },
    redact: { log: { payment_card: 'keep', thing: 'keep', default: 'keep' } },
    routes: [{ id: 'all', queue: 'q' }],
  })
  if (!compiled.ok) throw new TypeError('the policy of this test is broken')
  return compiled.value
}

const rungsOf = ({ classes }: CompiledPolicy) => classes[0]?.rungs.map(({ rung }) => rung)

const stranger = assessmentOf([], 0)

const ask = (policy: CompiledPolicy) =>
  decide(policy, stranger, {
    conversation: 'CH01',
    contact: { channel: 'sms', address: '+14155550100' },
    intent: { classes: ['thing'], actions: ['move_money'] },
  })

describe('a policy that opens all to anyone', () => {
  test.each([
    ['pci', 'sad', []],
    ['pci', 'pan', ['accept', 'confirm', 'masked']],
    ['ccpa', 'government_id', ['accept', 'confirm']],
    ['ccpa', 'security_answer', ['accept', 'confirm']],
    ['ffiec', 'credential', ['accept']],
    ['hipaa', 'phi', ['accept', 'confirm', 'masked', 'full']],
  ])('keeps under %s of %s the rungs %j', (pack, kind, rungs) => {
    expect(rungsOf(policyOf([pack], kind))).toEqual(rungs)
  })

  test.each([
    ['hipaa', 'phi'],
    ['cpni', 'cpni_call_detail'],
    ['gdpr', 'contact'],
    ['gdpr', 'special'],
    ['psd2', 'financial'],
    ['ffiec', 'financial'],
  ])('shows a stranger under %s less than all of %s', (pack, kind) => {
    expect(ask(policyOf([pack], kind)).disclosure['thing']).not.toBe('full')
    expect(ask(policyOf([], kind)).disclosure['thing']).toBe('full')
  })

  test('of what is public a pack takes nothing away', () => {
    expect(ask(policyOf(['gdpr', 'hipaa', 'ccpa'], 'public')).disclosure['thing']).toBe('full')
  })
})

describe('what a pack takes away is put down to its rule', () => {
  test('where a rung is never given', () => {
    expect(ask(policyOf(['pci'], 'sad')).reasons).toContainEqual({
      code: 'never_disclosed',
      at: '/intent/classes/0',
      rule: 'pci.sad.never',
    })
  })

  test('where it asks for more than the policy', () => {
    expect(ask(policyOf(['psd2', 'ffiec'], 'financial')).reasons).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ rule: 'psd2.payment', at: '/intent/actions/0' }),
        expect.objectContaining({ rule: 'ffiec.payout', at: '/intent/actions/0' }),
      ]),
    )
  })

  test('with its citation beside the rule', () => {
    const [dataClass] = policyOf(['hipaa'], 'phi').classes
    expect(dataClass?.rungs.at(-1)?.sources.join()).toMatch(/hipaa\.phi\.confirm: 45 CFR 164\.514/)
  })
})

test('health information is offered to trained agents only, and never logged', () => {
  const policy = policyOf(['hipaa'], 'phi')
  expect(policy.classes[0]?.agent).toEqual(['hipaa'])
  expect(policy.redact.log.classes).toMatchObject({ thing: 'drop' })
})

test('a card number is never logged, whatever the policy keeps', () => {
  expect(policyOf(['pci'], 'pan').redact.log.identifiers).toMatchObject({
    payment_card: 'drop',
    card_code: 'drop',
  })
})

test('profiles that are guessed are refused as input, with the rule that says so', () => {
  expect(policyOf(['hipaa', 'pci'], 'phi').refuses).toContainEqual({
    kind: 'conversation_memory',
    rule: 'hipaa.conversation_memory',
  })
})

test('call detail opens to a login or a factor, never to a code alone', () => {
  const policy = policyOf(['cpni'], 'cpni_call_detail')
  fc.assert(
    fc.property(fc.array(anySupport, { maxLength: 3 }), (supports) => {
      const proofs = supports.map((support) => ({ ...support, method: 'verify_check', via: 'sms' }))
      const decided = decide(policy, assessmentOf(proofs, 4), {
        conversation: 'CH01',
        contact: { channel: 'sms', address: '+14155550100' },
      })
      expect(['none', 'accept', 'confirm']).toContain(decided.disclosure['thing'])
    }),
  )
})

test('the harder a class is to open, the more sensitive it is; what is never given is most', () => {
  const compiled = compilePolicy({
    policy: 'p',
    version: 1,
    packs: ['pci'],
    classes: {
      never: { fields: ['a'] },
      open: { full: 'anonymous' },
      hard: { full: { write: 'strong', read: 'verified' } },
      fresh: { full: { write: 'verified', read: 'verified', maxAge: '5m' } },
      stale: { full: { write: 'verified', read: 'verified', maxAge: '24h' } },
      partly: { masked: 'recognized' },
    },
    routes: [{ id: 'all', queue: 'q' }],
  })
  expect(compiled.ok && compiled.value.classes.map(({ name }) => name)).toEqual([
    'open',
    'stale',
    'fresh',
    'hard',
    'partly',
    'never',
  ])
})

test('a binding is young for thirty days at least where CPNI is kept', () => {
  const compiled = compilePolicy({
    policy: 'p',
    version: 1,
    packs: ['cpni'],
    classes: { thing: OPEN },
    risk: { quarantine: '1h' },
    routes: [{ id: 'all', queue: 'q' }],
  })
  expect(compiled.ok && compiled.value.risk.quarantine).toBe(30 * 24 * HOUR)
})

describe('a memory of people', () => {
  const memoryOf = (packs: readonly string[], said: Readonly<Record<string, RedactionAction>>) => {
    const compiled = compilePolicy({
      policy: 'p',
      version: 1,
      packs,
      classes: { thing: { ...OPEN, fields: ['thing'] } },
      redact: { memory: said },
      routes: [{ id: 'all', queue: 'q' }],
    })
    if (!compiled.ok) throw new TypeError('the policy of this test is broken')
    const rules = emitRules(compiled.value, { thing: 'full' }).memory
    return [...new Set(rules.map(({ action }) => action))]
  }
  const anySaid = fc.dictionary(
    fc.constantFrom('default', 'thing', 'email', 'payment_card'),
    fc.constantFrom(...REDACTION_ACTIONS),
  )

  test('is told nothing under the packs that Twilio excludes it for, whatever the policy says', () => {
    const anyPacks = fc.subarray(['gdpr', 'hipaa', 'pci', 'ccpa'])
    fc.assert(
      fc.property(anyPacks, anySaid, (packs, said) => {
        const shown = memoryOf(packs, said)
        if (packs.includes('hipaa') || packs.includes('pci')) expect(shown).toEqual(['drop'])
      }),
    )
  })

  test('is told nothing where a policy says nothing of it, and else what it says', () => {
    expect(memoryOf([], {})).toEqual(['drop'])
    expect(memoryOf([], { default: 'mask', thing: 'keep' })).toEqual(
      expect.arrayContaining(['keep', 'mask']),
    )
  })
})
