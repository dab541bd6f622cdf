import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, describe, expect, test } from 'vitest'
import { engagementOf, runTest } from '../../src/analysis/index.js'
import { applyFields, type DeskFields, startState } from '../../src/report/desk/changeState.js'
import { decideDesk, decideOn } from '../../src/report/desk/decideDesk.js'
import { type DeskState, printLink, readLink } from '../../src/report/desk/deskState.js'
import { deskCallers, evidenceKit } from '../../src/report/desk/evidenceKit.js'
import { holdsItem, minutesOf, renderForm } from '../../src/report/desk/renderForm.js'
import { renderResult, testOf } from '../../src/report/desk/renderResult.js'
import { call } from '../cli/world.js'
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
      message: fc.string(),
    })
    .map(({ caller, ...rest }) => {
      const start = startState(policy, caller.title)
      const fields: DeskFields = { address: start.given.address, amount: '', payee: '', ...rest }
      return applyFields(policy, start, fields)
    })

  test('a state read from its own link is the same state', () => {
    fc.assert(
      fc.property(anyState, (state) => {
        expect(readLink(printLink(state))).toEqual(state)
      }),
    )
  })

  test('the test row it offers passes', () => {
    fc.assert(
      fc.property(anyState, (state) => {
        const { given, decision } = decideDesk(policy, state)
        const row = testOf(given, decision)
        expect(runTest(policy, row).mismatches).toEqual([])
      }),
    )
  })

  test('decides as the command line does, over its tests and many states', async () => {
    const states = [
      ...tests.map(({ given }) => ({ given, message: '' })),
      ...fc.sample(anyState, { numRuns: 40, seed: 1 }),
    ]
    const file = join(folder, `${name}.json`)
    writeFileSync(file, JSON.stringify(policy))
    for (const state of states) {
      const { engagement, at } = engagementOf(state.given)
      const args = ['decide', '--policy', file, '--at', new Date(at).toISOString()]
      const { exit, stdout } = await call(args, JSON.stringify(engagement))
      expect(exit).toBe(0)
      expect(JSON.parse(stdout)).toEqual(JSON.parse(JSON.stringify(decideOn(policy, state))))
    }
  })

  test.each(callers)(
    'all evidence offered on $title is read, and can be put away again',
    (caller) => {
      const start = startState(policy, caller.title)
      const { address } = start.given
      const kit = evidenceKit(policy, start.given)
      const fields = {
        address,
        claims: '',
        amount: '',
        payee: '',
        minutes: 0,
        message: '',
        topics: [],
      }
      for (const [at, item] of kit.entries()) {
        const on = applyFields(policy, start, { ...fields, kit: [at] })
        expect(holdsItem(on.given, item)).toBe(true)
        const codes = decideOn(policy, on).reasons.map(({ code }) => code)
        expect(
          codes.filter((code) => /malformed|unreadable|unknown_kind|invalid/.test(code)),
        ).toEqual([])
        expect(applyFields(policy, on, { ...fields, kit: [] }).given).toEqual(start.given)
      }
      expect(kit.length).toBeGreaterThan(3)
    },
  )

  test('the clock stands where it was set', () => {
    fc.assert(
      fc.property(anyState, fc.nat(2_880), (state, minutes) => {
        const { given } = applyFields(policy, state, {
          ...{ address: state.given.address, claims: '', amount: '', payee: '' },
          ...{ message: '', topics: [], kit: [], minutes },
        })
        expect(minutesOf(given)).toBe(minutes)
      }),
    )
  })
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
