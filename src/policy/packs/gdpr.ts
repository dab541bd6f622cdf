import { HOUR, KEEPING_AUDIENCES, MINUTE } from '../../model/index.js'
import { packOf } from './pack.js'

/**
 * General Data Protection Regulation (EU) 2016/679, and the EDPB's guidelines on the right of
 * access.
 *
 * It names no levels. What is asked rises with how much harm the data could do in other hands, as
 * the guidelines say, and no identity document is asked for where a login does (recital 57).
 */
export const gdpr = packOf({
  name: 'gdpr',
  title: 'General Data Protection Regulation',
  classes: [
    {
      // Every class is personal data unless its kind says that it is not: what is forgotten is
      // guarded.
      id: 'gdpr.personal_data.confirm',
      kinds: ['*'],
      except: ['public', 'general'],
      from: 'confirm',
      requires: { write: 2, read: 2 },
      sources: [
        'GDPR Art 5(1)(f) and 32: a claimed name and date of birth is no protection (BfDI v 1&1, December 2019)',
      ],
    },
    {
      // Article 9 data, by its own kinds.
      id: 'gdpr.special.confirm',
      kinds: ['special', 'phi', 'biometric'],
      from: 'confirm',
      requires: { write: 3, read: 3, maxAge: HOUR },
      sources: [
        'GDPR Art 9(1); EDPB Guidelines 01/2022 v2.1 paras 69-70: proportionate to the data',
      ],
    },
  ],
  actions: [
    {
      id: 'gdpr.access_request',
      kinds: ['know_specific', 'delete_data'],
      requires: { write: 3, read: 0, maxAge: HOUR },
      sources: ['GDPR Art 12(6), recitals 57 and 64: reasonable measures, such as the same login'],
    },
    {
      id: 'gdpr.change_contact',
      kinds: ['change_contact', 'change_credential'],
      requires: { write: 3, read: 0, maxAge: 15 * MINUTE },
      sources: ['GDPR Art 32(1)(b)'],
    },
  ],
  redaction: [
    {
      id: 'gdpr.log',
      audiences: KEEPING_AUDIENCES,
      kinds: ['special', 'phi', 'biometric', 'government_id', 'credential', 'security_answer'],
      atMost: 'drop',
      sources: ['GDPR Art 5(1)(c) and 25: no more than is needed'],
    },
  ],
  retention: [
    {
      id: 'gdpr.identification',
      what: 'data asked for only to identify the person',
      keep: 'until identified',
      sources: ['GDPR recital 64: no retention just to be able to react to requests'],
    },
  ],
})
