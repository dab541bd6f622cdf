import { fail, ok } from '../model/result.js'
import type { Identifier } from './identifier.js'
import { HIDDEN } from './masks.js'

// RFC 5321 lengths: 64 before the sign, 255 after. Dots neither lead, trail nor meet (RFC 5322 dot-atom).
const ADDRESS =
  /^[\p{L}\p{N}!#$%&'+/=?^_`{|}~-]{1,64}(?:\.[\p{L}\p{N}!#$%&'+/=?^_`{|}~-]{1,64}){0,16}@(?:[\p{L}\p{N}](?:[\p{L}\p{N}-]{0,61}[\p{L}\p{N}])?\.){1,8}(?:\p{L}{2,24}|xn--[a-z0-9]{2,30})$/u

/** E-mail address. */
export const email: Identifier = {
  type: 'email',
  dataClass: 'contact',
  fieldDecides: true,
  anchors: ['at'],
  pattern:
    /[A-Za-z0-9\u00c0-\u1fff!#$%&'+/=?^_`{|}~.-]{1,64}@(?:[A-Za-z0-9\u00c0-\u1fff][A-Za-z0-9\u00c0-\u1fff-]{0,62}\.){1,8}[A-Za-z0-9\u00c0-\u1fff-]{2,24}/g,
  parse(text) {
    const [local = '', domain = ''] = text.split('@')
    if (local.length > 64 || domain.length > 255 || !ADDRESS.test(text))
      return fail('invalid_format')
    return ok(`${local}@${domain.toLowerCase()}`)
  },
  mask(value) {
    const sign = value.indexOf('@')
    return `${sign > 2 ? value.charAt(0) : ''}${HIDDEN}${value.slice(sign)}`
  },
  weigh: () => 90,
  examples: {
    valid: ['ada@example.com', 'ada.lovelace+flex@mail.example.co.uk', "o'hara@example.com"],
    invalid: ['ada@example', '.ada@example.com', '@example.com', 'ada@@example.com'],
  },
}
