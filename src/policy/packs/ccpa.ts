import { HOUR, KEEPING_AUDIENCES } from '../../model/index.js'
import { packOf } from './pack.js'

// The list of 7024(d); `pan` stands for its financial account numbers.
const NEVER_DISCLOSED = [
  'government_id',
  'credential',
  'security_answer',
  'biometric',
  'pan',
] as const

/**
 * California Consumer Privacy Act regulations, 11 CCR 7000 and following.
 *
 * They speak of requests about data (know, delete, correct) and name what is never disclosed even
 * to the person it is of. A claim to match data points is not asked for here: trust counts no
 * claims.
 */
export const ccpa = packOf({
  name: 'ccpa',
  title: 'California Consumer Privacy Act regulations',
  classes: [
    {
      // It begins at `masked`: that what somebody gives is the same may be confirmed, see the next
      // rule.
      id: 'ccpa.never_disclosed',
      kinds: NEVER_DISCLOSED,
      from: 'masked',
      sources: [
        '11 CCR 7024(d): no government id, account number, password, security answer or biometric is ever disclosed',
      ],
    },
    {
      id: 'ccpa.sensitive.confirm',
      kinds: NEVER_DISCLOSED,
      from: 'confirm',
      requires: { write: 3, read: 3, maxAge: HOUR },
      sources: [
        '11 CCR 7023(j): may confirm that what the consumer gave is the same as what is held',
      ],
    },
  ],
  actions: [
    {
      // Of what sort data is held: little harm to whoever is mistaken for the person.
      id: 'ccpa.know_categories',
      kinds: ['know_categories'],
      requires: { write: 2, read: 0 },
      sources: ['11 CCR 7062(b): a reasonable degree of certainty'],
    },
    {
      // The data itself; the regulation asks for a signed declaration besides, which is not the
      // library's to take.
      id: 'ccpa.know_specific',
      kinds: ['know_specific'],
      requires: { write: 4, read: 0, maxAge: HOUR },
      sources: [
        '11 CCR 7062(c): a reasonably high degree of certainty',
        '11 CCR 7061(a): re-authenticate',
      ],
    },
    {
      id: 'ccpa.delete',
      kinds: ['delete_data'],
      requires: { write: 3, read: 0, maxAge: HOUR },
      sources: ['11 CCR 7062(d) and 7061(a): re-authenticate before deleting'],
    },
  ],
  redaction: [
    {
      id: 'ccpa.log',
      audiences: KEEPING_AUDIENCES,
      kinds: NEVER_DISCLOSED,
      atMost: 'drop',
      sources: ['11 CCR 7002: collection and use limited to what is necessary and proportionate'],
    },
  ],
  retention: [
    {
      id: 'ccpa.requests',
      what: 'records of requests and how they were answered',
      keep: '24 months at least',
      sources: ['11 CCR 7101(a)'],
    },
  ],
})
