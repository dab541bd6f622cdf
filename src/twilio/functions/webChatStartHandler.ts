import {
  type Claims,
  type Evidence,
  fail,
  isRecord,
  type RedactionRule,
  type Result,
} from '../../model/index.js'
import { displayName, mergeClaims, readClaims, sentAs } from '../inbound/index.js'
import { redactClaims } from '../outbound/index.js'
import { allowOrigins } from './allowOrigins.js'
import { answerAlways } from './answerAlways.js'
import type { FunctionContext, FunctionEvent, FunctionHandler } from './functionHandler.js'
import type { FromContext, HandlerSettings } from './handlerSettings.js'
import { issueCode } from './issueCode.js'
import type { LedgerKey } from './ledger.js'
import { extendLedger, type LedgerPlace } from './ledgerOfConversation.js'
import { parseJson } from './readField.js'
import { answerStoreFailure, storeWithin } from './storeWithin.js'
import type { WebChatClient } from './webChatClient.js'
import { identityOf, readWebChatLogin, type WebChatLoginSettings } from './webChatLogin.js'
import { expirationOf } from './webChatToken.js'
import { type Deadline, withinBudget } from './withinBudget.js'

/** The settings of `createWebChatStartHandler`. */
export interface WebChatStartSettings extends HandlerSettings, WebChatLoginSettings {
  /** The Twilio client that opens the conversation. */
  readonly client: FromContext<WebChatClient>
  /** SID of the Conversations address of the web chat (`IG…`). */
  readonly address: FromContext<string>
  /**
   * Keys that seal the ledger, the newest first. All are accepted, so that a key can be rotated.
   */
  readonly ledgerKeys: FromContext<readonly LedgerKey[]>
  /**
   * Redaction rules for the form, such as those of `messageRedactor`, because agents read what is
   * stored. Without rules, everything is masked except addresses and numbers to write to.
   */
  readonly rules?: readonly RedactionRule[] | undefined
  /** Makes the chat's access token for an identity, for the browser to connect with. */
  readonly mintToken?: (context: FunctionContext, identity: string) => string | Promise<string>
  /**
   * Pages that may read the answer, such as `https://www.example.com`. By default, no page of
   * another origin may.
   */
  readonly origins?: readonly string[] | undefined
}

/** The answer to the page: flat, with every key always there. */
export interface WebChatStartAnswer {
  /** Whether there is a chat. */
  readonly status: 'started' | 'withheld'
  /** `true` for `started`. */
  readonly ok: 'true' | 'false'
  /** Why there is none; of one that was started, what went wrong beside it. */
  readonly reason: string
  /** Whether a login was checked. */
  readonly authenticated: 'true' | 'false'
  /** `CH…`; empty where there is none. */
  readonly conversation_sid: string
  /** Who the browser is in this chat. */
  readonly identity: string
  /** The access token; empty where `mintToken` is not given. */
  readonly token: string
  /** The same as `conversation_sid`, under the name that Twilio's web chat for React reads. */
  readonly conversationSid: string
  /** When the token ends, in milliseconds since the epoch; 0 where that cannot be told. */
  readonly expiration: number
}

/**
 * The conversation attribute that holds the sealed ledger:
 * `trigger.conversation.ChannelAttributes`.
 */
export const LEDGER_ATTRIBUTE = 'countersign_ledger'
/**
 * The conversation attribute that says `web_chat_authenticated`. It is worth nothing without the
 * ledger.
 */
export const CHANNEL_ATTRIBUTE = 'countersign_channel'

/**
 * Makes the Function that starts a web chat. Parameters: `login_token` (not for a guest), and
 * `formData` or `form`, the pre-engagement fields as an object or JSON text. A `query` in it
 * becomes the first message of the chat, as in Twilio's web chat for React, and so starts the flow.
 *
 * An `identity` from the browser is never used. A guest gets a random identity from Twilio; a
 * person whose login was verified here gets one that is made from the account with a key. If the
 * token cannot be verified, no chat is started, so that the page notices. The form only holds
 * claims. It is cleaned, and redacted by the rules before Twilio stores any of it
 * (`form_redacted`).
 */
export const createWebChatStartHandler = (settings: WebChatStartSettings): FunctionHandler =>
  allowOrigins(
    answerAlways<WebChatStartAnswer>({
      deadline: settings.deadline,
      withhold,
      handle: (context, event, deadline) =>
        start(settings, context, event, deadline).catch(answerStoreFailure(withhold)),
    }),
    settings.origins ?? [],
  )

/**
 * Starts a chat: the login is checked before anything is created, and a chat whose login could not
 * be carried is not handed out.
 */
async function start(
  settings: WebChatStartSettings,
  context: FunctionContext,
  event: FunctionEvent,
  deadline: Deadline,
): Promise<WebChatStartAnswer> {
  const at = (settings.now ?? Date.now)()
  const session = await readWebChatLogin(settings, context, event, at)
  if (!session.ok) return withhold(issueCode(session))
  const keys = settings.ledgerKeys(context)
  const client = settings.client(context)
  const said = mergeClaims(readClaims(sentAs(event, 'form')), readClaims(sentAs(event, 'formData')))
  const { claims, isRedacted } = redactClaims(said.claims, settings.rules)
  const identity = identityOf(keys, session.value)
  if (session.value !== null && identity === null) return withhold('ledger_key_weak')
  const made = await withinBudget(
    deadline.left(),
    () =>
      client.flexApi.v2.webChannels.create({
        addressSid: settings.address(context),
        customerFriendlyName: displayName(claims).text ?? 'Guest',
        preEngagementData: JSON.stringify(claims),
        ...(identity !== null && { identity }),
      }),
    deadline,
  )
  if (!made.ok) return withhold('web_chat_unavailable')
  const chat = made.value
  // A token for somebody else's identity would open somebody else's chats.
  if (identity !== null && chat.identity !== identity) return withhold('web_chat_unavailable')
  if (session.value !== null) {
    const place = {
      conversation: chat.conversationSid,
      at,
      by: { channel: 'web_chat_authenticated', address: chat.identity },
      keys,
      ...storeOf(settings, context, deadline),
    }
    const carried = await carryLogin(client, session.value, place, deadline)
    if (!carried.ok) return withhold(issueCode(carried))
  }
  const token = (await settings.mintToken?.(context, chat.identity)) ?? ''
  const isPosted = await postQuery(client, chat, claims, deadline)
  return {
    status: 'started',
    ok: 'true',
    // The chat is there all the same: the person can write it again.
    reason: isPosted
      ? (said.reasons[0]?.code ?? (isRedacted ? 'form_redacted' : ''))
      : 'query_not_posted',
    authenticated: session.value === null ? 'false' : 'true',
    conversation_sid: chat.conversationSid,
    identity: chat.identity,
    token,
    conversationSid: chat.conversationSid,
    expiration: expirationOf(token),
  }
}

// The longest message of a conversation (Twilio Conversations limits).
const LONGEST_MESSAGE = 1_600

/**
 * Posts what the form asked as the person's first message, after the ledger is there for the flow
 * to find.
 */
async function postQuery(
  client: WebChatClient,
  { conversationSid, identity }: { readonly conversationSid: string; readonly identity: string },
  claims: Claims,
  deadline: Deadline,
): Promise<boolean> {
  const query = claims['query']
  if (typeof query !== 'string' || query.trim() === '') return true
  const posted = await withinBudget(
    deadline.left(),
    () =>
      client.conversations.v1.conversations(conversationSid).messages.create({
        author: identity,
        body: query.slice(0, LONGEST_MESSAGE),
        xTwilioWebhookEnabled: 'true',
      }),
    deadline,
  )
  return posted.ok
}

/** The store, bounded by the call's time, where there is one. */
const storeOf = ({ store }: WebChatStartSettings, context: FunctionContext, deadline: Deadline) =>
  store === undefined ? {} : { store: storeWithin(store(context), deadline) }

/** Seals a login into the attributes of the chat it was made for. */
async function carryLogin(
  client: WebChatClient,
  session: Evidence,
  place: LedgerPlace,
  deadline: Deadline,
): Promise<Result<string>> {
  const { conversation } = place
  const sealed = await extendLedger(undefined, [{ ...session, conversation }], place)
  if (!sealed.ok) return sealed
  const added = {
    [LEDGER_ATTRIBUTE]: sealed.value,
    [CHANNEL_ATTRIBUTE]: 'web_chat_authenticated',
  }
  const written = await withinBudget(
    deadline.left(),
    (part) => writeAttributes(client, conversation, added, part),
    deadline,
  )
  return written.ok ? sealed : fail('web_chat_unavailable')
}

/** Adds to a conversation's attributes. Twilio replaces them whole, so they are read first. */
async function writeAttributes(
  client: WebChatClient,
  sid: string,
  added: Readonly<Record<string, string>>,
  { signal }: Deadline,
): Promise<void> {
  const conversation = client.conversations.v1.conversations(sid)
  const before = parseJson((await conversation.fetch()).attributes)
  // Answered as not started meanwhile: then no proof is put there.
  if (signal.aborted) return
  await conversation.update({
    attributes: JSON.stringify({ ...(isRecord(before) && before), ...added }),
  })
}

/** The whole answer with nothing started. */
const withhold = (reason: string): WebChatStartAnswer => ({
  status: 'withheld',
  ok: 'false',
  reason,
  authenticated: 'false',
  conversation_sid: '',
  identity: '',
  token: '',
  conversationSid: '',
  expiration: 0,
})
