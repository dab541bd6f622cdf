import { readDecimal } from './decimal.js'

// ISO 4217, table A.1: the currencies whose minor unit is not a hundredth.
const DECIMALS: ReadonlyMap<string, number> = new Map([
  ...wordsIn('BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF', 0),
  ...wordsIn('BHD IQD JOD KWD LYD OMR TND', 3),
  ...wordsIn('CLF UYW', 4),
])

function wordsIn(words: string, decimals: number): readonly (readonly [string, number])[] {
  return words.split(' ').map((word) => [word, decimals] as const)
}

/**
 * Names an amount as a person is shown it and as a proof names it: with its currency where it has one. A hundred euros
 * are not a hundred dollars, so what is compared is both.
 *
 * `{ amount: '100', currency: 'EUR' }` -> `100 EUR`
 */
export const shownAmount = ({
  amount,
  currency = '',
}: {
  readonly amount?: string
  readonly currency?: string
}): string | undefined =>
  amount === undefined || currency === '' ? amount : `${amount} ${currency}`

/**
 * Reads an amount that a proof names, its currency before it or after it, in any case: `EUR 100` and `100eur` are `100
 * EUR`. Anything else is compared as it stands.
 */
export function readShownAmount(text: string): string {
  const [, before, amount, after] = SHOWN.exec(text.trim()) ?? []
  const currency = before ?? after
  return amount === undefined || currency === undefined || (before && after)
    ? text
    : `${amount} ${currency.toUpperCase()}`
}

const SHOWN = /^(?:([a-z]{3}) ?)?(\d{1,30}(?:\.\d{1,30})?)(?: ?([a-z]{3}))?$/i

/**
 * Reads an amount of money in a currency, as digits with a point; `null` for anything else. One with more decimals than
 * the currency has is none: `1.000` of euros is a thousand to half of those who write it, and one to the others.
 */
export function readAmount(amount: unknown, currency: string): string | null {
  const decimals = DECIMALS.get(currency) ?? 2
  const written = String(amount).split('.')[1] ?? ''
  return written.length > decimals ? null : readDecimal(amount)
}
