import { DAY, KEEPING_AUDIENCES, MINUTE } from '../../model/index.js'
import { packOf } from './pack.js'

/**
 * Customer proprietary network information, 47 CFR part 64 subpart U. Chat is neither telephone nor
 * plainly online access; it is treated as online access, 64.2010(c), the stricter reading.
 *
 * Neither account information nor what can be looked up about a person (name, address, date of
 * birth) verifies anybody there. Trust counts neither, so no rule has to say it.
 */
export const cpni = packOf({
  name: 'cpni',
  title: 'Customer Proprietary Network Information',
  classes: [
    {
      id: 'cpni.account.masked',
      kinds: ['cpni', 'cpni_call_detail'],
      from: 'masked',
      requires: { write: 3, read: 3, maxAge: 15 * MINUTE },
      sources: ['47 CFR 64.2010(a) and (c): authenticate before disclosing'],
    },
    {
      // A factor that the customer set up before, or a login: no code to the number, which a new
      // SIM would receive.
      id: 'cpni.call_detail.masked',
      kinds: ['cpni_call_detail'],
      from: 'masked',
      requires: { write: 3, read: 3, methods: ['factor_challenge', 'session'] },
      sources: [
        '47 CFR 64.2010(b): call detail only after a password not prompted by biographical or account information',
      ],
    },
  ],
  actions: [
    {
      // To the old address: whoever took the account over has already entered a new one.
      id: 'cpni.account_change',
      kinds: ['change_contact', 'change_credential'],
      requires: { write: 3, read: 0, maxAge: 15 * MINUTE },
      notify: ['old_address'],
      sources: [
        '47 CFR 64.2010(f): notice of account changes, to the address of record before the change',
      ],
    },
  ],
  delivery: [
    {
      // What is sent to the address of record reaches the customer whoever asks for it, so less is
      // asked.
      id: 'cpni.deliver',
      kinds: ['cpni', 'cpni_call_detail'],
      requires: { write: 2, read: 0 },
      sources: ['47 CFR 64.2010(b): send to the address of record, or call the number of record'],
    },
  ],
  redaction: [
    {
      id: 'cpni.log',
      audiences: KEEPING_AUDIENCES,
      kinds: ['cpni', 'cpni_call_detail'],
      atMost: 'drop',
      sources: ['47 CFR 64.2009: safeguards on the use of CPNI'],
    },
  ],
  retention: [
    {
      id: 'cpni.records',
      what: 'records of disclosures to third parties',
      keep: '1 year at least',
      sources: ['47 CFR 64.2009(c)'],
    },
  ],
  // An address of record has been on the account for 30 days (47 CFR 64.2003(b)).
  risk: { quarantine: 30 * DAY },
  training: [{ kinds: ['cpni', 'cpni_call_detail'], skill: 'cpni' }],
})
