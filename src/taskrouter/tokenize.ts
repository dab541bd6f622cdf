/** One token of an expression and where it begins. */
export interface Token {
  readonly type: 'text' | 'number' | 'word' | 'symbol' | 'end'
  /** A text's content, or the token as written. */
  readonly value: string
  /** Offset in the source, from 0. */
  readonly at: number
}

/** Why text is not tokens: a code and an offset. */
export interface TokenFault {
  /** A closed code. */
  readonly code: 'unterminated_text' | 'unexpected_character' | 'number_out_of_range'
  /** Offset in the source, from 0. */
  readonly at: number
}

/** White space, and characters that people paste with it. */
const SPACE = /[\s\u00a0\u200b\ufeff]+/uy

// Names joined by dots, with array indices. Hyphens are read so that the linter can name them; TaskRouter cannot read them.
const WORD =
  /[\p{L}_$][\p{L}\p{N}_$]{0,127}(?:-[\p{L}\p{N}_$]{1,127}){0,16}(?:\.[\p{L}\p{N}_$]{1,128}(?:-[\p{L}\p{N}_$]{1,127}){0,16}|\[\d{1,6}\]){0,32}/uy

// At most 15 digits on either side of the point, so that a double holds it and prints it back.
const NUMBER = /-?[\d.]{1,64}/y
/** At most 15 digits on either side of the point, so that a double holds it and prints it back. */
const EXACT = /^-?(?=\.?\d)\d{0,15}(?:\.\d{0,15})?$/

// `! =` with a space between is met in the field.
const SYMBOL = /==|! ?=|<=|>=|<>|&&|\|\||[=<>()[\],!]/y

/** The patterns of the tokens, each of which must be safe from backtracking. */
export const TOKEN_PATTERNS: readonly RegExp[] = [SPACE, WORD, NUMBER, EXACT, SYMBOL]

/** Splits an expression into tokens, ending in `end`, or says what is in the way. */
export function tokenize(text: string): readonly Token[] | TokenFault {
  const tokens: Token[] = []
  let at = skipSpace(text, 0)
  while (at < text.length) {
    const found = readToken(text, at)
    if ('code' in found) return found
    tokens.push(found.token)
    at = skipSpace(text, found.end)
  }
  tokens.push({ type: 'end', value: '', at: text.length })
  return tokens
}

type ReadToken = { readonly token: Token; readonly end: number } | TokenFault

function readToken(text: string, at: number): ReadToken {
  const quote = text[at]
  if (quote === '"' || quote === "'") return readText(text, at, quote)
  const number = matchAt(NUMBER, text, at)
  if (number !== null) {
    const whole = number.replace(/^(-?)0+(?=\d)/, '$1')
    if (!EXACT.test(whole)) return { code: 'number_out_of_range', at }
    return { token: { type: 'number', value: number, at }, end: at + number.length }
  }
  const word = matchAt(WORD, text, at)
  if (word !== null) return { token: { type: 'word', value: word, at }, end: at + word.length }
  const symbol = matchAt(SYMBOL, text, at)
  if (symbol === null) return { code: 'unexpected_character', at }
  const value = symbol.replace(' ', '')
  return { token: { type: 'symbol', value, at }, end: at + symbol.length }
}

/**
 * Reads a text in quotes. Escapes are not documented; a backslash before a quote or a
 * backslash is read as one, as every JSON tool writes it.
 */
function readText(text: string, start: number, quote: string): ReadToken {
  let value = ''
  for (let at = start + 1; at < text.length; at += 1) {
    const next = text[at + 1]
    if (text[at] === quote) return { token: { type: 'text', value, at: start }, end: at + 1 }
    if (text[at] === '\\' && (next === quote || next === '\\')) {
      value += next
      at += 1
    } else value += text[at]
  }
  return { code: 'unterminated_text', at: start }
}

const skipSpace = (text: string, at: number): number => at + (matchAt(SPACE, text, at)?.length ?? 0)

/**
 * Matches a pattern at one place. A sticky pattern looks only where it is told to, and is
 * told before each use.
 */
function matchAt(sticky: RegExp, text: string, at: number): string | null {
  sticky.lastIndex = at
  return sticky.exec(text)?.[0] ?? null
}
