import { DAY, fail, type Instant, isSid, MINUTE, ok, type Result } from '../../model/index.js'
import { sentAs } from '../inbound/index.js'
import { allowOrigins } from './allowOrigins.js'
import { answerAlways } from './answerAlways.js'
import type { FunctionContext, FunctionEvent, FunctionHandler } from './functionHandler.js'
import type { FromContext, HandlerSettings } from './handlerSettings.js'
import { issueCode } from './issueCode.js'
import type { LedgerKey } from './ledger.js'
import type { WebChatTokenClient } from './webChatClient.js'
import {
  identityOf,
  isSignedIn,
  readWebChatLogin,
  type WebChatLoginSettings,
} from './webChatLogin.js'
import { expirationOf, readAccessToken } from './webChatToken.js'
import { type Deadline, withinBudget } from './withinBudget.js'

/** The settings of `createWebChatTokenHandler`. */
export interface WebChatTokenSettings extends HandlerSettings, WebChatLoginSettings {
  /** The Twilio client that finds the conversation. */
  readonly client: FromContext<WebChatTokenClient>
  /**
   * Keys that seal the ledger, the newest first. All are accepted, so that a key can be rotated.
   */
  readonly ledgerKeys: FromContext<readonly LedgerKey[]>
  /** Secret of the API key that signs access tokens. */
  readonly tokenSecret: FromContext<string>
  /** Makes the chat's access token for an identity, as at its start. */
  readonly mintToken: (context: FunctionContext, identity: string) => string | Promise<string>
  /**
   * For how many milliseconds after the start of a chat its token may be renewed; the default is a
   * day.
   */
  readonly longest?: number | undefined
  /** Pages that may read the answer. By default, no page of another origin may. */
  readonly origins?: readonly string[] | undefined
}

/** The answer to the page: flat, with every key always there. */
export interface WebChatTokenAnswer {
  /** Whether there is a new token. */
  readonly status: 'renewed' | 'withheld'
  /** `true` for `renewed`. */
  readonly ok: 'true' | 'false'
  /** Why not; empty for none. */
  readonly reason: string
  /** The same as before. */
  readonly identity: string
  /** The new token. */
  readonly token: string
  /** When the token ends, in milliseconds since the epoch; 0 where that cannot be told. */
  readonly expiration: number
}

/**
 * Makes the Function that renews the access token of a web chat. Parameters: `token`, the present
 * token, `conversation_sid` or `conversationSid`, and `login_token` if the chat was started with a
 * login.
 *
 * A token is renewed for the identity that it names, if this identity is in the chat, and the chat
 * is open and not too old. If a login started the chat, the same account must be logged in now, so
 * that a page that was left open does not outlive its login.
 */
export const createWebChatTokenHandler = (settings: WebChatTokenSettings): FunctionHandler =>
  allowOrigins(
    answerAlways<WebChatTokenAnswer>({
      deadline: settings.deadline,
      withhold,
      handle: (context, event, deadline) => renew(settings, context, event, deadline),
    }),
    settings.origins ?? [],
  )

/**
 * Renews a token: whose it is, whether that login still holds, whether the chat is theirs and open.
 */
async function renew(
  settings: WebChatTokenSettings,
  context: FunctionContext,
  event: FunctionEvent,
  deadline: Deadline,
): Promise<WebChatTokenAnswer> {
  const at = (settings.now ?? Date.now)()
  const conversation = sentAs(event, 'conversation_sid')
  if (!isSid(conversation, 'CH')) return withhold('conversation_missing')
  const identity = await readAccessToken(sentAs(event, 'token'), settings.tokenSecret(context), at)
  if (!identity.ok) return withhold(issueCode(identity))
  const login = await checkLogin(settings, context, event, { at, identity: identity.value })
  if (!login.ok) return withhold(issueCode(login))
  const open = await withinBudget(
    deadline.left(),
    () => readChat(settings.client(context), conversation, identity.value),
    deadline,
  )
  if (!open.ok) return withhold('web_chat_unavailable')
  const { created, isIn, isOpen } = open.value
  const age = at - created
  if (!isIn || !isOpen) return withhold('web_chat_closed')
  // An age that cannot be told is none that may be renewed.
  if (!(age >= -MINUTE && age < (settings.longest ?? DAY))) return withhold('web_chat_too_old')
  const token = await settings.mintToken(context, identity.value)
  // Without one the browser is cut off once the old one ends: that is no renewal.
  if (!token) return withhold('token_key_missing')
  return {
    status: 'renewed',
    ok: 'true',
    reason: '',
    identity: identity.value,
    token,
    expiration: expirationOf(token),
  }
}

/** A guest needs no login; whoever signed in must be signed in to the same account. */
async function checkLogin(
  settings: WebChatTokenSettings,
  context: FunctionContext,
  event: FunctionEvent,
  { at, identity }: { readonly at: Instant; readonly identity: string },
): Promise<Result<null>> {
  if (!isSignedIn(identity)) return ok(null)
  const session = await readWebChatLogin(settings, context, event, at)
  if (!session.ok) return session
  if (session.value === null) return fail('login_required')
  const own = identityOf(settings.ledgerKeys(context), session.value)
  return own === identity ? ok(null) : fail('login_refused')
}

async function readChat(client: WebChatTokenClient, sid: string, identity: string) {
  const conversation = client.conversations.v1.conversations(sid)
  const [chat, participant] = await Promise.all([
    conversation.fetch(),
    conversation.participants(identity).fetch(),
  ])
  return {
    created: chat.dateCreated.getTime(),
    isOpen: chat.state !== 'closed',
    isIn: participant.identity === identity,
  }
}

/** The whole answer with nothing renewed. */
const withhold = (reason: string): WebChatTokenAnswer => ({
  status: 'withheld',
  ok: 'false',
  reason,
  identity: '',
  token: '',
  expiration: 0,
})
