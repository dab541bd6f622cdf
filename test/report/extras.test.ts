import { describe, expect, test } from 'vitest'
import { applyFields } from '../../src/report/desk/changeState.js'
import { evidenceKit } from '../../src/report/desk/evidenceKit.js'
import { extraEvidence, sayEvidence } from '../../src/report/desk/extraEvidence.js'
import { minutesOf, printClaims, renderForm } from '../../src/report/desk/renderForm.js'
import { renderResult } from '../../src/report/desk/renderResult.js'
import { scenariosOf } from '../../src/report/desk/scenarios.js'
import { EXAMPLES, readExample, sourceOf } from './world.js'

const MESSAGE = 'hello'

const ticked = (form: string, name: string): number =>
  [...form.matchAll(new RegExp(`name="desk-${name}"[^>]* checked>`, 'g'))].length

describe.each(EXAMPLES)('%s', (name) => {
  const { policy, tests } = sourceOf(readExample(name))

  test('all the evidence of a link is seen on the form, ticked', () => {
    expect(tests.length).toBeGreaterThan(20)
    for (const { given, name: title } of tests) {
      const form = renderForm(policy, { given, message: MESSAGE }).markup
      const distinct = new Set((given.evidence ?? []).map((item) => JSON.stringify(item)))
      expect(ticked(form, 'kit') + ticked(form, 'extra'), title).toBe(distinct.size)
    }
  })

  test('evidence of a link stays while it is ticked, and goes when it is not', () => {
    for (const { given, name: title } of tests) {
      const state = { given, message: MESSAGE }
      const kit = evidenceKit(policy, given)
      const extras = extraEvidence(given, kit).map((item) => JSON.stringify(item))
      const fields = {
        ...{ address: given.address, claims: printClaims(given), amount: '', payee: '' },
        ...{ minutes: minutesOf(given), message: MESSAGE, kit: [], topics: [] },
      }
      const kept = applyFields(policy, state, { ...fields, extras }).given
      expect(
        (kept.evidence ?? []).map((item) => JSON.stringify(item)),
        title,
      ).toEqual(extras)
      expect(applyFields(policy, state, { ...fields, extras: [] }).given.evidence).toBeUndefined()
    }
  })
})

const { policy } = sourceOf(readExample('bank'))
const GIVEN = { channel: 'sms', address: '+14155550100', at: '2026-11-22T10:10:00Z' } as const

test('evidence says what it was given for and how old it is, and where no age is known', () => {
  const proof = { kind: 'verify_check', at: '2026-11-22T10:00:00Z', purpose: 'change_contact' }
  const given = { ...GIVEN, evidence: [proof] }
  expect(sayEvidence(proof, given)).toBe('verify check, for change contact, 10m old')
  expect(sayEvidence({ kind: 'session' }, given)).toBe('session, of unknown age')
})

test('hostile evidence of a link stays text', () => {
  const evidence = [{ kind: '<img src=x onerror=alert(1)>', purpose: '"><script>' }]
  const form = renderForm(policy, { given: { ...GIVEN, evidence }, message: MESSAGE }).markup
  expect(ticked(form, 'extra')).toBe(1)
  expect(form).not.toContain('<img')
  expect(form).not.toContain('<script')
})

test('who else reads is said, and readers that are not known are not nobody', () => {
  const readers = [{ channel: 'email', address: 'ada@example.com' }]
  const formOf = (given: Parameters<typeof renderForm>[1]['given']): string =>
    renderForm(policy, { given, message: MESSAGE }).markup
  expect(formOf({ ...GIVEN, readers })).toContain('e-mail ada@example.com')
  expect(formOf({ ...GIVEN, readers: null })).toContain('It is not known who else reads.')
  expect(formOf(GIVEN)).not.toContain('id="desk-readers"')
})

test('there are eight people to begin with, and their evidence is all of the kit', () => {
  const scenarios = scenariosOf(policy)
  expect(scenarios.map(({ title }) => title)).toEqual([
    'A stranger',
    'On file',
    'On file, with a code',
    'A code, to a swapped SIM',
    'Logged in',
    'A stolen login',
    'One number, two customers',
    'Somebody tells them what to say',
  ])
  for (const { state } of scenarios) {
    expect(extraEvidence(state.given, evidenceKit(policy, state.given))).toEqual([])
  }
})

test('a swapped SIM is an alarm, and a number that was only not checked is none', () => {
  const resultOf = (title: string): string => {
    const scenario = scenariosOf(policy).find((one) => one.title === title)
    if (scenario === undefined) throw new TypeError(title)
    return renderResult(policy, scenario.state).markup
  }
  expect(resultOf('A code, to a swapped SIM')).toContain('class="alarm"')
  expect(resultOf('A code, to a swapped SIM')).toContain('class="panel stop"')
  expect(resultOf('A stranger')).not.toContain('class="alarm"')
})

test('a link with somebody’s words in it is warned of', () => {
  const [stranger] = scenariosOf(policy)
  if (stranger === undefined) throw new TypeError('no scenario')
  const { state } = stranger
  expect(renderResult(policy, state).markup).not.toContain('what somebody wrote')
  const reader = { channel: 'email', address: 'ada@example.com' }
  const brought = [
    { readers: [reader] },
    { context: { nickname: 'Ada' } },
    { evidence: [{ kind: 'directory', query: { email: 'ada@example.com' }, matches: [] }] },
    { subject: 'C-2002' },
    { claims: { name: 'Ada' } },
    { intent: { payee: 'Ada' } },
    { address: '+14155550199' },
  ]
  const written = [
    { ...state, message: 'my name is Ada' },
    ...brought.map((more) => ({ ...state, given: { ...state.given, ...more } })),
  ]
  for (const wrote of written)
    expect(renderResult(policy, wrote).markup).toContain('what somebody wrote')
})
