import { isToAddress, plainAddress } from '../../model/index.js'
import { atom } from './atom.js'

/**
 * It was written to one of these addresses of the business: a brand's, or with `*` those of a
 * country. Addresses are compared without case and without the scheme that Twilio writes before
 * them.
 */
export const to = atom({
  word: 'to',
  form: 'words',
  isOfRequest: true,
  description:
    'The message was sent to one of these addresses of the business. `+44*` is every address that begins with +44.',
  states: (value, logic) => logic.any(...value.map((pattern) => logic.to(pattern))),
  covers: (wide, narrow) =>
    narrow.every((one) => wide.some((pattern) => isToAddress(pattern, plainAddress(one)))),
  say: (value) => [['to ', { words: value }]],
})
