import type { Contact, Evidence } from '../../src/model/index.js'

/** Somebody in a web chat without a name. */
export const GUEST: Contact = { channel: 'web_chat', address: 'FX01' }

/** Their login, an hour long. */
export const GUEST_LOGIN: Evidence = {
  kind: 'session',
  conversation: 'CH01',
  by: GUEST,
  issuer: 'https://login.example.com',
  subject: 'u-77',
  customer: 'C-1',
  amr: ['pwd'],
  authTime: '2026-11-22T09:55:00Z',
  expires: '2026-11-22T10:55:00Z',
}

/** What a directory says of the number that writes in these tests: whose it has long been. */
export const NUMBER_ON_FILE: Evidence = {
  kind: 'directory',
  at: '2026-11-22T09:59:00Z',
  query: { phone: '+14155550100' },
  matches: [{ customer: 'C-1', basis: 'verified', since: '2024-03-01', confirmed: '2026-10-30' }],
}
