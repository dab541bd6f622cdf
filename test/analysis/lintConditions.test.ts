import fc from 'fast-check'
import { expect, test } from 'vitest'
import { diff } from '../../src/analysis/diff.js'
import { lintConditions, type RedundantCondition } from '../../src/analysis/lintConditions.js'
import { applyEdit } from '../../src/analysis/mutation/edit.js'
import { sayFound } from '../../src/analysis/sayFinding.js'
import { isRecord } from '../../src/model/index.js'
import { compilePolicy, type PolicyDocument, parseDocument } from '../../src/policy/index.js'
import { compiled } from '../compiled.js'
import { runs } from '../runs.js'

const documentOf = (text: string): PolicyDocument => {
  const parsed = parseDocument(text)
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.issues))
  return parsed.value.document
}

function lookIn(document: PolicyDocument): readonly RedundantCondition[] {
  const found = lintConditions(document)
  if (!found.ok) throw new Error('too many states')
  return found.value.map((one) => {
    if (one.code !== 'condition_redundant') throw new Error(sayFound(one))
    return one
  })
}

const looked = new WeakMap<PolicyDocument, readonly RedundantCondition[]>()
/** What can be deleted of a document, each of which is looked at once. */
const redundantIn = (document: PolicyDocument): readonly RedundantCondition[] => {
  const found = looked.get(document) ?? lookIn(document)
  looked.set(document, found)
  return found
}

/** The law: whatever is called redundant can be deleted, and nothing that is decided changes. Gives how much that is. */
function expectSameWithout(document: PolicyDocument): number {
  const { tests: _, invariants: __, ...bare } = document
  const found = redundantIn(document)
  for (const { path } of found) {
    const changed = applyEdit(bare, { path })
    if (!isRecord(changed)) throw new Error('no document')
    const compared = diff(compiled(bare), compiled({ ...bare, ...changed }))
    expect(compared.ok && compared.value.regions, path.join('.')).toEqual([])
  }
  return found.length
}

const PLANTED = `policy: planted
version: 1
classes:
  name: { full: recognized }
  money: { full: { write: verified, read: verified, maxAge: 15m } }
actions:
  pay: { write: strong, maxAge: 5m, purpose: true, linked: true }
  close: { write: verified, read: verified, maxAge: 5m }
stepUp: [login, verify_sms]
routes:
  - { id: spender, when: { trust: verified, discloses: { money: full } }, queue: a }
  - { id: known, when: { trust: recognized, channel: [sms], resolution: unique }, queue: b }
  - { id: rest, queue: c }
`

const parsed = parseDocument(PLANTED)
if (!parsed.ok) throw new Error('does not parse')
const { document: planted, locate } = parsed.value

test('finds what the rest of the policy makes sure of, and says where it is and what to delete', () => {
  const found = redundantIn(planted)
  expect(found.map(({ word, remove, path }) => [word, remove, locate(path)?.line])).toEqual([
    ['actions.pay.purpose', 'purpose: true', 7],
    ['routes.0.when.trust', 'trust: verified', 11],
    ['routes.1.when.resolution', 'resolution: unique', 12],
  ])
  expectSameWithout(planted)
})

// Somebody who pays with all that is asked, and somebody of whom nothing is known.
const ROWS = `tests:
  - name: known by text
    given:
      channel: sms
      address: '+14155550100'
      intent: { actions: [pay, close], amount: '12.50', payee: Acme Energy }
      evidence:
        - { kind: directory, at: '2026-11-22T09:59:00Z', query: { phone: '+14155550100' }, matches: [{ customer: C-1, basis: verified, since: '2024-02-26', confirmed: '2026-11-02' }] }
        - { kind: verify_check, at: '2026-11-22T09:59:00Z', to: '+14155550100', channel: sms, status: approved, purpose: pay }
    expect: { trust: verified }
  - name: nobody
    given: { channel: web_chat, address: FX01 }
    expect: { trust: anonymous }
`

test('a test that holds a condition leaves what is redundant as it is', () => {
  const wordsIn = (document: PolicyDocument) => redundantIn(document).map(({ word }) => word)
  const { tests = [] } = documentOf(`${PLANTED}${ROWS}`)
  expect(tests).toHaveLength(2)
  const loose = documentOf(PLANTED.replace('maxAge: 5m, purpose', 'maxAge: 1d, purpose'))
  for (const document of [planted, loose]) {
    const words = wordsIn(document)
    expect(words.length).toBeGreaterThan(2)
    expect(wordsIn({ ...document, tests })).toEqual(words)
  }
})

test('what a pack asks besides is no reason to delete what the policy asks', () => {
  const text = (packs: string): string => `policy: packed
version: 1
packs: ${packs}
classes: { money: { kind: financial, full: { write: strong, read: verified, maxAge: 15m } } }
stepUp: [login]
routes: [{ id: all, queue: a }]
`
  expect(redundantIn(documentOf(text('[ffiec]')))).toEqual([])
  expect(redundantIn(documentOf(text('[]')))).toEqual([])
})

const level = fc.constantFrom('recognized', 'verified', 'strong')
const PARTS = {
  maxAge: fc.constantFrom('5m', '1h'),
  purpose: fc.constant(true),
  linked: fc.constant(true),
  methods: fc.subarray(['verify_check', 'session', 'sms'], { minLength: 1 }),
  categories: fc.constantFrom(1, 2),
  forbid_phishable_only: fc.constant(true),
}
// Three parts at most: what is redundant is so beside one or two others, and each more takes twice the search.
const anyRequirement = fc
  .tuple(
    fc.record({ write: level, read: level }),
    fc.record(PARTS),
    fc.subarray(Object.keys(PARTS), { minLength: 1, maxLength: 3 }),
  )
  .map(([levels, parts, names]) => ({
    ...levels,
    ...Object.fromEntries(Object.entries(parts).filter(([name]) => names.includes(name))),
  }))

/** Conditions of a route, some of which ask about the one class or action that there is. */
const anyWhen = (topic: Readonly<Record<string, fc.Arbitrary<unknown>>>) =>
  fc.record(
    {
      trust: level,
      read: level,
      resolution: fc.constantFrom('unique', 'none'),
      risk: fc.constantFrom('sim_swap', 'conflict'),
      ...topic,
    },
    { requiredKeys: [] },
  )
const documentsOf = (
  topics: Readonly<Record<string, fc.Arbitrary<unknown>>>,
  when: ReturnType<typeof anyWhen>,
) =>
  fc.record({
    policy: fc.constant('any'),
    version: fc.constant(1),
    classes: fc.constant({ name: { full: 'recognized' } }),
    stepUp: fc.constant(['login', 'verify_sms']),
    ...topics,
    routes: fc.tuple(when, when).map(([first, second]) => [
      { id: 'first', when: first, queue: 'a' },
      { id: 'second', when: second, queue: 'b' },
      { id: 'rest', queue: 'c' },
    ]),
  })
const anyDocument = fc.oneof(
  documentsOf(
    { classes: fc.record({ money: fc.record({ full: anyRequirement }) }) },
    anyWhen({ discloses: fc.constant({ money: 'full' }), intent: fc.constant('money') }),
  ),
  documentsOf(
    { actions: fc.record({ pay: anyRequirement }) },
    anyWhen({ intent: fc.constant('pay') }),
  ),
)

// Of two documents in three a route is never taken, so that they do not compile.
const anyPolicy = anyDocument.filter((value) => compilePolicy(value).ok)

test('deleting what is called redundant never changes a decision, in any policy', () => {
  let found = 0
  fc.assert(
    fc.property(anyPolicy, (value) => {
      const parsed = parseDocument(value)
      if (!parsed.ok) return
      found += expectSameWithout(parsed.value.document)
    }),
    runs(12),
  )
  expect(found).toBeGreaterThan(12)
})
