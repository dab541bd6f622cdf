import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, describe, expect, test } from 'vitest'
import { engagementOf, runTest, testOf } from '../../src/analysis/index.js'
import { applyFields, type DeskFields, startState } from '../../src/report/desk/changeState.js'
import { decideDesk, decideOn } from '../../src/report/desk/decideDesk.js'
import { type DeskState, printLink, readLink } from '../../src/report/desk/deskState.js'
import { deskCallers, evidenceKit } from '../../src/report/desk/evidenceKit.js'
import { factFieldsOf } from '../../src/report/desk/factFields.js'
import { type FieldFaults, faultsIn } from '../../src/report/desk/fieldFaults.js'
import { renderBeside } from '../../src/report/desk/renderBeside.js'
import { holdsItem, minutesOf, renderForm } from '../../src/report/desk/renderForm.js'
import { renderResult } from '../../src/report/desk/renderResult.js'
import { APPROVED_CODE } from '../arbitraries/approvedCode.js'
import { call } from '../cli/world.js'
import { runs, sparsely } from '../runs.js'
import { EXAMPLES, readExample, sourceOf } from './world.js'

const folder = mkdtempSync(join(tmpdir(), 'countersign-desk-'))
afterAll(() => rmSync(folder, { recursive: true }))

describe.each(EXAMPLES)('%s', (name) => {
  const { policy, tests } = sourceOf(readExample(name))
  const callers = deskCallers(policy)

  const anyState: fc.Arbitrary<DeskState> = fc
    .record({
      caller: fc.constantFrom(...callers),
      kit: fc.uniqueArray(fc.nat(40), { maxLength: 6 }),
      topics: fc.subarray([...policy.classes, ...policy.actions].map((one) => one.name)),
      minutes: fc.constantFrom(0, 0, 1, 4, 16, 61, 1_441),
      claims: fc.constantFrom(
        '',
        'tier: gold',
        'email: ada@example.com\nvip: true',
        'verified: true\n__proto__: x\nname: Your bank ✓',
      ),
      message: fc.string({ unit: fc.constantFrom(...'a %"#&<+\u202e𝒳é') }),
      purpose: fc.constantFrom('', ...policy.actions.map((one) => one.name)),
      subject: fc.constantFrom('', '', 'C-2002'),
      currency: fc.constantFrom('', 'EUR'),
      facts: fc.constantFrom([], ['business', '250', 'true'], ['other', 'x']),
    })
    .map(({ caller, ...rest }) => {
      const start = startState(policy, caller.title)
      const fields: DeskFields = { address: start.given.address, amount: '', payee: '', ...rest }
      return applyFields(policy, start, fields)
    })

  test('a state read from its own link is the same state, the test row it offers passes, and the clock stands where it was set', () => {
    fc.assert(
      fc.property(anyState, fc.nat(2_880), (state, minutes) => {
        expect(readLink(printLink(state))).toEqual(state)
        const { given, decision } = decideDesk(policy, state)
        expect(runTest(policy, testOf(given, decision)).mismatches).toEqual([])
        const later = applyFields(policy, state, {
          ...{ address: state.given.address, claims: '', amount: '', payee: '' },
          ...{ message: '', topics: [], kit: [], minutes },
        })
        expect(minutesOf(later.given)).toBe(minutes)
      }),
      runs(15),
    )
  })

  test('decides as the command line does, over some of its tests and other states', async () => {
    const states = [
      ...sparsely(tests, 3).map(({ given }) => ({ given, message: '' })),
      ...fc.sample(anyState, { numRuns: 15, seed: 1 }),
    ]
    const file = join(folder, `${name}.json`)
    writeFileSync(file, JSON.stringify(policy))
    // A call for each instant, not for each state: most of a call is to read the policy.
    const instantOf = ({ given }: DeskState): number => engagementOf(given).at
    const instants = new Set(states.map(instantOf))
    for (const at of instants) {
      const group = states.filter((state) => instantOf(state) === at)
      const args = ['decide', '--policy', file, '--at', new Date(at).toISOString(), '--ndjson']
      const lines = group.map(({ given }) => JSON.stringify(engagementOf(given).engagement))
      const { exit, stdout } = await call(args, lines.join('\n'))
      expect(exit).toBe(0)
      expect(JSON.parse(`[${stdout.trim().replaceAll('\n', ',')}]`)).toEqual(
        group.map((state) => JSON.parse(JSON.stringify(decideOn(policy, state)))),
      )
    }
    expect(instants.size).toBeGreaterThan(5)
  })

  // One policy on every channel, and the others on a few of theirs.
  test.each(name === 'bank' ? callers : sparsely(callers, 6))(
    'all evidence offered on $title is read, and can be put away again',
    (caller) => {
      const start = startState(policy, caller.title)
      const kit = evidenceKit(policy, start.given)
      const fields = {
        ...{ address: start.given.address, claims: '', amount: '', payee: '' },
        ...{ minutes: 0, message: '', topics: [] },
      }
      const put = (ticked: readonly number[], on = start): DeskState =>
        applyFields(policy, on, { ...fields, kit: ticked })
      const places = [...kit.keys()]
      const all = put(places)
      expect(kit.filter((item) => !holdsItem(all.given, item))).toEqual([])
      expect(put([], all).given).toEqual(start.given)
      for (const ticked of [0, 1].map((rest) => places.filter((at) => at % 2 === rest)))
        expect(put(ticked, all).given.evidence).toEqual(ticked.map((at) => kit[at]?.evidence))
      const codes = decideOn(policy, all).reasons.map(({ code }) => code)
      expect(
        codes.filter((code) => /malformed|unreadable|unknown_kind|invalid/.test(code)),
      ).toEqual([])
      expect(kit.length).toBeGreaterThan(3)
    },
  )
})

describe('what the business knows, and for whom they ask', () => {
  const { policy } = sourceOf(`policy: lender
version: 1
facts:
  segment: [private, business]
  score: { upTo: [300, 700] }
classes:
  money:
    full: { write: verified, read: verified, when: { context: { segment: business } } }
    representative: { as: guardian, full: verified }
routes:
  - { id: vip, when: { context: { score: { above: 700 } } }, queue: vip }
  - { id: all, queue: desk }
`)
  const start = startState(policy, 'sms')
  const fields: DeskFields = {
    ...{ address: start.given.address, claims: '', amount: '', payee: '', minutes: 0 },
    ...{ message: '', kit: [], topics: [] },
  }

  test('is chosen or typed, is in the link, and is shown again', () => {
    const names = factFieldsOf(policy).map(({ name }) => name)
    const facts = names.map((name) => (name === 'score' ? '750' : 'business'))
    const state = applyFields(policy, start, { ...fields, facts, subject: 'C-2002' })
    expect(state.given.context).toEqual({ score: 750, segment: 'business' })
    expect(decideOn(policy, state).route.id).toBe('vip')
    const again = readLink(printLink(state))
    expect(again).toEqual(state)
    const form = again === null ? '' : renderForm(policy, again).markup
    expect(form).toContain('value="750"')
    expect(form).toContain('<option value="business" selected>')
    expect(form).toContain('value="C-2002"')
  })

  test('is told as who acts for whom, as what; a claim without a tie names nobody', () => {
    const tie = { acts_for: 'C-2002', as: 'guardian' }
    const known = { customer: 'C-1001', basis: 'verified', since: '2024-03-01' }
    const told = (subject: string | null): string => {
      const given = {
        channel: 'sms',
        address: '+14155550100',
        at: '2026-11-22T10:00:00Z',
        conversation: 'CH01',
        message: 'IM01',
        evidence: [
          {
            kind: 'directory',
            at: '2026-11-22T09:59:00Z',
            query: { address: '+14155550100' },
            matches: [{ ...known, confirmed: '2026-10-30', ...tie }],
          },
          {
            kind: 'verify_check',
            at: '2026-11-22T09:59:30Z',
            conversation: 'CH01',
            message: 'IM01',
            result: APPROVED_CODE,
          },
        ],
        ...(subject !== null && { subject }),
      }
      const shown = renderResult(policy, { given, message: '' }).markup
      return /<p class="acting">(.*?)<\/p>/.exec(shown)?.[1]?.replaceAll(/<[^>]*>/g, '') ?? ''
    }
    expect(told('C-2002')).toMatch(/^C-1001 acts for C-2002 as guardian: /)
    expect(told('C-3003')).toMatch(/no evidence shows it/)
    expect(told('C-3003')).not.toContain('C-3003')
    expect(told(null)).toBe('')
  })

  test('is nothing where it is not chosen, and a value that the policy does not know stays', () => {
    const known = { ...start, given: { ...start.given, context: { segment: 'odd', other: 1 } } }
    const facts = factFieldsOf(policy).map(({ name }) => (name === 'segment' ? 'odd' : ''))
    expect(applyFields(policy, known, { ...fields, facts }).given.context).toEqual({
      segment: 'odd',
      other: 1,
    })
    expect(renderForm(policy, known).markup).toContain('<option value="odd" selected>')
  })

  test('what cannot be read is said of the field that it was typed in, and of no other', () => {
    const wrong: readonly (readonly [keyof FieldFaults, Partial<DeskFields>])[] = [
      ['address', { address: '+1 555' }],
      ['claims', { claims: 'tier: gold\nno colon here' }],
      ['amount', { amount: '1,50' }],
      ['currency', { currency: 'euro' }],
      ['facts', { facts: ['many', ''] }],
    ]
    const faultsOf = (typed: Partial<DeskFields>) => {
      const all = { ...fields, ...typed }
      return faultsIn(policy, applyFields(policy, start, all), all)
    }
    expect(Object.values(faultsOf({})).filter((says) => says !== '')).toEqual([])
    // What the engine reads as an amount is no fault of the field's.
    for (const amount of ['1', '12.50', '12345678901234567890', '0.12345678'])
      expect(faultsOf({ amount }).amount).toBe('')
    for (const [name, typed] of wrong) {
      const faults = Object.entries(faultsOf(typed)).filter(([, says]) => says !== '')
      expect(faults.map(([field]) => field)).toEqual([name])
      for (const text of Object.values(typed)) expect(faults[0]?.[1]).not.toContain(String(text))
    }
  })
})

test('beside an older version every answer that differs is marked, and no other', () => {
  const newer = sourceOf(readExample('bank')).policy
  const older = sourceOf(
    readExample('bank')
      .replace('block_card: { write: recognized,', 'block_card: { write: verified,')
      .replace('    queue: cards\n', '    queue: card-desk\n')
      .replaceAll('queue: cards', 'queue: card-desk'),
  ).policy
  const start = startState(newer, 'whatsapp')
  const kit = evidenceKit(newer, start.given)
  const known = kit.filter(({ title }) => title === 'on file, verified at enrolment')
  const states = [[], known.map(({ evidence }) => evidence)].map((evidence) => ({
    ...start,
    given: { ...start.given, evidence, intent: { actions: ['block_card'] } },
  }))
  const moved = states.map((state) => {
    const [before, after] = [decideOn(older, state), decideOn(newer, state)]
    const differing = Object.keys(after.actions).filter(
      (name) => before.actions[name] !== after.actions[name],
    )
    const { markup } = renderBeside(older, newer, state)
    const rows = [...markup.matchAll(/<tr class="moved-row"><th scope="row"><bdi>([^<]*)/g)]
    expect(rows.map(([, name]) => name)).toEqual(differing)
    return differing.length
  })
  expect(moved).toEqual([0, 1])
  const [stranger] = states
  if (stranger !== undefined)
    expect(renderBeside(newer, newer, stranger).markup).toContain('decide the same')
})

const { policy } = sourceOf(readExample('bank'))
const HOSTILE = '<img src=x onerror=alert(1)>\u202e"\'&'

test('hostile words on the desk stay text', () => {
  const state: DeskState = {
    given: {
      channel: 'whatsapp',
      address: HOSTILE,
      claims: { [HOSTILE]: HOSTILE },
      intent: { classes: [HOSTILE], amount: HOSTILE, payee: HOSTILE },
      evidence: [{ kind: HOSTILE }],
    },
    message: HOSTILE,
  }
  for (const { markup } of [renderForm(policy, state), renderResult(policy, state)]) {
    expect(markup).not.toContain('<img')
    expect(markup).not.toMatch(/="[^"]*<img/)
  }
})

test('a link that is none is refused, whatever it holds, and never thrown at', () => {
  for (const fragment of ['', '#desk=', '#desk=%', '#desk=[]', '#desk=[{},"x"]', '#matrix'])
    expect(readLink(fragment)).toBeNull()
  fc.assert(
    fc.property(fc.json(), fc.anything(), (json, value) => {
      const state = readLink(`#desk=${encodeURIComponent(json)}`)
      expect(state).toBeNull()
      const text = JSON.stringify([
        {
          channel: 'sms',
          address: 'x',
          evidence: value,
          claims: value,
          intent: value,
          context: value,
          readers: value,
          at: value,
          epoch: value,
        },
        '',
      ])
      const odd = readLink(`#desk=${encodeURIComponent(text)}`)
      if (odd !== null) decideOn(policy, odd)
    }),
  )
})

test('readers who are not known, or cannot be read, are not nobody', () => {
  const link = (readers: unknown) => {
    const given = { channel: 'sms', address: '+14155550100', ...Object(readers) }
    return readLink(`#desk=${encodeURIComponent(JSON.stringify([given, '']))}`)?.given.readers
  }
  const eve = { channel: 'sms', address: '+14155550144' }
  expect(link({})).toBe(undefined)
  expect(link({ readers: [] })).toBe(undefined)
  expect(link({ readers: [eve] })).toEqual([eve])
  for (const readers of [null, 'nobody', {}, [eve, 'x'], [{ channel: 'sms' }]]) {
    expect(link({ readers })).toBe(null)
  }
})
