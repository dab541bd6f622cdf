import type { Evidence } from '../../model/engagement.js'
import { isRecord } from '../../model/record.js'
import { fail, ok, type Result } from '../../model/result.js'
import { readClaims } from '../inbound/claims.js'
import { displayName } from '../inbound/displayName.js'
import { allowOrigins } from './allowOrigins.js'
import { answerAlways } from './answerAlways.js'
import type { FunctionContext, FunctionEvent, FunctionHandler } from './functionHandler.js'
import type { FromContext, HandlerSettings } from './handlerSettings.js'
import { issueCode } from './issueCode.js'
import { keyedDigest } from './keyedDigest.js'
import { isUsableKey, type LedgerKey } from './ledger.js'
import { extendLedger, type LedgerPlace } from './ledgerOfConversation.js'
import type { VerifyLoginToken } from './loginToken.js'
import { parseJson, textOf } from './readField.js'
import type { WebChatClient } from './webChatClient.js'

/** What starting a web chat needs. */
export interface WebChatStartSettings extends HandlerSettings {
  readonly client: FromContext<WebChatClient>
  /** SID of the Conversations address of the web chat (`IG…`). */
  readonly address: FromContext<string>
  readonly ledgerKeys: FromContext<readonly LedgerKey[]>
  /** Checks a login token; absent, every chat is a guest's. */
  readonly login?: VerifyLoginToken
  /** Gives the nonce this server handed out for the login now presented; `null` where logins carry none. */
  readonly nonce?: (context: FunctionContext, event: FunctionEvent) => string | null
  /** Makes the chat's access token for an identity, for the browser to connect with. */
  readonly mintToken?: (context: FunctionContext, identity: string) => string | Promise<string>
  /** Pages that may read the answer, as `https://www.example.com`; none of another origin unless told. */
  readonly origins?: readonly string[]
}

/** Answer to the page: flat, every key on every path. */
export interface WebChatStartAnswer {
  readonly status: 'started' | 'withheld'
  readonly ok: 'true' | 'false'
  readonly reason: string
  readonly authenticated: 'true' | 'false'
  readonly conversation_sid: string
  readonly identity: string
  readonly token: string
}

/** Where the sealed ledger lies in the conversation's attributes: `trigger.conversation.ChannelAttributes`. */
export const LEDGER_ATTRIBUTE = 'countersign_ledger'
/** Says `web_chat_authenticated` beside it; worth nothing without the ledger. */
export const CHANNEL_ATTRIBUTE = 'countersign_channel'

/**
 * Makes the Function that starts a web chat. Parameters: `login_token` (absent for a guest) and `form`, the
 * pre-engagement fields as an object or JSON text.
 *
 * An `identity` sent by the browser is never used: a guest gets Twilio's random one, a person whose login was
 * verified here one that is derived from the account under a key. A token that does not verify starts no chat, so
 * that a page notices. The form stays a form: cleaned, and only ever claims.
 */
export const createWebChatStartHandler = (settings: WebChatStartSettings): FunctionHandler =>
  allowOrigins(
    answerAlways<WebChatStartAnswer>({
      ...(settings.deadline !== undefined && { deadline: settings.deadline }),
      withhold,
      handle: (context, event) => start(settings, context, event),
    }),
    settings.origins ?? [],
  )

async function start(
  settings: WebChatStartSettings,
  context: FunctionContext,
  event: FunctionEvent,
): Promise<WebChatStartAnswer> {
  const at = (settings.now ?? Date.now)()
  const session = await readLogin(settings, context, event, at)
  if (!session.ok) return withhold(issueCode(session))
  const keys = settings.ledgerKeys(context)
  const client = settings.client(context)
  const { claims } = readClaims(event['form'])
  const identity = identityOf(keys, session.value)
  if (session.value !== null && identity === null) return withhold('ledger_key_weak')
  const chat = await client.flexApi.v2.webChannels
    .create({
      addressSid: settings.address(context),
      customerFriendlyName: displayName(claims).text ?? 'Guest',
      preEngagementData: JSON.stringify(claims),
      ...(identity !== null && { identity }),
    })
    .catch(() => null)
  if (chat === null) return withhold('web_chat_unavailable')
  if (session.value !== null) {
    const place = { conversation: chat.conversationSid, at, keys, ...storeOf(settings, context) }
    const carried = await carryLogin(client, session.value, place).catch(() => null)
    if (carried === null) return withhold('web_chat_unavailable')
    if (!carried.ok) return withhold(issueCode(carried))
  }
  return {
    status: 'started',
    ok: 'true',
    reason: '',
    authenticated: session.value === null ? 'false' : 'true',
    conversation_sid: chat.conversationSid,
    identity: chat.identity,
    token: (await settings.mintToken?.(context, chat.identity)) ?? '',
  }
}

/** The session, `null` for a guest. */
async function readLogin(
  { login, nonce }: WebChatStartSettings,
  context: FunctionContext,
  event: FunctionEvent,
  at: number,
): Promise<Result<Evidence | null>> {
  const token = textOf(event, 'login_token')
  if (token === undefined) return ok(null)
  if (login === undefined) return fail('login_not_configured')
  // Bound to the conversation below, once Twilio has named it.
  return login(token, { conversation: '', nonce: nonce?.(context, event) ?? null, at })
}

function identityOf(keys: readonly LedgerKey[], session: Evidence | null): string | null {
  const oldest = keys.at(-1)
  if (session === null || oldest === undefined || !isUsableKey(oldest)) return null
  const { issuer, subject } = session
  return `u_${keyedDigest(oldest.secret, 'identity', String(issuer), String(subject))}`
}

const storeOf = ({ store }: WebChatStartSettings, context: FunctionContext) =>
  store === undefined ? {} : { store: store(context) }

/** Seals a login into the attributes of the chat it was made for. */
async function carryLogin(
  client: WebChatClient,
  session: Evidence,
  place: LedgerPlace,
): Promise<Result<string>> {
  const { conversation } = place
  const sealed = await extendLedger(undefined, [{ ...session, conversation }], place)
  if (!sealed.ok) return sealed
  await writeAttributes(client, conversation, {
    [LEDGER_ATTRIBUTE]: sealed.value,
    [CHANNEL_ATTRIBUTE]: 'web_chat_authenticated',
  })
  return sealed
}

async function writeAttributes(
  client: WebChatClient,
  sid: string,
  added: Readonly<Record<string, string>>,
): Promise<void> {
  const conversation = client.conversations.v1.conversations(sid)
  const before = parseJson((await conversation.fetch()).attributes)
  await conversation.update({
    attributes: JSON.stringify({ ...(isRecord(before) && before), ...added }),
  })
}

const withhold = (reason: string): WebChatStartAnswer => ({
  status: 'withheld',
  ok: 'false',
  reason,
  authenticated: 'false',
  conversation_sid: '',
  identity: '',
  token: '',
})
