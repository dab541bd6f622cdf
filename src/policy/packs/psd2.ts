import { MINUTE } from '../../model/index.js'
import { packOf } from './pack.js'

/**
 * Payment Services Directive (EU) 2015/2366 and its technical standards, Delegated Regulation (EU)
 * 2018/389: strong customer authentication.
 *
 * Two elements of different categories (knowledge, possession, inherence) are asked for as
 * `categories: 2`. The number that somebody writes from is none of them.
 */
export const psd2 = packOf({
  name: 'psd2',
  title: 'Payment Services Directive 2, strong customer authentication',
  classes: [
    {
      id: 'psd2.account_access.full',
      kinds: ['financial'],
      from: 'full',
      requires: { write: 4, read: 3, maxAge: 15 * MINUTE, categories: 2 },
      sources: [
        'PSD2 Art 97(1)(a) with Art 4(30): two independent elements for access to a payment account',
      ],
    },
  ],
  actions: [
    {
      // `linked`: the proof was given for this amount and this payee, and opens no other.
      id: 'psd2.payment',
      kinds: ['pay', 'payout'],
      requires: {
        write: 4,
        read: 0,
        maxAge: 5 * MINUTE,
        purpose: true,
        linked: true,
        categories: 2,
      },
      sources: [
        'PSD2 Art 97(1)(b) and 97(2): strong authentication linked to amount and payee',
        'Regulation (EU) 2018/389 Art 4(3)(d) and 5: five minutes; the code is specific to the payment',
      ],
    },
    {
      id: 'psd2.remote_risk',
      kinds: ['change_contact', 'change_credential'],
      requires: { write: 4, read: 0, maxAge: 5 * MINUTE, categories: 2 },
      sources: ['PSD2 Art 97(1)(c): any remote action that may imply a risk of payment fraud'],
    },
  ],
})
