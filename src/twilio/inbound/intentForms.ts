import { printable } from '../../model/index.js'
// The forms of what is asked for, however it comes: as an engagement, or as parameters of a Studio
// flow, which are text.

/**
 * An amount: decimal text with a point, as RTS 2018/389 Art 5 wants it bound; no sign, exponent or
 * separators. `12.50`, not `1,250` or `1e3`.
 */
export const AMOUNT = /^\d{1,15}(?:\.\d{1,8})?$/

/** A currency of ISO 4217 as people write it: `EUR`, `eur`, with spaces around. */
export const TYPED_CURRENCY = /^\s*[A-Za-z]{3}\s*$/

/** A name that can be shown, such as a payee's beside an amount or that of a fact. */
export const SHOWN_NAME = printable(128)
