import { APPROVED_CODE } from './approvedCode.js'

/** What a directory answers of the number which writes in these tests: one record, long known and confirmed of late. */
export const ON_FILE = {
  kind: 'directory',
  at: '2026-11-22T09:59:00Z',
  query: { address: '+14155550100' },
  matches: [
    { customer: 'C-1001', basis: 'verified', since: '2024-03-01', confirmed: '2026-10-30' },
  ],
}

/** A right code that was sent to that number, for nothing in particular. */
export const CODE = {
  kind: 'verify_check',
  at: '2026-11-22T10:00:00Z',
  conversation: 'CH01',
  purpose: null,
  result: APPROVED_CODE,
}
