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
 * Reads an amount of money in a currency, as digits with a point; `null` for anything else. One with more decimals than
 * the currency has is none: `1.000` of euros is a thousand to half of those who write it, and one to the others.
 */
export function readAmount(amount: unknown, currency: string): string | null {
  const decimals = DECIMALS.get(currency) ?? 2
  const written = String(amount).split('.')[1] ?? ''
  return written.length > decimals ? null : readDecimal(amount)
}
