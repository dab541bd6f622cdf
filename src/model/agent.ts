import { isRecord } from './record.js'

/**
 * Somebody of the staff who would see the answer, as the business's own server knows them: from a token that Twilio
 * checked, or a worker's attributes. It never comes from the customer, nor from a form.
 */
export interface Agent {
  /** The worker's name or SID; absent where only the roles are known. */
  readonly worker?: string | undefined
  /** Every role they have, by the words of the policy; another word is no role. */
  readonly roles: readonly string[]
}

// More roles than any worker has, and longer names than any role.
const MOST_ROLES = 64
const LONGEST = 128

/**
 * Reads who of the staff would see the answer. Where that cannot be read it is nobody, who has no role: an unknown
 * agent never sees more than the agent with the fewest roles.
 */
export function toAgent(value: unknown): Agent | undefined {
  if (!isRecord(value)) return undefined
  const { worker, roles } = value
  const words: readonly unknown[] = Array.isArray(roles) ? roles.slice(0, MOST_ROLES) : []
  return {
    ...(isName(worker) && { worker }),
    roles: words.filter(isName),
  }
}

const isName = (word: unknown): word is string =>
  typeof word === 'string' && word.trim() !== '' && word.length <= LONGEST

/**
 * Writes a worker's name in one way, so that nobody is two people by capitals or spaces. Twilio writes SIDs with their
 * prefix in capitals and the rest in small letters.
 */
export function workerName(worker: string): string {
  const name = worker.normalize('NFKC').trim().toLowerCase()
  return name.startsWith('wk') ? `WK${name.slice(2)}` : name
}
