import type { Assessment } from '../model/assessment.js'
import type { Engagement } from '../model/engagement.js'
import { isRecord } from '../model/record.js'

/** What is asked for, read with care: an engagement may come from outside. */
export interface Request {
  readonly classes: readonly string[]
  readonly actions: readonly string[]
  readonly amount?: string
  readonly payee?: string
  readonly channel: string
  readonly address: string
  readonly context: Readonly<Record<string, unknown>>
}

const MOST = 64

// As the channel table reads a name: any case, with hyphens and spaces.
const nameOf = (value: unknown): string =>
  typeof value === 'string' && value.length <= MOST
    ? value.trim().toLowerCase().replaceAll(/[\s-]/g, '_')
    : ''

/**
 * Reads what a decision needs of an engagement besides its assessment, once, into plain values. Whatever is malformed
 * counts as absent; where looking at it throws, nothing is asked for.
 */
export function readRequest(engagement: Engagement, assessed?: Assessment['channel']): Request {
  try {
    return read(engagement, assessed)
  } catch {
    return read({}, assessed)
  }
}

function read(outer: unknown, assessed: Assessment['channel']): Request {
  const { intent, contact, context } = isRecord(outer) ? outer : {}
  const asked = isRecord(intent) ? intent : {}
  const reached = isRecord(contact) ? contact : {}
  return {
    classes: wordsOf(asked['classes']),
    actions: wordsOf(asked['actions']),
    ...(typeof asked['amount'] === 'string' ? { amount: asked['amount'] } : {}),
    ...(typeof asked['payee'] === 'string' ? { payee: asked['payee'] } : {}),
    channel: assessed?.name ?? nameOf(reached['channel']),
    address: typeof reached['address'] === 'string' ? reached['address'] : '',
    context: isRecord(context) ? { ...context } : {},
  }
}

/** Tells whether a request came by a channel that the policy declares: by its scheme's name, or as `custom`. */
export const isByScheme = (scheme: string, { channel, address }: Request): boolean =>
  channel === scheme || (channel === 'custom' && address.startsWith(`${scheme}:`))

const wordsOf = (value: unknown): readonly string[] => {
  const items: readonly unknown[] = Array.isArray(value) ? value.slice(0, MOST) : []
  return items.map((item) => (typeof item === 'string' ? item : ''))
}
