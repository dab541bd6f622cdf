import { expect, test } from 'vitest'
import { RELATIONS } from '../../../src/model/index.js'
import { toAgentPanel, withheldTaskAttributes } from '../../../src/twilio/outbound/index.js'

const withheld = withheldTaskAttributes('x').attributes.countersign
const ACTING = {
  ...withheld,
  status: 'decided',
  level: 'verified',
  rank: 3,
  write: 3,
  resolution: 'unique',
  customer: 'C-1001',
  acting_for: 'C-2002',
}

test.each(RELATIONS)(
  'the agent is told whose record is open, and as what somebody acts: %s',
  (as) => {
    const panel = toAgentPanel({ countersign: { ...ACTING, acting_as: [as] } })
    expect(panel.record).toBe('C-1001')
    expect(panel.actingFor?.code).toBe(as)
    expect(panel.actingFor?.text).toContain('C-2002')
    expect(panel.actingFor?.text).not.toContain(as.includes('_') ? as : '_')
  },
)

test.each([
  ['nobody is verified', { level: 'recognized', rank: 2, write: 2, acting_as: ['guardian'] }],
  ['no tie is named', { acting_as: [] }],
  ['the tie is none that is known', { acting_as: ['friend'] }],
  ['nobody is named', { acting_for: null, acting_as: ['guardian'] }],
  ['nothing was decided', { status: 'withheld', acting_as: ['guardian'] }],
])('nobody is shown as acting for another where %s', (_, part) => {
  expect(toAgentPanel({ countersign: { ...ACTING, ...part } }).actingFor).toBe(null)
})

test('a name of a record that is no plain text is shown as plain text', () => {
  const panel = toAgentPanel({
    countersign: { ...ACTING, acting_for: '<b>x</b>\u202e', acting_as: ['guardian'] },
  })
  expect(panel.actingFor?.text).not.toContain('\u202e')
})
