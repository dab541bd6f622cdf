import { email } from './email.js'
import type { Identifier } from './identifier.js'
import { paymentCard } from './paymentCard.js'
import { phone } from './phone.js'

/** Every kind of identifier known, one line each. Of two equally certain and equally long, the earlier wins. */
export const identifiers: readonly Identifier[] = [paymentCard, email, phone]

export type { Anchor, Identifier } from './identifier.js'
export { REPORTED } from './identifier.js'
export { HIDDEN } from './masks.js'
