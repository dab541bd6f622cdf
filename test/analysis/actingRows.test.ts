import { expect, test } from 'vitest'
import { compareExpected } from '../../src/analysis/expectations.js'
import { engagementOf, rowAgainst, runTest, testOf } from '../../src/analysis/index.js'
import { evaluate } from '../../src/evaluate.js'
import { compilePolicy } from '../../src/policy/index.js'
import { deciding } from '../../src/vitest.js'
import { APPROVED_CODE } from '../arbitraries/approvedCode.js'
import { compiled } from '../compiled.js'
import { makeCustomer } from '../falsify/customers.js'
import { onBehalf } from '../falsify/representing.js'
import { makeStaff } from '../falsify/staff.js'
import { EMERGENCIES, ROLES } from '../falsify/words.js'
import { fromSeed, NOW } from '../trust/evidenceWorld.js'

const WRITTEN = `
policy: clinic
version: 1
roles: [${ROLES.join(', ')}]
classes:
  record:
    full: { write: verified, read: verified }
    representative: { full: { write: verified, read: verified }, as: guardian }
  note: { full: { write: recognized, read: recognized, roles: nurse } }
break_glass: { roles: [nurse, billing], reasons: [${EMERGENCIES.join(', ')}], second: [${ROLES.join(', ')}], for: 30m, notice: office, classes: [record, note] }
routes: [{ id: all, queue: care }]
`
const POLICY = compiled(WRITTEN)

/** People who write for themselves or others, seen by whoever of the staff there may be. */
const situations = Array.from({ length: 400 }, (_, seed) => {
  const choose = fromSeed(seed)
  const engagement = onBehalf(choose, makeCustomer(choose, ['record', 'note']))
  return { engagement: { ...engagement, ...makeStaff(choose) }, at: NOW }
})

/** Rows that are made of what is decided, with what was decided. */
const rows = situations.map((situation) => {
  const decision = evaluate(POLICY, situation.engagement, situation.at)
  const row = rowAgainst(POLICY, {}, { name: 'as it is', situation })
  return { decision, row }
})

test('a row made of a decision says for whom it was made, and what an agent sees by breaking the glass', () => {
  const seen = { acting: 0, glass: 0 }
  for (const { decision, row } of rows) {
    const { expect: expected } = testOf(row.given, decision)
    expect(runTest(POLICY, { ...row, expect: expected }).mismatches).toEqual([])
    expect(expected['acting_for'] ?? null).toBe(decision.acting?.subject ?? null)
    expect(expected['acting_as']).toEqual(decision.acting?.as)
    expect(expected['break_glass']).toEqual(decision.breakGlass?.classes)
    if ((decision.acting?.as.length ?? 0) > 0) seen.acting += 1
    if (decision.breakGlass !== undefined) seen.glass += 1
  }
  expect(seen.acting).toBeGreaterThan(50)
  expect(seen.glass).toBeGreaterThan(5)
})

test('a row fails that says another than whose representative they are, or as what', () => {
  let tried = 0
  for (const { decision, row } of rows) {
    const { subject = null, as = [] } = decision.acting ?? {}
    const wrong = [
      { acting_for: subject === 'C-2' ? 'C-3' : 'C-2' },
      { acting_for: '' },
      { acting_as: as.length === 0 ? ['guardian'] : [] },
      { acting_as: [...as, as.includes('attorney') ? 'household' : 'attorney'] },
    ].filter(({ acting_as: one }) => one === undefined || one.join() !== as.join())
    for (const other of wrong) {
      const missed = compareExpected(POLICY, { ...row.expect, ...other }, decision)
      const said = missed.map(({ subject: about }) => about)
      expect(said).toEqual(Object.keys(other))
      tried += 1
    }
  }
  expect(tried).toBeGreaterThan(1_000)
})

test.each([
  ['acting_as: gaurdian', 'unknown_word'],
  ['acting_as: 3', 'wrong_type'],
  ['acting_for: 3', 'wrong_type'],
  ['acting_fo: C-2', 'unknown_class_or_action'],
])('a row that expects %s does not compile', (expected, code) => {
  const result = compilePolicy(`${WRITTEN}tests:
  - { name: somebody, given: { channel: sms, address: '+14155550100' }, expect: { trust: claimed, route: all, ${expected} } }
`)
  expect(result.ok ? [] : result.issues.map((issue) => issue.code)).toEqual([code])
})

const TIE = {
  kind: 'directory',
  at: '2026-11-22T09:59:00Z',
  query: { phone: '+14155550100' },
  matches: [
    {
      customer: 'C-1',
      basis: 'verified',
      since: '2024-03-01',
      confirmed: '2026-11-01',
      acts_for: 'C-2',
      as: 'guardian',
    },
  ],
} as const
const CODE = {
  kind: 'verify_check',
  at: '2026-11-22T09:59:30Z',
  conversation: 'CH01',
  message: 'IM01',
  result: APPROVED_CODE,
} as const
const AT = '2026-11-22T10:00:00Z'
const PERSON = {
  channel: 'sms',
  address: '+14155550100',
  at: AT,
  message: 'IM01',
  conversation: 'CH01',
  evidence: [TIE, CODE],
} as const

test('a matcher says whose representative it is, as what, and never of a claim that nothing bears out', () => {
  const daughter = deciding(POLICY, { ...PERSON, subject: 'C-2' })
  expect(daughter).toActFor('C-2')
  expect(daughter).toActFor('C-2', 'guardian')
  expect(daughter).not.toActFor('C-2', 'attorney')
  expect(daughter).not.toActFor('C-3')
  expect(daughter.decision).toActFor('C-2', 'guardian')
  const claimant = deciding(POLICY, { ...PERSON, subject: 'C-3' })
  expect(claimant).not.toActFor('C-3')
  expect(deciding(POLICY, PERSON)).not.toActFor('C-2')
  expect(() => expect(claimant).toActFor('C-3', 'guardian')).toThrow(
    /on behalf of nobody, expected C-3 as guardian/,
  )
})

test('a matcher says what an agent sees by breaking the glass, and what one of a role is answered', () => {
  const [reason = ''] = EMERGENCIES
  const nurse = { worker: 'WK01', roles: ['nurse'] }
  const lead = { worker: 'WK02', roles: ['lead'] }
  const opened = deciding(POLICY, {
    ...PERSON,
    evidence: [TIE],
    agent: nurse,
    breakGlass: { reason, requestedBy: 'WK01', approvedBy: lead, at: AT },
  })
  expect(opened).toBreakGlass('record')
  expect(opened).not.toDisclose('record')
  expect(deciding(POLICY, { ...PERSON, agent: nurse })).not.toBreakGlass('record')
  expect(() => expect(opened).not.toBreakGlass('recrod')).toThrow(/did you mean `record`/)
  expect(deciding(POLICY, { ...PERSON, agent: nurse })).toDisclose('note')
  expect(deciding(POLICY, { ...PERSON, agent: lead })).toWithhold('note', 'role')
})

test('a row is read back as the engagement it was made of', () => {
  for (const [at, { row }] of rows.entries()) {
    const { subject, agent, breakGlass } = engagementOf(row.given).engagement
    const given = situations[at]?.engagement
    expect([subject, agent, breakGlass]).toEqual([given?.subject, given?.agent, given?.breakGlass])
  }
})
