import { findMethod, type IssuerGrades } from '../../evidence/index.js'
import type { Evidence } from '../../model/engagement.js'
import { type Instant, MINUTE } from '../../model/instant.js'
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
import { parseJson } from './readField.js'
import { storeFailure, storeWithin } from './storeWithin.js'
import type { WebChatClient } from './webChatClient.js'
import { type Deadline, withinBudget } from './withinBudget.js'

/** What starting a web chat needs. */
export interface WebChatStartSettings extends HandlerSettings {
  readonly client: FromContext<WebChatClient>
  /** SID of the Conversations address of the web chat (`IG…`). */
  readonly address: FromContext<string>
  readonly ledgerKeys: FromContext<readonly LedgerKey[]>
  /** Checks a login token; absent, every chat is a guest's. */
  readonly login?: VerifyLoginToken
  /** How the policy reads your issuers' `acr` and `amr`, where it says so. */
  readonly issuers?: readonly IssuerGrades[]
  /**
   * Gives the nonce this server handed out for the login now presented. Where it gives none, that nonce is lost and the
   * login refused; leave it out where logins carry none.
   */
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
      handle: (context, event, deadline) =>
        start(settings, context, event, deadline).catch(withholdStoreFailure),
    }),
    settings.origins ?? [],
  )

async function start(
  settings: WebChatStartSettings,
  context: FunctionContext,
  event: FunctionEvent,
  deadline: Deadline,
): Promise<WebChatStartAnswer> {
  const at = (settings.now ?? Date.now)()
  const session = await readLogin(settings, context, event, at)
  if (!session.ok) return withhold(issueCode(session))
  const keys = settings.ledgerKeys(context)
  const client = settings.client(context)
  const { claims } = readClaims(event['form'])
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
  { issuers = [], login, nonce }: WebChatStartSettings,
  context: FunctionContext,
  event: FunctionEvent,
  at: number,
): Promise<Result<Evidence | null>> {
  const token = event['login_token'] ?? ''
  if (token === '') return ok(null)
  if (login === undefined) return fail('login_not_configured')
  // Bound to the conversation below, once Twilio has named it.
  const expected = nonce === undefined ? null : (nonce(context, event) ?? '')
  const session = await login(token, { conversation: '', nonce: expected, at })
  if (!session.ok) return session
  const worth = gradeOf(session.value, issuers, at)
  return worth.ok ? session : worth
}

/** Says why a login is worth nothing: an account that nobody authenticated for is not to be opened in a browser. */
function gradeOf(
  session: Evidence,
  issuers: readonly IssuerGrades[],
  at: Instant,
): Result<unknown> {
  const read = findMethod(session.kind)?.read(session, { issuers })
  if (read === undefined || !read.ok) return read ?? fail('login_refused')
  const counts = read.value.some(
    (fact) =>
      fact.type === 'proof' && fact.grade > 0 && fact.starts <= at + SKEW && at < fact.until,
  )
  return counts ? read : fail('expired')
}

function identityOf(keys: readonly LedgerKey[], session: Evidence | null): string | null {
  const oldest = keys.at(-1)
  if (session === null || oldest === undefined || !isUsableKey(oldest)) return null
  const { issuer, subject } = session
  return `u_${keyedDigest(oldest.secret, 'identity', String(issuer), String(subject))}`
}

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

// Clocks of an issuer and of this server differ by this much at most.
const SKEW = MINUTE / 2

function withholdStoreFailure(error: unknown): WebChatStartAnswer {
  const code = storeFailure(error)
  if (code === null) throw error
  return withhold(code)
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
