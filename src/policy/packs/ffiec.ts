import { KEEPING_AUDIENCES, MINUTE } from '../../model/index.js'
import { packOf } from './pack.js'

/**
 * FFIEC guidance of August 2021 on authentication, with the GLBA safeguards and pretexting rules.
 *
 * The guidance is not a rule with numbers in it: it calls one factor inadequate for high-risk
 * transactions and leaves how high to the institution. Levels and ages here are an engineer's
 * reading.
 */
export const ffiec = packOf({
  name: 'ffiec',
  title: 'FFIEC Authentication and Access guidance, GLBA',
  classes: [
    {
      id: 'ffiec.financial.masked',
      kinds: ['financial'],
      from: 'masked',
      requires: { write: 3, read: 3, maxAge: 15 * MINUTE },
      sources: [
        '16 CFR 314.4(c)(5): more than one factor for access to customer information, or equivalent',
        '15 USC 6821: pretexting for customer information',
      ],
    },
    {
      // Not even confirmed: a help desk that says whether a password is right has given it away by
      // halves.
      id: 'ffiec.credential.never',
      kinds: ['credential', 'security_answer'],
      from: 'confirm',
      sources: ['FFIEC 2021: call centres and help desks are points of attack on credentials'],
    },
  ],
  actions: [
    {
      // Money that does not come back. A code that can be read out to a stranger is not enough by
      // itself.
      id: 'ffiec.payout',
      kinds: ['payout'],
      requires: { write: 4, read: 0, maxAge: 5 * MINUTE, forbidPhishableOnly: true },
      sources: [
        'FFIEC 2021: one factor, even with layers, is inadequate for high-risk transactions',
      ],
    },
    {
      id: 'ffiec.high_risk',
      kinds: ['pay', 'change_contact', 'change_credential'],
      requires: { write: 4, read: 0, maxAge: 5 * MINUTE },
      notify: ['old_address'],
      sources: ['FFIEC 2021: high-risk transactions and users; notice of changes'],
    },
  ],
  redaction: [
    {
      id: 'ffiec.log',
      audiences: KEEPING_AUDIENCES,
      identifiers: ['us_ssn', 'us_bank_routing', 'iban'],
      kinds: ['financial', 'credential', 'security_answer', 'government_id'],
      atMost: 'drop',
      sources: ['16 CFR 314.4(c): safeguards for customer information'],
    },
  ],
})
