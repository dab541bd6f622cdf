import fc from 'fast-check'
import { expect, test, vi } from 'vitest'
import {
  type Decided,
  decide,
  kindOfCause,
  policyIndexOf,
  type Requirement,
  rankOfAnswer,
  rankOfOpenness,
  readCompiledPolicy,
} from '../../src/decide/index.js'
import {
  AUDIENCES,
  type Intent,
  type Rank,
  REDACTION_ACTIONS,
  type RedactionAction,
  type Support,
} from '../../src/model/index.js'
import { type PolicyDocument, printPolicy } from '../../src/policy/index.js'
import { spansCategories, writeRank } from '../../src/trust/index.js'
import { compiled } from '../compiled.js'
import { runs } from '../runs.js'
import {
  AT,
  anyAssessment,
  anyEngagement,
  anyPolicy,
  anyRank,
  anySupport,
  assessmentOf,
  platformSupport,
} from './arbitraries.js'

// Generated inputs in hundreds take their time on a busy machine.
vi.setConfig({ testTimeout: 60_000 })

/** A policy takes long to compile: each is asked about several people. */
const anyAsked = fc.array(fc.tuple(anyAssessment, anyEngagement), { minLength: 6, maxLength: 6 })

const bareOnes = new WeakMap<PolicyDocument, PolicyDocument>()

/** The same policy without its packs; one document for each, so that it is compiled once. */
function withoutPacks(document: PolicyDocument): PolicyDocument {
  const known = bareOnes.get(document) ?? { ...document, packs: [] }
  bareOnes.set(document, known)
  return known
}

const visible = ({ disclosure, actions, route, stepUp, notices }: Decided) => ({
  disclosure,
  actions,
  route,
  stepUp,
  notices,
})

test('the order of classes, actions, packs and redactions changes nothing', () => {
  const reversed = <Value>(record: Readonly<Record<string, Value>>): Record<string, Value> =>
    Object.fromEntries(Object.entries(record).toReversed())
  fc.assert(
    fc.property(anyPolicy, (document) => {
      const shuffled = {
        ...document,
        classes: reversed(document.classes),
        actions: reversed(document.actions ?? {}),
        packs: document.packs?.toReversed() ?? [],
        redact: reversed(document.redact ?? {}),
        issuers: document.issuers?.toReversed() ?? [],
      }
      expect(compiled(shuffled)).toEqual(compiled(document))
    }),
    runs(40),
  )
})

test('to compile, print and compile again is to compile', () => {
  fc.assert(
    fc.property(anyPolicy, (document) => {
      const once = compiled(document)
      expect(compiled(printPolicy(once))).toEqual(once)
    }),
    runs(40),
  )
})

test('a compiled policy goes through JSON unchanged, and decides the same', () => {
  fc.assert(
    fc.property(anyPolicy, anyAssessment, anyEngagement, (document, assessment, engagement) => {
      const policy = compiled(document)
      const read = readCompiledPolicy(JSON.parse(JSON.stringify(policy)))
      expect(read).toEqual({ ok: true, value: policy })
      expect(read.ok && decide(read.value, assessment, engagement)).toEqual(
        decide(policy, assessment, engagement),
      )
    }),
    runs(40),
  )
})

test('a pack only tightens, whatever the policy says', () => {
  fc.assert(
    fc.property(anyPolicy, anyAsked, (document, asked) => {
      const bare = compiled(withoutPacks(document))
      const packed = compiled(document)
      for (const [assessment, engagement] of asked) {
        const before = decide(bare, assessment, engagement)
        const after = decide(packed, assessment, engagement)
        for (const [name, given] of Object.entries(after.disclosure)) {
          expect(rankOfOpenness(given)).toBeLessThanOrEqual(
            rankOfOpenness(before.disclosure[name] ?? 'none'),
          )
        }
        for (const [name, answer] of Object.entries(after.actions)) {
          expect(rankOfAnswer(answer)).toBeLessThanOrEqual(
            rankOfAnswer(before.actions[name] ?? 'deny'),
          )
        }
      }
    }),
    runs(40),
  )
})

const strictness = (action: RedactionAction): number => REDACTION_ACTIONS.indexOf(action)

test('a pack never shows more, believes more or takes in more', () => {
  fc.assert(
    fc.property(anyPolicy, (document) => {
      const bare = compiled(withoutPacks(document))
      const packed = compiled(document)
      for (const audience of AUDIENCES) {
        const [before, after] = [bare.redact[audience], packed.redact[audience]]
        for (const [name, action] of Object.entries({ ...after.identifiers, ...after.classes })) {
          const was = before.identifiers[name] ?? before.classes[name]
          expect(strictness(action)).toBeLessThanOrEqual(strictness(was ?? 'keep'))
        }
        expect(strictness(after.default)).toBeLessThanOrEqual(strictness(before.default))
      }
      expect(packed.risk.quarantine).toBeGreaterThanOrEqual(bare.risk.quarantine)
      expect(packed.risk.simSwapUnknown).toBeLessThanOrEqual(bare.risk.simSwapUnknown)
      expect(packed.refuses).toEqual(expect.arrayContaining([...bare.refuses]))
      for (const dataClass of bare.classes) {
        const agent = packed.classes.find(({ name }) => name === dataClass.name)?.agent ?? []
        expect(agent).toEqual(expect.arrayContaining([...dataClass.agent]))
      }
    }),
    runs(50),
  )
})

test('a stronger engagement never opens less', () => {
  let opened = 0
  const anySupports = fc.array(anySupport, { maxLength: 3 })
  const anyStronger = fc.tuple(anySupports, anySupport, anyRank, anyRank, anyEngagement)
  const asked = fc.array(anyStronger, { minLength: 6, maxLength: 6 })
  fc.assert(
    fc.property(anyPolicy, asked, (document, stronger) => {
      const policy = compiled(document)
      for (const [supports, more, read, other, engagement] of stronger) {
        const ranks: readonly Rank[] = read < other ? [read, other] : [other, read]
        const before = decide(policy, assessmentOf(supports, ranks[0] ?? 0), engagement)
        const after = decide(policy, assessmentOf([...supports, more], ranks[1] ?? 0), engagement)
        // Somebody is told of what was asked for and is allowed, and of nothing else.
        const told = policy.actions
          .filter(({ name }) => engagement.intent?.actions?.includes(name))
          .filter(({ name }) => after.actions[name] === 'allow')
          .flatMap(({ name, notify }) => notify.map((to) => ({ action: name, to })))
        expect(after.notices).toEqual(told)
        for (const [name, given] of Object.entries(after.disclosure)) {
          expect(rankOfOpenness(given)).toBeGreaterThanOrEqual(
            rankOfOpenness(before.disclosure[name] ?? 'none'),
          )
        }
        for (const [name, answer] of Object.entries(before.actions)) {
          if (answer !== 'allow') continue
          expect(after.actions[name]).toBe('allow')
          opened += 1
        }
      }
    }),
    runs(60),
  )
  expect(opened).toBeGreaterThan(2)
})

// What a requirement means, written as plainly as can be: choose among the supports that count.
function isMetPlainly(
  requirement: Requirement,
  { trust, supports, at }: ReturnType<typeof assessmentOf>,
  name: string,
  intent: Intent,
): boolean {
  const { write, read, maxAge, purpose, linked, methods, categories, forbidPhishableOnly } =
    requirement
  if (read > 0 && (trust.write < 2 || trust.read < Math.max(read, 2))) return false
  if (trust.write < write) return false
  if (linked === true && (intent.amount === undefined || intent.payee === undefined)) return false
  const isPlain = [purpose, linked, methods, categories, forbidPhishableOnly].every((part) => !part)
  if (write < 2 && isPlain) return true
  const bound = purpose === true || linked === true
  const counted = supports
    .filter(({ since }) => maxAge === undefined || at < since + maxAge)
    .filter((support) => support.purpose === name || (!bound && support.purpose === null))
    .filter(({ amount }) => !bound || amount === undefined || amount === intent.amount)
    .filter(({ payee }) => !bound || payee === undefined || payee === intent.payee)
  const naming = counted
    .filter(({ amount }) => intent.amount === undefined || amount === intent.amount)
    .filter(({ payee }) => intent.payee === undefined || payee === intent.payee)
  const needed: Rank = write === 0 ? 1 : write
  const among = [
    (heavy: readonly Support[]) =>
      methods === undefined ||
      heavy.some(({ method, via = '' }) => methods.includes(method) || methods.includes(via)),
    (heavy: readonly Support[]) => categories === undefined || spansCategories(heavy, categories),
    (heavy: readonly Support[]) =>
      forbidPhishableOnly !== true || heavy.some(({ phishable }) => !phishable),
  ]
  return (
    writeRank(counted, { among }) >= needed && (!bound || writeRank(naming) >= Math.min(needed, 3))
  )
}

test('a rung is given when all it takes is met, the highest such, and nothing otherwise', () => {
  fc.assert(
    fc.property(anyPolicy, anyAsked, (document, asked) => {
      const policy = compiled(document)
      for (const [assessment, engagement] of asked) {
        const { disclosure, actions } = decide(policy, assessment, engagement)
        const isMet = (requires: readonly Requirement[], name: string): boolean =>
          requires.every((requirement) =>
            isMetPlainly(requirement, assessment, name, engagement.intent ?? {}),
          )
        for (const { name, rungs, deliver } of policy.classes) {
          const best = rungs.filter(({ requires }) => isMet(requires, name)).at(-1)?.rung
          const otherwise = deliver && isMet(deliver.requires, name) ? 'deliver_to_record' : 'none'
          expect(disclosure[name]).toBe(best ?? otherwise)
        }
        for (const { name, requires, denied } of policy.actions) {
          expect(actions[name] === 'allow').toBe(!denied && isMet(requires, name))
        }
      }
    }),
    runs(75),
  )
})

test('until it may change, a decision is the same at every instant', () => {
  fc.assert(
    fc.property(
      anyPolicy,
      fc.array(anySupport, { maxLength: 3 }),
      anyRank,
      anyEngagement,
      fc.double({ min: 0, max: 1, noNaN: true }),
      (document, proofs, read, engagement, part) => {
        const policy = compiled(document)
        const at = (instant: number) =>
          decide(
            policy,
            assessmentOf([platformSupport(3, instant), ...proofs], read, [], instant),
            engagement,
          )
        const now = at(AT)
        const last = Math.min(now.changesAt, AT + 60 * 86_400_000) - 1
        const then = at(AT + Math.floor((last - AT) * part))
        expect(now.changesAt).toBeGreaterThan(AT)
        expect(visible(then)).toEqual(visible(now))
        expect(at(last).reasons).toEqual(now.reasons)
        expect(at(last).changesAt).toBe(now.changesAt)
      },
    ),
  )
})

const anyClaims = fc.dictionary(
  fc.constantFrom('tier', 'segment', 'trust', 'verified'),
  fc.constantFrom('business', 'strong', 'true', '', '4'),
)

test('claims change nothing', () => {
  fc.assert(
    fc.property(anyPolicy, anyAsked, anyClaims, (document, asked, claims) => {
      const policy = compiled(document)
      const answers = (said: object) =>
        asked.map(([assessment, engagement]) =>
          decide(policy, assessment, { ...engagement, ...said }),
        )
      expect(answers({ claims })).toEqual(answers({}))
    }),
    runs(60),
  )
})

test('a claim is not the fact that a rule names', () => {
  const segment = { context: { segment: 'business' } }
  const policy = compiled({
    policy: 'p',
    version: 1,
    facts: { segment: ['business', 'private'] },
    classes: { alpha: { full: { write: 'claimed', read: 'anonymous', when: segment } } },
    actions: { open_it: { write: 'claimed', when: segment } },
    routes: [
      { id: 'business', when: segment, queue: 'one' },
      { id: 'last', queue: 'two' },
    ],
  })
  const answer = (said: object) =>
    decide(policy, assessmentOf([platformSupport(3)], 3), {
      conversation: 'CH01',
      contact: { channel: 'sms', address: '+14155550100' },
      intent: { classes: ['alpha'], actions: ['open_it'] },
      ...said,
    })
  expect(answer(segment).route.id).toBe('business')
  expect(answer(segment).actions).toEqual({ open_it: 'allow' })
  expect(answer({ claims: segment.context })).toEqual(answer({}))
})

test('whatever is passed as an engagement is decided, and none of it is repeated', () => {
  const policy = compiled({
    policy: 'p',
    version: 1,
    packs: ['pci'],
    classes: { account: { full: 'verified' } },
    actions: { pay: { write: 'strong', linked: true, purpose: true } },
    routes: [
      { id: 'a', when: { context: { x: 'y' }, intent: 'pay' }, queue: 'q' },
      { id: 'z', queue: 'q' },
    ],
    stepUp: ['login', 'verify_sms'],
  })
  const anyJunk = fc.oneof(
    fc.anything(),
    fc.record({ contact: fc.anything(), intent: fc.anything(), context: fc.anything() }),
    fc.record({
      intent: fc.record({
        classes: fc.array(fc.anything()),
        actions: fc.anything(),
        amount: fc.anything(),
      }),
    }),
    fc.record({ intent: fc.record({ classes: fc.array(fc.string({ minLength: 24 })) }) }),
  )
  fc.assert(
    fc.property(anyJunk, anyAssessment, (junk, assessment) => {
      const decided: Decided = Reflect.apply(decide, undefined, [policy, assessment, junk])
      expect(Object.keys(decided.disclosure)).toEqual(['account'])
      const texts = JSON.stringify(junk)?.match(/[^"\\]{24,}/g) ?? []
      for (const text of texts) expect(JSON.stringify(decided)).not.toContain(text)
    }),
    runs(200),
  )
})

test('everything asked for and withheld has a reason, at its place, with its rule', () => {
  fc.assert(
    fc.property(anyPolicy, anyAsked, (document, asked) => {
      const policy = compiled(document)
      for (const [assessment, engagement] of asked) {
        const { disclosure, actions, reasons } = decide(policy, assessment, engagement)
        engagement.intent?.classes?.forEach((name, at) => {
          const given = disclosure[name] ?? 'none'
          const isWithheld = given === 'none' || given === 'deliver_to_record'
          expect(reasons.some((reason) => reason.at === `/intent/classes/${at}`)).toBe(isWithheld)
        })
        engagement.intent?.actions?.forEach((name, at) => {
          expect(reasons.some((reason) => reason.at === `/intent/actions/${at}`)).toBe(
            actions[name] !== 'allow',
          )
        })
        expect(
          reasons.every(({ rule, code }) => rule !== undefined || code.startsWith('unknown_')),
        ).toBe(true)
      }
    }),
    runs(40),
  )
})

test('what is remembered of a plan names nobody', () => {
  fc.assert(
    fc.property(anyPolicy, anyAssessment, anyEngagement, (document, assessment, engagement) => {
      const policy = compiled(document)
      const marked = assessment.supports.map((support) => ({
        ...support,
        causes: support.causes.map((cause) => `${kindOfCause(cause)}:tel:+14155550199`),
        node: 'tel:+14155550199' as const,
        customer: 'C-secret',
        amount: '12.34',
        payee: 'secret',
      }))
      const intent = { classes: ['secret', 'alpha'], actions: ['secret', 'open_it'] }
      decide(policy, { ...assessment, supports: marked }, { ...engagement, intent })
      const remembered = JSON.stringify([...policyIndexOf(policy).plans.plans.values()])
      expect(remembered).not.toMatch(/\+14155550199|secret|12\.34/)
    }),
    runs(40),
  )
})

test('proofs of one band are planned for alike, and of two bands apart', () => {
  const policy = compiled({
    policy: 'p',
    version: 1,
    classes: { alpha: { full: { write: 'verified', read: 'verified', maxAge: '15m' } } },
    stepUp: ['push'],
    routes: [{ id: 'all', queue: 'q' }],
  })
  const code: Support = {
    ...platformSupport(3),
    method: 'verify_check',
    category: 'possession',
    categories: ['possession'],
    causes: ['sim:tel:+14155550100'],
  }
  const plansAt = (age: number) =>
    decide(policy, assessmentOf([platformSupport(2), { ...code, since: AT - age }], 3), {
      conversation: 'CH01',
      contact: { channel: 'whatsapp', address: '+14155550100' },
    }).stepUp.length
  expect([0, 899_999, 900_000, 900_001].map(plansAt)).toEqual([0, 0, 1, 1])
})
