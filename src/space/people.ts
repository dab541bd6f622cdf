import type { SpecimenPerson } from '../evidence/index.js'
import type { Caller } from './contacts.js'
import { SCENE } from './scene.js'

/**
 * Whoever writes, by every name they have: where they write from a number or mailbox it is their own.
 *
 * So a proof of the number or mailbox that they write from bears on the very contact.
 */
export const writerOf = ({ isPhone, isMailbox, query }: Caller): SpecimenPerson => ({
  phone: isPhone && query !== null ? query : SCENE.secondPhone,
  mailbox: isMailbox && query !== null ? query : SCENE.email,
  account: SCENE.account,
  address: query ?? '',
  customer: SCENE.customer,
})

// 555-01xx is reserved for use in fiction (NANPA); those below 20 are people of the scene.
const FIRST = 20

/**
 * Numbers, mailboxes and accounts that the customer has besides: each of its own, so that none bears on another.
 *
 * There are 80 numbers to choose from; above `place` 79 they come round again.
 */
export const otherOf = (place: number): SpecimenPerson => ({
  phone: `+141555501${String(FIRST + (place % 80)).padStart(2, '0')}`,
  mailbox: `ada.${place + 1}@example.com`,
  account: `${SCENE.account}-${place + 1}`,
  address: '',
  customer: SCENE.customer,
})
