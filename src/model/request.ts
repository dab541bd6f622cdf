import { type Agent, toAgent } from './agent.js'
import type { Assessment } from './assessment.js'
import { type BreakGlassFault, type BreakGlassRead, toBreakGlass } from './breakGlass.js'
import { isRecord } from './record.js'
import { splitScheme } from './splitScheme.js'

/** What a decision needs of an engagement besides its assessment: what is asked for, and on which channel. */
export interface Request {
  readonly classes: readonly string[]
  readonly actions: readonly string[]
  readonly amount?: string
  readonly payee?: string
  /** The currency of the amount, in capitals. */
  readonly currency?: string
  /** The channel by its own name, whatever word the engagement has for it; empty where it names none that is known. */
  readonly channel: string
  /** The contact's address as its channel writes it; as it came where the channel cannot read it. */
  readonly address: string
  /** The business's own address that was written to, without its scheme; absent where it is not known. */
  readonly to?: string
  readonly context: Readonly<Record<string, unknown>>
  /** Who of the staff would see the answer; absent where that is not known. */
  readonly agent?: Agent
  /** That the agent breaks the glass; where it cannot be read, the reason why. */
  readonly breakGlass?: BreakGlassRead | BreakGlassFault
}

/** What an engagement asks for, and the trust in it. */
export interface AssessedRequest {
  readonly request: Request
  readonly assessment: Assessment
}

/** Where a request came from. */
export type RequestPlace = Pick<Request, 'channel' | 'address'>

/** The channel is not known. */
export const NO_PLACE: RequestPlace = { channel: '', address: '' }

/** Nothing is asked for, from nowhere. */
export const NO_REQUEST: Request = { classes: [], actions: [], ...NO_PLACE, context: {} }

// More than any policy has classes or actions that one message could be about.
const MOST = 64

/**
 * Reads what is asked for, with care: an engagement may come from outside. What is malformed counts as absent; where
 * looking at it throws it is `null`, for no JSON does.
 */
export function toRequest(engagement: unknown, place: RequestPlace): Request | null {
  try {
    return read(engagement, place)
  } catch {
    return null
  }
}

function read(outer: unknown, { channel, address }: RequestPlace): Request {
  const {
    intent,
    context,
    contact,
    agent: staff,
    breakGlass: broken,
  } = isRecord(outer) ? outer : {}
  const breakGlass = toBreakGlass(broken)
  const agent = toAgent(staff)
  const to = isRecord(contact) ? contact['to'] : undefined
  // Each field is read by itself, so a malformed one does not change the others.
  const { classes, actions, amount, payee, currency } = isRecord(intent) ? intent : {}
  return {
    classes: wordsOf(classes),
    actions: wordsOf(actions),
    ...(typeof amount === 'string' ? { amount } : {}),
    ...(typeof payee === 'string' ? { payee } : {}),
    ...(typeof currency === 'string' ? { currency: currency.trim().toUpperCase() } : {}),
    channel,
    address,
    ...(typeof to === 'string' && to !== '' ? { to: plainAddress(to) } : {}),
    context: isRecord(context) ? { ...context } : {},
    ...(agent !== undefined && { agent }),
    ...(breakGlass !== undefined && { breakGlass }),
  }
}

/**
 * Gives an address of the business in the form in which addresses are compared: without scheme, space or capitals. The
 * scheme that Twilio writes before it, such as `whatsapp:`, says the channel and not whose address it is.
 */
export const plainAddress = (address: string): string => splitScheme(address).rest.toLowerCase()

/**
 * Tells whether an address is one that a policy names. A name that ends in `*` matches every address
 * that begins with it.
 */
export const isToAddress = (pattern: string, address: string): boolean => {
  const plain = plainAddress(pattern)
  return plain.endsWith('*') ? address.startsWith(plain.slice(0, -1)) : address === plain
}

const wordsOf = (value: unknown): readonly string[] => {
  // A word that is no text stays at its place as an empty one, so that reasons point to the right place.
  const items: readonly unknown[] = Array.isArray(value) ? value.slice(0, MOST) : []
  return items.map((item) => (typeof item === 'string' ? item : ''))
}

/** Tells whether a request came by a channel that the policy declares: by its scheme's name, or as `custom`. */
export const isByScheme = (scheme: string, { channel, address }: Request): boolean =>
  channel === scheme || (channel === 'custom' && address.startsWith(`${scheme}:`))
