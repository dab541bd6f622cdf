import type { CustomScheme } from '../../channels/index.js'
import { type Engagement, type NodeId, ok, type Reason, type Result } from '../../model/index.js'
import {
  type Inbound,
  parseConversationWebhook,
  parseMessageWebhook,
  parseStudioParameters,
  READERS_UNREADABLE,
  toEngagement,
} from '../inbound/index.js'
import type { FunctionEvent } from './functionHandler.js'
import { textOf } from './readField.js'

/** What a function was called with: who writes, and what came along. */
export interface EventCall {
  /** Without evidence: a caller's word is none, and what was gathered earlier comes sealed. */
  readonly engagement: Engagement
  /** Identifiers the platform named beside the address, for the look-up. */
  readonly also: readonly NodeId[]
  /** The sealed ledger, unopened; empty for none. */
  readonly ledger: string
  /** What was left out of the call, and why. */
  readonly reasons: readonly Reason[]
  /** Whether the event itself tells who else reads, or tried to: then no roster is asked for. */
  readonly rosterTold: boolean
}

/**
 * Reads a function's parameters: a Conversations webhook has an `EventType`, the messaging webhook
 * a `SmsMessageSid`, anything else is a Studio widget's. A parameter called `request` is set aside
 * by each reader.
 */
export function readEvent(
  event: FunctionEvent,
  custom?: readonly CustomScheme[],
): Result<EventCall> {
  if (textOf(event, 'EventType') !== undefined) {
    const read = parseConversationWebhook(event, undefined, custom)
    return read.ok ? ok(fromWebhook(read.value, isTold(read.value))) : read
  }
  if (textOf(event, 'SmsMessageSid') !== undefined) {
    const read = parseMessageWebhook(event, undefined, custom)
    return read.ok ? ok(fromWebhook(read.value, read.value.readers !== null)) : read
  }
  const read = parseStudioParameters(studioParametersOf(event), custom)
  if (!read.ok) return read
  const { also, ledger = '', reasons, readersTold = false } = read.value
  return ok({
    engagement: toEngagement(read.value, read.value),
    also,
    ledger,
    reasons,
    rosterTold: readersTold || isUnreadable(read.value),
  })
}

/** A webhook brings no ledger: where it lies, `ledgerOf` says. */
const fromWebhook = (inbound: Inbound, rosterTold: boolean): EventCall => ({
  engagement: toEngagement(inbound),
  also: inbound.also,
  ledger: '',
  reasons: inbound.reasons,
  rosterTold,
})

/** Of a conversation's events only a group text lists everybody; an e-mail names some. */
const isTold = (inbound: Inbound): boolean =>
  isUnreadable(inbound) || (inbound.readers !== null && inbound.contact.channel !== 'email')

/**
 * Tells whether readers were named in a way that cannot be read. Then nobody is asked either:
 * whoever was meant would be missing.
 */
const isUnreadable = ({ reasons }: Inbound): boolean =>
  reasons.some(({ code }) => code === READERS_UNREADABLE.code)

/** In a conversation the writer is its author; the messaging trigger's `From` is then empty. */
function studioParametersOf(event: FunctionEvent): FunctionEvent {
  const author = textOf(event, 'Author')
  if (author === undefined || textOf(event, 'From') !== undefined) return event
  return Object.fromEntries([...Object.entries(event), ['From', author]])
}
