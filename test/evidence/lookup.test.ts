import { describe, expect, test } from 'vitest'
import type { Fact } from '../../src/evidence/index.js'
import { lookup } from '../../src/evidence/lookup.js'

const read = (result: object, at: unknown = '2026-11-22T10:00:00Z'): readonly Fact[] => {
  const found = lookup.read({
    kind: 'lookup',
    at,
    result: { phone_number: '+14155550100', ...result },
  })
  return found.ok ? found.value : []
}
const gist = (facts: readonly Fact[]): readonly string[] =>
  facts.map((fact) => {
    if (fact.type === 'limit') return `${fact.code} ${fact.max}`
    if (fact.type === 'clean') return `clean ${fact.signal}`
    return fact.type === 'note' ? `note ${fact.code}` : fact.type
  })

describe('line types', () => {
  const clean = ['clean line_type']
  const impersonal = ['line_not_personal 2']
  test.each([
    ['mobile', clean],
    ['landline', clean],
    ['fixedVoip', clean],
    ['personal', clean],
    ['nonFixedVoip', ['non_fixed_voip 2']],
    ['tollFree', impersonal],
    ['premium', impersonal],
    ['sharedCost', impersonal],
    ['uan', impersonal],
    ['voicemail', impersonal],
    ['pager', impersonal],
    ['unknown', []],
    ['NonFixedVoIP', ['non_fixed_voip 2']],
    ['voip', ['unreadable']],
    [null, []],
  ])('%s', (type, expected) => {
    expect(gist(read({ line_type_intelligence: { type, error_code: null } }))).toEqual(expected)
  })
})

describe('line status', () => {
  test.each([
    ['active', []],
    ['reachable', []],
    ['unknown', []],
    ['unreachable', ['line_inactive 1']],
    ['inactive', ['line_inactive 1']],
    ['asleep', ['unreadable']],
  ])('%s', (status, expected) => {
    expect(gist(read({ line_status: { status, error_code: null } }))).toEqual(expected)
  })
})

describe('reassigned numbers', () => {
  test.each([
    ['yes', '2026-01-01', ['reassigned 0']],
    ['yes', null, ['reassigned 0']],
    ['no', '2026-01-01', ['clean reassigned']],
    ['no', null, ['note malformed_time']],
    ['no_data_available', '2026-01-01', []],
    [true, '2026-01-01', ['reassigned 0']],
    ['Yes', '2026-01-01', ['reassigned 0']],
    [false, '2026-01-01', ['unreadable']],
    [1, '2026-01-01', ['unreadable']],
  ])('%s, asked for %s', (answer, date, expected) => {
    const reassigned = { is_number_reassigned: answer, last_verified_date: date, error_code: null }
    expect(gist(read({ reassigned_number: reassigned }))).toEqual(expected)
  })
})

describe('SIM swaps', () => {
  const windows = ['sim_swap 0', 'sim_swap 1', 'sim_swap 2', 'sim_swap 4']
  test.each([
    ['a date', { last_sim_swap_date: '2026-11-22T05:00:00Z', swapped_in_period: true }, windows],
    ['no date', { last_sim_swap_date: null, swapped_in_period: true }, windows],
    [
      'a date that contradicts',
      { last_sim_swap_date: '2026-11-22T05:00:00Z', swapped_in_period: false },
      windows,
    ],
    ['none in a day', { swapped_in_period: false, swapped_period: 'PT24H' }, ['clean sim_swap']],
    ['none in ten days', { swapped_in_period: false, swapped_period: 'P10D' }, ['clean sim_swap']],
    ['none in an hour', { swapped_in_period: false, swapped_period: 'PT1H' }, []],
    ['none in a period nobody states', { swapped_in_period: false }, []],
    [
      'an old date',
      { last_sim_swap_date: '2020-01-01T00:00:00Z', swapped_in_period: false },
      [...windows, 'clean sim_swap'],
    ],
    [
      'a date of seven days ago, to the millisecond',
      { last_sim_swap_date: '2026-11-15T10:00:00Z', swapped_in_period: false },
      [...windows, 'clean sim_swap'],
    ],
    [
      'a date of less than seven days ago',
      { last_sim_swap_date: '2026-11-15T10:00:01Z', swapped_in_period: false },
      windows,
    ],
    [
      'an unreadable date',
      { last_sim_swap_date: 'soon', swapped_in_period: false, swapped_period: 'PT24H' },
      ['unreadable'],
    ],
    [
      'an unreadable date of a swap',
      { last_sim_swap_date: 'soon', swapped_in_period: true },
      ['unreadable', ...windows],
    ],
    ['text for a boolean', { swapped_in_period: 'false', swapped_period: 'PT24H' }, ['unreadable']],
  ])('%s', (_what, last, expected) => {
    expect(gist(read({ sim_swap: { last_sim_swap: last, error_code: null } }))).toEqual(expected)
  })

  test('of no known time weigh most, for ever', () => {
    const facts = read({ sim_swap: { last_sim_swap: { swapped_in_period: true } } }, null)
    expect(facts).toContainEqual(
      expect.objectContaining({ code: 'sim_swap', max: 0, until: Number.POSITIVE_INFINITY }),
    )
  })
})

test('a package with an error, in either casing, is unknown, and bad where it says so', () => {
  const packages = {
    sim_swap: { last_sim_swap: { swapped_in_period: true } },
    line_type_intelligence: { type: 'nonFixedVoip' },
    line_status: { status: 'inactive' },
    call_forwarding: { call_forwarding_enabled: true },
    reassigned_number: { is_number_reassigned: 'yes' },
    sms_pumping_risk: { carrier_risk_category: 'high' },
  }
  for (const [name, data] of Object.entries(packages)) {
    expect(gist(read({ [name]: data }))).not.toEqual([])
    // What it says beside its error may be bad all the same, and is never clean.
    const failed = gist(read({ [name]: { ...data, error_code: 60606 } }))
    const bad = gist(read({ [name]: data })).filter((fact) => !fact.startsWith('clean'))
    expect(failed).toEqual(['note lookup_error', ...bad])
    expect(gist(read({ [name]: { ...data, errorCode: 0 } }))).toEqual(failed)
  }
})

test('calls that are forwarded nowhere say nothing, and neither does a package without a word', () => {
  for (const enabled of [false, undefined])
    expect(gist(read({ call_forwarding: { call_forwarding_enabled: enabled } }))).toEqual([])
  expect(gist(read({ call_forwarding: { call_forwarding_enabled: 'no' } }))).toEqual(['unreadable'])
})

test('traffic that draws fraud is a flag, and caps nothing', () => {
  expect(gist(read({ sms_pumping_risk: { carrier_risk_category: 'high' } }))).toEqual([
    'sms_pumping 4',
  ])
  expect(
    gist(read({ sms_pumping_risk: { carrier_risk_category: 'low', number_blocked: true } })),
  ).toEqual(['sms_pumping 4'])
  expect(gist(read({ sms_pumping_risk: { carrier_risk_category: 'moderate' } }))).toEqual([])
})
