import {
  type Issue,
  isGiven,
  isPrintable,
  isSid,
  LARGEST_PRIORITY,
  LONGEST_WAIT,
} from '../../model/index.js'

/** Finds what is wrong with a SID: absent, or not of its kind's form. */
export const sidIssues = (sid: unknown, prefix: string, path: string): readonly Issue[] =>
  isSid(sid, prefix) ? [] : [{ code: isGiven(sid) ? 'invalid_sid' : 'required', path }]

// Absent, too long, or with characters that cannot be seen.
function textIssues(text: unknown, most: number, path: string): readonly Issue[] {
  if (!isGiven(text)) return [{ code: 'required', path }]
  if (typeof text !== 'string') return [{ code: 'invalid_type', path }]
  if (text.length > most) return [{ code: 'too_long', path }]
  return isPrintable(text) ? [] : [{ code: 'invalid_format', path }]
}

/** Finds what is wrong with a name that is shown: 256 characters at most (Conversations v1, Flex v1). */
export const nameIssues = (name: unknown, path: string): readonly Issue[] =>
  textIssues(name, 256, path)

/** Finds what is wrong with the name of a task channel: 64 characters at most (TaskRouter v1). */
export const taskChannelIssues = (name: unknown, path: string): readonly Issue[] =>
  textIssues(name, 64, path)

/** Finds what is wrong with a task's priority. */
export const priorityIssues = (priority: unknown, path: string): readonly Issue[] =>
  integerIssues(priority, 0, LARGEST_PRIORITY, path)

/** Finds what is wrong with how long a task may wait, in seconds. */
export const timeoutIssues = (seconds: unknown, path: string): readonly Issue[] =>
  integerIssues(seconds, 1, LONGEST_WAIT, path)

/** Finds what is wrong with how often a flow or a webhook that fails is tried again: three times at most (Conversations v1, Flex v1). */
export const retryIssues = (count: unknown, path: string): readonly Issue[] =>
  integerIssues(count, 0, 3, path)

const integerIssues = (
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
  if (!isGiven(url)) return [{ code: 'required', path }]
  const isGood = typeof url === 'string' && url.length <= LONGEST_URL && isHttps(url)
  return isGood ? [] : [{ code: 'invalid_url', path }]
}

/** Runs a check on what may be absent; nothing is wrong with what is not there. */
export const ifGiven = <T>(
  value: T | undefined,
  check: (value: T) => readonly Issue[],
): readonly Issue[] => (value === undefined ? [] : check(value))

const LONGEST_URL = 2_048

/** Without user information: a password in a URL stands in every log. */
function isHttps(text: string): boolean {
  try {
    const { protocol, username, password } = new URL(text)
    return protocol === 'https:' && username === '' && password === ''
  } catch {
    return false
  }
}
