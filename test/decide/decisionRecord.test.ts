import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test, vi } from 'vitest'
import { engagementOf } from '../../src/analysis/index.js'
import { type Decided, decide } from '../../src/decide/decide.js'
import { aboveAll } from '../../src/decide/declaredFacts.js'
import { replayRecord } from '../../src/decide/replayRecord.js'
import { compareDecisions, shadow } from '../../src/decide/shadow.js'
import { evaluate } from '../../src/evaluate.js'
import { methods } from '../../src/evidence/index.js'
import { type Engagement, REASONS, RELATIONS } from '../../src/model/index.js'
import { decisionSchema, engagementSchema, parseDocument } from '../../src/policy/index.js'
import { assess } from '../../src/trust/index.js'
import { compiled as policyOf } from '../compiled.js'
import { AT, anyAssessment, anyEngagement, anyPolicy } from '../policy/arbitraries.js'
import { toDecisionRecord } from '../toDecisionRecord.js'

// Generated inputs in hundreds take their time on a busy machine.
vi.setConfig({ testTimeout: 60_000 })

const FOLDER = resolve(import.meta.dirname, '../../examples/policies')

const CASES = readdirSync(FOLDER)
  .filter((file) => file.endsWith('.yaml'))
  .flatMap((file) => {
    const parsed = parseDocument(readFileSync(join(FOLDER, file), 'utf8'))
    if (!parsed.ok) return []
    const policy = policyOf(parsed.value.document)
    return parsed.value.tests.map(({ statement }) => ({
      title: `${file}: ${statement.name}`,
      policy,
      ...engagementOf(statement.given),
    }))
  })

// What a method's own channel can be: words of Twilio's, not of a person's.
const VIAS = ['sms', 'call', 'callback', 'email', 'whatsapp', 'sna', 'push', 'totp', 'passkeys']

// Every value that went in and could name somebody: whatever is no word of the policy or of a closed set.
const valuesOf = (value: unknown): readonly string[] => {
  if (typeof value === 'string') return [value]
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(valuesOf) : []
}

const outcome = ({ disclosure, actions, route, stepUp }: Decided) => ({
  disclosure,
  actions,
  route: route.id,
  stepUp: stepUp.map(({ methods }) => methods),
})

describe.each(CASES)('$title', ({ policy, engagement, at }) => {
  const decision = evaluate(policy, engagement, at)
  const assessment = assess(engagement, at, policy)
  const record = toDecisionRecord(engagement, decision, { assessment, policy })

  test('the record holds no value that went in', () => {
    const { contact, claims, evidence, conversation, intent } = engagement
    const secret = [contact.address, conversation, claims, evidence, intent?.amount, intent?.payee]
    // A number is recorded as one that stands for its band, which the policy names.
    const bands = Object.values(policy.facts ?? {}).map(({ upTo = [] }) => aboveAll(upTo))
    const kinds = methods.map(({ kind }) => kind)
    const codes = [RELATIONS, Object.keys(REASONS)]
    const known = JSON.stringify([policy, VIAS, kinds, bands, codes])
    const values = secret
      .flatMap(valuesOf)
      .filter((value) => value.length > 2 && !known.includes(value))
    const text = JSON.stringify(record)
    expect(values.filter((value) => text.includes(value))).toEqual([])
  })

  test('the record is enough to decide again', () => {
    const again = replayRecord(policy, JSON.parse(JSON.stringify(record)))
    expect(again && outcome(again)).toEqual(outcome(decide(policy, assessment, engagement)))
  })

  test('the decision and the engagement have the form their schemas say', () => {
    expect(decisionSchema.safeParse(decision)).toMatchObject({ success: true })
    expect(engagementSchema.safeParse(engagement)).toMatchObject({ success: true })
  })
})

test('whatever was decided is decided the same from its record', () => {
  fc.assert(
    fc.property(
      anyPolicy,
      anyPolicy,
      anyAssessment,
      anyEngagement,
      fc.nat(7),
      (one, other, assessed, engagement, held) => {
        const [live, candidate] = [policyOf(one), policyOf(other)]
        // What else was proved for, by some of the policy's own names and by one of nobody's.
        const names = [...live.classes, ...live.actions].map(({ name }) => name)
        const heldFor = [...names.filter((_, at) => (held >> (at % 3)) % 2 === 1), 'somebody']
        const assessment = held === 0 ? assessed : { ...assessed, heldFor }
        const decided = decide(live, assessment, engagement)
        const decision = {
          ...decided,
          trust: assessment.trust,
          redaction: { customer: [], agent: [], bot: [], log: [], insights: [], memory: [] },
          validUntil: null,
          policy: { name: 'p', version: 1, digest: live.digest },
        }
        const record = toDecisionRecord(engagement, decision, { assessment, policy: live })
        const again = replayRecord(live, record)
        expect(again && outcome(again)).toEqual(outcome(decided))
        expect(JSON.stringify(record)).not.toContain('somebody')
        const elsewhere = replayRecord(candidate, record)
        const { disclosure } = decide(candidate, assessment, engagement)
        // A purpose or a topic that only the candidate knows was not recorded.
        const shared = Object.keys(disclosure).filter((name) => name in decided.disclosure)
        for (const name of shared) expect(elsewhere?.disclosure[name]).toBe(disclosure[name])
      },
    ),
  )
})

test('a record without its assessment says that it cannot be replayed', () => {
  const [first] = CASES
  if (first === undefined) throw new TypeError('there are no examples')
  const { policy, engagement, at } = first
  const record = toDecisionRecord(engagement, evaluate(policy, engagement, at))
  expect(record.supports).toBeNull()
  expect(replayRecord(policy, record)).toBeNull()
})

test('a channel, a code or a purpose of the sender’s own is not written down', () => {
  const policy = policyOf({
    policy: 'p',
    version: 1,
    classes: { account: { full: 'verified' } },
    routes: [{ id: 'all', queue: 'q' }],
  })
  const engagement: Engagement = {
    conversation: 'CH01',
    contact: { channel: 'ada@example.com', address: '+14155550100' },
    intent: { classes: ['ada_example', 'account'], actions: ['555-0100'] },
    context: { 'ada@example.com': 'x' },
  }
  const decision = evaluate(policy, engagement, AT)
  const assessment = assess(engagement, AT, policy)
  const text = JSON.stringify(toDecisionRecord(engagement, decision, { assessment, policy }))
  expect(text).not.toMatch(/ada|0100/)
})

describe('a candidate beside the live policy', () => {
  const live = policyOf({
    policy: 'p',
    version: 1,
    classes: { account: { full: 'verified' }, note: { masked: 'anonymous' } },
    actions: { pay: { write: 'strong' } },
    routes: [{ id: 'all', queue: 'q' }],
  })
  const candidate = policyOf({
    policy: 'p',
    version: 2,
    classes: { account: { full: 'claimed' }, note: { full: 'recognized' } },
    actions: { pay: { write: 'anonymous' } },
    routes: [{ id: 'all', queue: 'elsewhere' }],
  })
  const engagement: Engagement = {
    conversation: 'CH01',
    contact: { channel: 'sms', address: '+14155550100' },
  }
  const shadowed = shadow(evaluate, { live, candidate }, engagement, AT)

  test('changes nothing that is acted on', () => {
    expect(shadowed.decision).toEqual(evaluate(live, engagement, AT))
  })

  test('differs by what it opens, closes and sends elsewhere', () => {
    expect(shadowed.differences).toEqual([
      { about: 'class', name: 'note', live: 'masked', candidate: 'none', change: 'stricter' },
      { about: 'action', name: 'pay', live: 'deny', candidate: 'allow', change: 'looser' },
      { about: 'route', name: 'route', live: 'all', candidate: 'all', change: 'rerouted' },
    ])
  })

  test('goes into the record', () => {
    const record = toDecisionRecord(engagement, shadowed.decision, {
      shadow: { digest: candidate.digest, differences: shadowed.differences },
    })
    expect(record.shadow?.differences).toHaveLength(3)
  })

  test('that is the same policy differs in nothing', () => {
    expect(compareDecisions(shadowed.decision, shadowed.decision)).toEqual([])
  })
})
