import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  diff,
  lintDocument,
  lintPolicy,
  makeReplay,
  mutate,
  openSpace,
  prove,
} from '../../src/analysis/index.js'
import { type CompiledPolicy, replayRecord } from '../../src/decide/index.js'
import { evaluate, evaluateAndRecord } from '../../src/evaluate.js'
import { DAY, type Engagement, HOUR, printInstant } from '../../src/model/index.js'
import { compilePolicy, type PolicyDocument, printPolicy } from '../../src/policy/index.js'
import { compiled } from '../compiled.js'
import { runs, times } from '../runs.js'

const AT = Date.UTC(2026, 10, 22, 10)
const iso = (at: number): string => printInstant(at) ?? ''

const BARE: PolicyDocument = {
  policy: 'sale',
  version: 1,
  classes: { prices: { fields: ['prices.*'], full: { write: 'anonymous', read: 'anonymous' } } },
  actions: { order: { write: 'anonymous' } },
  routes: [{ id: 'general', queue: 'front-desk' }],
}

const issuesOf = (document: object): readonly unknown[] => {
  const result = compilePolicy({ ...BARE, ...document })
  return result.ok ? [] : result.issues.map(({ code, path }) => [code, path])
}

const GUEST: Engagement = {
  conversation: 'CH01',
  contact: { channel: 'web_chat', address: 'guest-1' },
  intent: { classes: ['prices'], actions: ['order'] },
}

const anyMoment = fc.integer({ min: -40 * 24, max: 40 * 24 }).map((hours) => AT + hours * HOUR)

const anyDated = fc.record({ from: anyMoment, until: anyMoment }, { requiredKeys: [] })
type Moments = { readonly from?: number; readonly until?: number }
const written = ({ from, until }: Moments) => ({
  ...(from !== undefined && { from: iso(from) }),
  ...(until !== undefined && { until: iso(until) }),
})

/** Whether something that is dated so is in force at a time. */
const isInForce = ({ from, until }: Moments, at: number): boolean =>
  (from === undefined || at >= from) && (until === undefined || at < until)

const anyDates = fc.record({
  whole: anyDated,
  accept: anyDated,
  deliver: anyDated,
  action: anyDated,
  sale: anyDated,
  soon: anyDated,
})

/** A policy with dates on a class, a rung, a delivery, an action, a route, and in a route's condition. */
const datedPolicy = ({
  whole,
  accept,
  deliver,
  action,
  sale,
  soon,
}: Readonly<Record<string, Moments>>): PolicyDocument => ({
  ...BARE,
  classes: {
    prices: {
      ...written(whole ?? {}),
      accept: { write: 0, read: 0, ...written(accept ?? {}) },
      deliver_to_record: { write: 0, ...written(deliver ?? {}) },
    },
  },
  actions: { order: { write: 0, ...written(action ?? {}) } },
  routes: [
    { id: 'sale', queue: 'sale', ...written(sale ?? {}) },
    { id: 'soon', queue: 'soon', when: written(soon ?? {}) },
    { id: 'general', queue: 'front-desk' },
  ].filter(({ id }) => (id === 'sale' ? sale : id === 'soon' ? soon : BARE) !== undefined),
})

/** The same policy with what is in force at a time, and without a date in it. */
const inForceAt = (dates: Readonly<Record<string, Moments>>, at: number): PolicyDocument => {
  const is = (name: string): boolean => isInForce(dates[name] ?? {}, at)
  return {
    ...BARE,
    classes: {
      prices: {
        ...(is('whole') && is('accept') && { accept: { write: 0, read: 0 } }),
        ...(is('whole') && is('deliver') && { deliver_to_record: { write: 0 } }),
      },
    },
    actions: { order: is('action') ? { write: 0 } : { write: 0, denied: true } },
    routes: [
      ...(is('sale') ? [{ id: 'sale', queue: 'sale' }] : []),
      ...(!is('sale') && is('soon') ? [{ id: 'soon', queue: 'soon' }] : []),
      ...(!is('sale') && !is('soon') ? [{ id: 'general', queue: 'front-desk' }] : []),
    ],
  }
}

const known = new Map<string, CompiledPolicy>()

/** The same, compiled: few differ, as each rule is in force or is not. */
function inForce(dates: Readonly<Record<string, Moments>>, at: number): CompiledPolicy {
  const document = inForceAt(dates, at)
  const name = JSON.stringify(document)
  const policy = known.get(name) ?? compiled(document)
  known.set(name, policy)
  return policy
}

// A route that another shadows does not compile.
const anyNewPolicyDates = anyDates
  .filter(({ sale, soon }) => Object.keys(sale).length > 0 && Object.keys(soon).length > 0)
  .map((dates) => {
    const made = compilePolicy(datedPolicy(dates))
    return { dates, policy: made.ok ? made.value : null }
  })
  .filter((one): one is typeof one & { policy: CompiledPolicy } => one.policy !== null)

// Few policies, asked often: one takes as long to compile as ten decisions by it.
const anyPolicyDates = fc.constantFrom(...fc.sample(anyNewPolicyDates, times(60)))

const gist = (policy: CompiledPolicy, at: number) => {
  const { disclosure, actions, route } = evaluate(policy, GUEST, at)
  return { disclosure, actions, route: route.id }
}

describe('what is in force from a moment and until another', () => {
  test('decides at any time as the policy with the rules in force then, also at the very moment', () => {
    fc.assert(
      fc.property(anyPolicyDates, anyMoment, fc.nat(), ({ dates, policy }, moment, choice) => {
        const boundaries = Object.values(dates).flatMap(({ from, until }) =>
          [from ?? [], until ?? []].flat(),
        )
        const edge = boundaries[choice % Math.max(1, boundaries.length)] ?? moment
        for (const at of [moment, edge, edge - 1, edge + 1]) {
          const bare = inForce(dates, at)
          expect(gist(policy, at)).toEqual(gist(bare, at))
        }
      }),
      runs(100),
    )
  })

  test('is said to the moment: until then the decision is the same, and then it is another', () => {
    fc.assert(
      fc.property(anyPolicyDates, anyMoment, ({ dates, policy }, at) => {
        // Why something is withheld is part of what is decided.
        const saidAt = (moment: number): string => {
          const { reasons } = evaluate(policy, GUEST, moment)
          return JSON.stringify([gist(policy, moment), reasons])
        }
        const { validUntil } = evaluate(policy, GUEST, at)
        const next = Object.values(dates)
          .flatMap(({ from, until }) => [from ?? [], until ?? []].flat())
          .filter((moment) => moment > at)
          .toSorted((a, b) => a - b)
          .find((moment) => saidAt(moment) !== saidAt(at))
        if (next === undefined) return
        expect(validUntil).toBe(iso(next))
        expect(saidAt(next - 1)).toEqual(saidAt(at))
      }),
      runs(100),
    )
  })

  test('is in force at no time that nobody knows', () => {
    fc.assert(
      fc.property(anyMoment, fc.constantFrom('yesterday', Number.NaN, '', 0), (moment, time) => {
        const dated = { from: iso(moment - DAY), until: iso(moment + DAY) }
        const policy = compiled({
          ...BARE,
          classes: { prices: { full: 'anonymous', ...dated } },
          actions: { order: { write: 'anonymous', ...dated } },
        })
        const { disclosure, actions } = evaluate(policy, GUEST, time)
        expect([disclosure, actions]).toEqual([{ prices: 'none' }, { order: 'deny' }])
      }),
      runs(15),
    )
  })

  test('comes back from print with the same digest', () => {
    fc.assert(
      fc.property(anyPolicyDates, ({ policy }) => {
        expect(compiled(printPolicy(policy)).digest).toBe(policy.digest)
      }),
      runs(30),
    )
  })

  test('says why, to whoever asks', () => {
    const reasonsOf = (dates: object) =>
      evaluate(
        compiled({ ...BARE, actions: { order: { write: 'anonymous', ...dates } } }),
        GUEST,
        AT,
      )
        .reasons.map(({ code }) => code)
        .filter((code) => code.includes('in_force'))
    expect(reasonsOf({ from: iso(AT + 1_000) })).toEqual(['not_yet_in_force'])
    expect(reasonsOf({ until: iso(AT) })).toEqual(['no_longer_in_force'])
    expect(reasonsOf({ from: iso(AT), until: iso(AT + 1_000) })).toEqual([])
  })
})

describe('a day', () => {
  test.each([
    ['Europe/Berlin', '2026-12-01', '2026-11-30T23:00:00.000Z'],
    ['America/New_York', '2026-12-01', '2026-12-01T05:00:00.000Z'],
    ['Asia/Kolkata', '2026-12-01', '2026-11-30T18:30:00.000Z'],
    ['Pacific/Kiritimati', '2026-12-01', '2026-11-30T10:00:00.000Z'],
    ['Pacific/Pago_Pago', '2026-12-01', '2026-12-01T11:00:00.000Z'],
    // The clocks are put forward at midnight, so that the day begins at one.
    ['Africa/Cairo', '2026-04-24', '2026-04-23T22:00:00.000Z'],
    ['UTC', '2026-12-01', '2026-12-01T00:00:00.000Z'],
  ])('in %s, %s, begins at %s', (zone, from, start) => {
    const policy = compiled({ ...BARE, zone, actions: { order: { write: 'anonymous', from } } })
    const answerAt = (at: number) => evaluate(policy, GUEST, at).actions['order']
    expect([answerAt(Date.parse(start) - 1), answerAt(Date.parse(start))]).toEqual([
      'deny',
      'allow',
    ])
  })

  test.each<[string, object, readonly [string, string]]>([
    [
      'a day without a zone',
      { actions: { order: { write: 0, from: '2026-12-01' } } },
      ['day_without_zone', '/actions/order/from'],
    ],
    [
      'a day that there is not',
      { actions: { order: { write: 0, from: '2026-02-30T00:00:00Z' } } },
      ['invalid_date', '/actions/order/from'],
    ],
    [
      'a time without an offset',
      { actions: { order: { write: 0, until: '2026-12-01T09:00' } } },
      ['invalid_format', '/actions/order/until'],
    ],
    [
      'a word',
      { classes: { prices: { full: 0, from: 'tomorrow' } } },
      ['invalid_format', '/classes/prices/from'],
    ],
    ['a zone that there is not', { zone: 'Europe/Berlln' }, ['unknown_time_zone', '/zone']],
    [
      'a day without a zone in a condition',
      {
        routes: [
          { id: 'sale', when: { any: [{ from: '2026-12-01' }] }, queue: 'sale' },
          { id: 'general', queue: 'front-desk' },
        ],
      },
      ['day_without_zone', '/routes/0/when/any/0/from'],
    ],
    [
      'a day without a zone in a promise',
      {
        invariants: [
          { never: { action: 'order', answer: 'allow' }, when: { until: '2026-12-01' } },
        ],
      },
      ['day_without_zone', '/invariants/0/when/until'],
    ],
    [
      'a last route that ends',
      { routes: [{ id: 'general', queue: 'front-desk', until: '2026-12-01T00:00:00Z' }] },
      ['last_route_conditional', '/routes/0/when'],
    ],
  ])('%s does not compile', (_, document, issue) => {
    expect(issuesOf(document)).toEqual([issue])
  })

  test('may be what a fact or a class is called', () => {
    const policy = compiled({
      ...BARE,
      actions: { order: { write: 0 }, until: 'claimed' },
      routes: [
        { id: 'sale', when: { context: { from: 'tomorrow' } }, queue: 'sale' },
        { id: 'general', queue: 'front-desk' },
      ],
    })
    expect(policy.actions.map(({ name }) => name)).toEqual(['order', 'until'])
  })
})

const SALE: PolicyDocument = {
  ...BARE,
  zone: 'Europe/Berlin',
  classes: {
    prices: {
      fields: ['prices.*'],
      full: { write: 'recognized', read: 'recognized', from: '2026-12-01' },
    },
  },
  actions: { order: { write: 'claimed', from: '2026-12-01', until: '2027-01-07' } },
  routes: [
    { id: 'sale', queue: 'sale', from: '2026-12-01', until: '2027-01-07' },
    { id: 'general', queue: 'front-desk' },
  ],
}

describe('questions about what begins and ends', () => {
  const space = openSpace(compiled(SALE))
  const held = (invariant: Parameters<typeof prove>[1]): unknown => {
    const proof = prove(space, invariant)
    return proof.ok && [proof.value.holds, proof.value.verdict]
  }

  test('are proved before and after a date, at the very moment', () => {
    const never = { action: 'order', answer: 'allow' } as const
    expect(held({ never, when: { until: '2026-12-01' } })).toEqual([true, 'proved'])
    expect(held({ never, when: { from: '2027-01-07' } })).toEqual([true, 'proved'])
    expect(held({ never, when: { until: '2026-12-01T00:00:01+01:00' } })).toEqual([
      false,
      'refuted',
    ])
    expect(held({ never, when: { from: '2027-01-06T23:59:59+01:00' } })).toEqual([false, 'refuted'])
    expect(held({ never, when: { not: { from: '2026-12-01' } } })).toEqual([true, 'proved'])
  })

  test('are refuted with an example of that time', () => {
    const proof = prove(space, { never: { class: 'prices', at_least: 'full' } })
    const example = proof.ok ? proof.value.counterexample : undefined
    expect(example === undefined ? 0 : example.at).toBeGreaterThanOrEqual(
      Date.parse('2026-12-01T00:00:00+01:00'),
    )
  })

  test('tell a date that moved by a comparison, with somebody who sees it', () => {
    const next = compiled({
      ...SALE,
      actions: { order: { write: 'claimed', from: '2026-12-01', until: '2027-01-14' } },
    })
    const compared = diff(compiled(SALE), next)
    const regions = compared.ok ? compared.value.regions : []
    expect(regions.map(({ name, change }) => [name, change])).toEqual([['order', 'looser']])
    const [at = 0] = regions.map(({ example }) => example.at)
    expect(at).toBeGreaterThanOrEqual(Date.parse('2027-01-07T00:00:00+01:00'))
    expect(at).toBeLessThan(Date.parse('2027-01-14T00:00:00+01:00'))
  })

  test('find what is never in force', () => {
    const policy = compiled({
      ...SALE,
      classes: {
        prices: {
          until: '2026-12-01',
          full: { write: 'recognized', read: 'recognized', from: '2026-12-24' },
        },
      },
    })
    const found = lintPolicy(openSpace(policy))
    expect(found.ok ? found.value.map(({ code }) => code) : []).toContain('class_never_opened')
  })

  test('find a row for every mutant of a date', () => {
    const report = mutate(SALE)
    const rows = report.ok ? report.value.rows : []
    const again = mutate({ ...SALE, tests: rows })
    const fates = again.ok
      ? again.value.mutants.flatMap(({ edit, fate }) =>
          /from|until/.test(edit.path.join('.'))
            ? [[edit.path.join('.'), edit.operator, fate].join(' ')]
            : [],
        )
      : []
    expect(fates.length).toBeGreaterThan(10)
    expect(fates.filter((fate) => !fate.endsWith('killed'))).toEqual([])
  }, 120_000)
})

describe('a record of a decision', () => {
  test('holds no more of the time than the dates tell apart, and decides the same when it is replayed', () => {
    fc.assert(
      fc.property(anyPolicyDates, anyMoment, ({ dates, policy }, at) => {
        const { record, decision } = evaluateAndRecord(policy, GUEST, at)
        const again = replayRecord(policy, record)
        expect(again).toMatchObject({
          disclosure: decision.disclosure,
          actions: decision.actions,
          route: decision.route,
        })
        const boundaries = Object.values(dates).flatMap(({ from, until }) =>
          [from ?? [], until ?? []].flat(),
        )
        const days = boundaries.map((moment) => moment - DAY)
        expect([...boundaries, ...days].map(iso)).toContain(record.time)
      }),
      runs(60),
    )
  })

  test('holds no time where the policy names no date, and cannot tell what a dated one would decide', () => {
    const [old, next] = [compiled(BARE), compiled(SALE)]
    const { record } = evaluateAndRecord(old, GUEST, AT)
    const replayed = makeReplay(old, next, AT)(record)
    expect(record).not.toHaveProperty('time')
    expect(replayed.ok ? [] : replayed.issues.map(({ code }) => code)).toEqual(['not_recorded'])
  })
})

describe('lint', () => {
  const found = (document: PolicyDocument) =>
    lintDocument({ document, policy: compiled(document) })
      .filter(({ code }) => code === 'until_before_from' || code === 'already_over')
      .map(({ code, path, word }) => [code, path.join('.'), word])

  test('finds what ends before it begins, in the zone of the policy', () => {
    expect(
      found({
        ...SALE,
        actions: {
          order: { write: 'claimed', from: '2026-12-01', until: '2026-11-30T23:00:00Z' },
          later: { write: 'claimed', from: '2026-12-01', until: '2026-11-30T23:00:01Z' },
        },
      }),
    ).toEqual([['until_before_from', 'actions.order.until', '2026-11-30T23:00:00Z']])
  })

  test('finds what was over before the newest test', () => {
    const tests = [
      {
        name: 'after the sale',
        given: { channel: 'web_chat', address: 'guest-1', at: '2027-02-01T00:00:00Z' },
        expect: {},
      },
    ]
    expect(found({ ...SALE, tests })).toEqual([
      ['already_over', 'actions.order.until', '2027-01-07'],
      ['already_over', 'routes.0.until', '2027-01-07'],
    ])
    expect(found(SALE)).toEqual([])
  })
})
