import { isDeepStrictEqual } from 'node:util'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Explanation, explain } from '../../src/analysis/explain.js'
import { searchFlips } from '../../src/analysis/flips.js'
import { makeReplay } from '../../src/analysis/replay.js'
import { makeTextReplay } from '../../src/analysis/replayText.js'
import type { CompiledPolicy } from '../../src/decide/index.js'
import { evaluate, evaluateAndRecord } from '../../src/evaluate.js'
import { methods } from '../../src/evidence/index.js'
import { isRecord } from '../../src/model/index.js'
import { compiled } from '../compiled.js'
import { KINDS } from '../report/kinds.js'
import { runs } from '../runs.js'
import { examples } from './policies.js'

const AT = Date.UTC(2026, 10, 22, 10)
const [bank] = examples.map(({ policy }) => policy)
if (bank === undefined) throw new Error('no example')

const engagement = {
  conversation: 'CH01',
  contact: { channel: 'sms' as const, address: '+14155550100' },
  readers: [{ channel: 'sms' as const, address: '+14155550101' }],
  claims: { friendlyName: 'Ada' },
  intent: { classes: ['balance'], actions: ['pay'] },
  context: { language: 'en' },
  evidence: [
    {
      kind: 'directory',
      at: '2026-11-22T09:59:00Z',
      query: { address: '+14155550100' },
      matches: [{ customer: 'C-1001', basis: 'verified', since: '2024-03-01' }],
    },
    {
      kind: 'verify_check',
      at: '2026-11-22T09:59:30Z',
      conversation: 'CH01',
      result: { sid: 'VE01', to: '+14155550100', channel: 'sms', status: 'approved', valid: true },
    },
  ],
}

// A word that stands nowhere but where a test puts it.
const MARK = 'zanzibar7731'

/** All that an explanation says, but for the one value that it is there to name: the record that trust leads to. */
const saidIn = ({ trust, ...said }: Explanation): string => {
  const { customer: _, ...other } = trust
  return JSON.stringify([said, other])
}

/** Engagements with something in every place that is read: each with evidence of one method besides. */
const wholes = methods.flatMap(({ examples: { valid } }) =>
  valid.slice(0, 1).map((item) => ({
    ...engagement,
    message: 'SM02',
    epoch: 0,
    intent: { ...engagement.intent, amount: '12.50', payee: 'Acme' },
    evidence: [item, ...engagement.evidence],
  })),
)

/** Lists every place in a value, by its steps. */
const placesIn = (value: unknown, above: readonly string[] = []): readonly (readonly string[])[] =>
  typeof value === 'object' && value !== null
    ? Object.entries(value).flatMap(([key, below]) => [
        [...above, key],
        ...placesIn(below, [...above, key]),
      ])
    : []

/** Puts something else in one place of a value, or takes it out. */
const spoil = (value: unknown, [step, ...below]: readonly string[], garbage: unknown): unknown => {
  if (step === undefined) return garbage
  if (Array.isArray(value))
    return value.map((item, at) => (String(at) === step ? spoil(item, below, garbage) : item))
  if (!isRecord(value)) return value
  const { [step]: member, ...others } = value
  const spoilt = spoil(member, below, garbage)
  return spoilt === undefined ? others : { ...others, [step]: spoilt }
}

/** Gives one place of a value another name. */
const rename = (value: unknown, [step, ...below]: readonly string[]): unknown => {
  if (step === undefined || !isRecord(value)) {
    return Array.isArray(value)
      ? value.map((item, at) => (String(at) === step ? rename(item, below) : item))
      : value
  }
  const { [step]: member, ...others } = value
  return below.length === 0
    ? { ...others, [MARK]: member }
    : { ...others, [step]: rename(member, below) }
}

/** Puts a mark behind the text in one place of a value. */
const extend = (value: unknown, place: readonly string[]): unknown => {
  const found = place.reduce<unknown>(
    (inner, step) =>
      Array.isArray(inner) ? inner[Number(step)] : isRecord(inner) ? inner[step] : undefined,
    value,
  )
  return typeof found === 'string' ? spoil(value, place, `${found}${MARK}`) : value
}

/** An engagement with a mark in one place, each way in which it can stand there. */
const spoiltAt = (from: unknown, place: readonly string[]): readonly (typeof engagement)[] =>
  [
    spoil(from, place, MARK),
    spoil(from, place, `${MARK}@example.com`),
    rename(from, place),
    extend(from, place),
  ].filter(isAnything<typeof engagement>)

/** All changes of one thing are among the first of so many; a change of two names both in the same words. */
const MOST_TOLD = 200

const small = compiled(`
policy: small
version: 1
classes:
  account:
    fields: [orders.*]
    masked: { write: recognized, read: recognized }
    full: { write: verified, read: verified }
routes: [{ id: general, queue: front }]
`)

const kinds = compiled(KINDS)

// What JSON can hold, and nothing.
const GARBAGE = [undefined, null, true, 7, -1, 1e308, '', MARK, [], [null], [[]], {}, { a: null }]

const anyGarbage = fc.oneof(fc.constantFrom(...GARBAGE), fc.jsonValue())

const spoiltOf = <Whole>(whole: Whole) =>
  fc
    .array(fc.tuple(fc.constantFrom(...placesIn(whole)), anyGarbage), {
      minLength: 1,
      maxLength: 3,
    })
    .map((spots) =>
      spots.reduce<unknown>((value, [place, garbage]) => spoil(value, place, garbage), whole),
    )

// The types are a promise of the caller; what comes over a wire has made none.
const isAnything = <Wanted>(_: unknown): _ is Wanted => true

describe('explain', () => {
  // What would give more is looked for among thousands of changes, which on the bank's policy takes a third of a second.
  test.each([
    ['a small policy', 'with_flips', 8, small],
    ['one of each kind', 'with_flips', 2, kinds],
    ['the bank', 'without_flips', 40, bank],
  ] as const)(
    'explains whatever is handed in, and agrees with what is decided: %s, %s',
    (_, flips, count, policy) => {
      fc.assert(
        fc.property(fc.oneof(spoiltOf(engagement), anyGarbage), (value) => {
          if (!isAnything<typeof engagement>(value)) return
          const explained = explain(policy, { engagement: value, at: AT }, flips)
          const decided = evaluate(policy, value, AT)
          expect(explained.trust).toEqual(decided.trust)
          expect(saidIn(explained)).not.toContain(MARK)
          for (const { topic, answer } of explained.topics)
            expect(answer).toBe(decided.disclosure[topic] ?? decided.actions[topic])
        }),
        runs(count),
      )
    },
  )

  test('says nothing that was received, wherever it stood: as a value, as a name, or within a text', () => {
    const [first, ...others] = wholes
    const isOfMethod = ([part, at]: readonly string[]): boolean => part === 'evidence' && at === '0'
    const isTold = (policy: CompiledPolicy, spoilt: typeof engagement): boolean =>
      saidIn(explain(policy, { engagement: spoilt, at: AT }, 'without_flips')).includes(MARK)
    const leaks = [
      ...placesIn(first).filter((place) =>
        spoiltAt(first, place).some((spoilt) => isTold(bank, spoilt)),
      ),
      // Of the others the evidence is looked at that each has of its own.
      ...others.flatMap((whole) =>
        placesIn(whole)
          .filter(isOfMethod)
          .filter((place) => spoiltAt(whole, place).some((spoilt) => isTold(kinds, spoilt))),
      ),
    ]
    expect(wholes.length).toBeGreaterThan(8)
    expect(leaks).toEqual([])
  })

  test('nor in a change that would give more: of contact, readers, claims, or the kind of an item', () => {
    const isOfChanges = ([first, , last]: readonly string[]): boolean =>
      first === 'contact' || first === 'readers' || first === 'claims' || last === 'kind'
    for (const place of placesIn(engagement).filter(isOfChanges)) {
      for (const spoilt of spoiltAt(engagement, place)) {
        // What a change leads to is no matter here, so nothing is decided.
        const search = searchFlips(small, { engagement: spoilt, at: AT }, () => null)
        // Whatever is asked of it: each change in turn is the one that would do, and says what it is.
        const told = Array.from({ length: MOST_TOLD }, (_, nth) => {
          let seen = 0
          const flip = search(() => seen++ === nth)
          return flip === null || flip === 'not_all_tried' ? '' : flip.change
        })
        expect(told.join(), place.join('/')).not.toContain(MARK)
        expect(told[0]).not.toBe('')
      }
    }
  }, 60_000)

  test('decides no more often than goes with the size of an engagement, and says where it stops', () => {
    const [directory] = engagement.evidence
    if (directory === undefined) throw new Error('no evidence')
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1_000 }), (count) => {
        const large = {
          ...engagement,
          evidence: Array.from({ length: count }, (_, at) => ({ ...directory, id: at })),
        }
        let decided = 0
        const decide = (): number => {
          decided += 1
          return decided
        }
        const search = searchFlips(small, { engagement: large, at: AT }, decide)
        const found = search(() => false)
        expect(decided).toBeGreaterThan(8)
        expect(decided * (count + 2)).toBeLessThanOrEqual(50_000)
        if (count > 500) expect(found).toBe('not_all_tried')
        // Asked once more, nothing is decided anew.
        const before = decided
        search(() => false)
        expect(decided).toBe(before)
      }),
      { ...runs(4), examples: [[1], [1_000]] },
    )
  })
})

describe('replay', () => {
  const asking = { ...engagement, intent: { classes: ['money'], actions: ['dispute'] } }
  const record = evaluateAndRecord(kinds, asking, AT).record
  const whole = JSON.parse(JSON.stringify(record))

  test('answers whatever stands in a line, as text and as a value alike', () => {
    const inText = makeTextReplay(kinds, kinds, AT)
    const asValue = makeReplay(kinds, kinds, AT)
    const apart = placesIn(whole).flatMap((place) =>
      GARBAGE.flatMap((garbage) => {
        const value = spoil(whole, place, garbage)
        const [one, other] = [inText(JSON.stringify(value)), asValue(value)]
        return isDeepStrictEqual(one, other) ? [] : [{ place, garbage, one, other }]
      }),
    )
    expect(apart).toEqual([])
    fc.assert(
      fc.property(fc.oneof(spoiltOf(whole), spoiltOf(engagement), anyGarbage), (value) => {
        const text = JSON.stringify(value) ?? 'null'
        const answer = inText(text)
        expect(answer).toEqual(asValue(JSON.parse(text)))
        expect(JSON.stringify(answer)).not.toContain(MARK)
      }),
    )
  })

  test('answers a line that is no text', () => {
    const inText = makeTextReplay(kinds, kinds, AT)
    for (const value of GARBAGE)
      if (isAnything<string>(value) && typeof value !== 'string')
        expect(inText(value).ok).toBe(false)
  })
})
