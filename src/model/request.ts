import { isRecord } from './record.js'

/** What a person asks for, and what the business says beside it, read with care: an engagement may come from outside. */
export interface Asked {
  readonly classes: readonly string[]
  readonly actions: readonly string[]
  readonly amount?: string
  readonly payee?: string
  readonly context: Readonly<Record<string, unknown>>
}

/** All that a decision needs of an engagement besides its assessment. */
export interface Request extends Asked {
  /** The channel by its own name, whatever word the engagement has for it; empty where it names none that is known. */
  readonly channel: string
  /** The contact's address as its channel writes it; as it came where the channel cannot read it. */
  readonly address: string
}

// More than any policy has classes or actions that one message could be about.
const MOST = 64

/** Nothing is asked for. */
export const NOTHING_ASKED: Asked = { classes: [], actions: [], context: {} }

/** Reads what is asked for. What is malformed counts as absent; `null` where looking at it throws. */
export function readAsked(engagement: unknown): Asked | null {
  try {
    return read(engagement)
  } catch {
    return null
  }
}

function read(outer: unknown): Asked {
  const { intent, context } = isRecord(outer) ? outer : {}
  const asked = isRecord(intent) ? intent : {}
  return {
    classes: wordsOf(asked['classes']),
    actions: wordsOf(asked['actions']),
    ...(typeof asked['amount'] === 'string' ? { amount: asked['amount'] } : {}),
    ...(typeof asked['payee'] === 'string' ? { payee: asked['payee'] } : {}),
    context: isRecord(context) ? { ...context } : {},
  }
}

const wordsOf = (value: unknown): readonly string[] => {
  const items: readonly unknown[] = Array.isArray(value) ? value.slice(0, MOST) : []
  return items.map((item) => (typeof item === 'string' ? item : ''))
}

/** Tells whether a request came by a channel that the policy declares: by its scheme's name, or as `custom`. */
export const isByScheme = (scheme: string, { channel, address }: Request): boolean =>
  channel === scheme || (channel === 'custom' && address.startsWith(`${scheme}:`))
