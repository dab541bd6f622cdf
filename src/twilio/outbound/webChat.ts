import { findChannel } from '../../channels/index.js'
import {
  type Claims,
  failAll,
  type Issue,
  ok,
  type RedactionRule,
  type Result,
} from '../../model/index.js'
import { redactClaims } from './redactClaims.js'
import { ifGiven, nameIssues, sidIssues } from './setUpIssues.js'

/** A web chat to be started by your server. */
export interface WebChatRequest {
  /** Conversations address of type `chat`, `IG…`. */
  readonly addressSid: string
  /** The name to show, already neutralised; `null` where there is none that may be shown. */
  readonly displayName: string | null
  /** The name of the chat for agents, 256 characters at most. */
  readonly chatName?: string | undefined
  /** What the form said, once read: claims. */
  readonly claims: Claims
  /** Portable rules for what the form says; without any all is masked but addresses and numbers to write to. */
  readonly rules?: readonly RedactionRule[] | undefined
  /**
   * The identity your server has verified. Never the browser's: leave it out for a guest, and
   * Twilio makes a random one.
   */
  readonly verifiedIdentity?: string | undefined
}

/** Parameters of `client.flexApi.v2.webChannels.create` (`POST /v2/WebChats`). */
export interface WebChatParameters {
  readonly addressSid: string
  readonly chatFriendlyName?: string
  readonly customerFriendlyName: string
  readonly preEngagementData: string
  readonly identity?: string
}

// Conversation attributes, where the form lands, hold 16 KB (Twilio Conversations limits).
const MOST_FORM = 16_000

/**
 * Writes the parameters that start a web chat. The form holds only claims, redacted, and beside it
 * stands only a verified identity.
 *
 * Codes: `invalid_sid`, `too_long`, `invalid_format`, `invalid_address`, `too_large`.
 */
export function toWebChat(request: WebChatRequest): Result<WebChatParameters> {
  const { addressSid, displayName, chatName, claims, rules, verifiedIdentity } = request
  const preEngagementData = JSON.stringify(redactClaims(claims, rules).claims)
  const issues: readonly Issue[] = [
    ...sidIssues(addressSid, 'IG', 'addressSid'),
    ...ifGiven(displayName ?? undefined, (name) => nameIssues(name, 'displayName')),
    ...ifGiven(chatName, (name) => nameIssues(name, 'chatName')),
    ...ifGiven(verifiedIdentity, identityIssues),
    ...(utf8Length(preEngagementData) > MOST_FORM ? [{ code: 'too_large', path: 'claims' }] : []),
  ]
  if (issues.length > 0) return failAll(issues)
  return ok({
    addressSid,
    ...(chatName !== undefined && { chatFriendlyName: chatName }),
    customerFriendlyName: displayName ?? 'Customer',
    preEngagementData,
    ...(verifiedIdentity !== undefined && { identity: verifiedIdentity }),
  })
}

/**
 * An identity that the channel table would read otherwise than it was written would name somebody
 * else.
 */
function identityIssues(identity: string): readonly Issue[] {
  const parsed = findChannel('web_chat_authenticated')?.parse(identity)
  const same = parsed?.ok === true && parsed.value === identity
  return same ? [] : [{ code: 'invalid_address', path: 'verifiedIdentity' }]
}

/** Bytes, as Twilio counts attributes. */
const utf8Length = (text: string): number => new TextEncoder().encode(text).length
