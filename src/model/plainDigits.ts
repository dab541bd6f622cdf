import { digitOfScript } from './digitOfScript.js'

const DIGIT = /\p{Nd}/gu

/** Writes the digits of any script as ASCII: `٣` as `3`. */
export const plainDigits = (text: string): string =>
  text.replaceAll(DIGIT, (digit) => String(digitOfScript(digit.codePointAt(0) ?? 0) ?? digit))
