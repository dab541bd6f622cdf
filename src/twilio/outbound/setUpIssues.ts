import type { Issue } from '../../model/index.js'
import { isSid } from '../../taskrouter/index.js'

/** Finds what is wrong with a SID: absent, or not of its kind's form. */
export const sidIssues = (sid: unknown, prefix: string, path: string): readonly Issue[] =>
  isSid(sid, prefix) ? [] : [{ code: isAbsent(sid) ? 'required' : 'invalid_sid', path }]

/** Finds what is wrong with a text: absent, too long, or with characters that cannot be seen. */
export function textIssues(text: unknown, most: number, path: string): readonly Issue[] {
  if (isAbsent(text)) return [{ code: 'required', path }]
  if (typeof text !== 'string') return [{ code: 'invalid_type', path }]
  if (text.length > most) return [{ code: 'too_long', path }]
  return UNPRINTABLE.test(text) ? [{ code: 'invalid_format', path }] : []
}

/** Finds what is wrong with a whole number. */
export const integerIssues = (
  value: unknown,
  least: number,
  most: number,
  path: string,
): readonly Issue[] =>
  typeof value === 'number' && Number.isInteger(value) && value >= least && value <= most
    ? []
    : [{ code: 'out_of_range', path }]

/**
 * Finds what is wrong with a webhook's address: Twilio signs what it sends, so only `https` keeps
 * it private.
 */
export function urlIssues(url: unknown, path: string): readonly Issue[] {
  if (isAbsent(url)) return [{ code: 'required', path }]
  const isGood = typeof url === 'string' && url.length <= LONGEST_URL && isHttps(url)
  return isGood ? [] : [{ code: 'invalid_url', path }]
}

/** Runs a check on what may be absent; nothing is wrong with what is not there. */
export const ifGiven = <T>(
  value: T | undefined,
  check: (value: T) => readonly Issue[],
): readonly Issue[] => (value === undefined ? [] : check(value))

// Control, format and surrogate characters, and those that break a line.
const UNPRINTABLE = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u
const LONGEST_URL = 2_048

/** Forms send an empty text for nothing. */
const isAbsent = (value: unknown): boolean => value === undefined || value === null || value === ''

/** Without user information: a password in a URL stands in every log. */
function isHttps(text: string): boolean {
  try {
    const { protocol, username, password } = new URL(text)
    return protocol === 'https:' && username === '' && password === ''
  } catch {
    return false
  }
}
