import { findMethod, type IssuerGrades } from '../../evidence/index.js'
import { type Evidence, fail, type Instant, ok, type Result } from '../../model/index.js'
import { sentAs } from '../inbound/index.js'
import type { FunctionContext, FunctionEvent } from './functionHandler.js'
import { keyedDigest } from './keyedDigest.js'
import { isUsableKey, type LedgerKey } from './ledger.js'
import { SKEW, type VerifyLoginToken } from './loginToken.js'

/** How a login that comes with a web chat is read. */
export interface WebChatLoginSettings {
  /** Checks a login token. Without it, everybody is a guest. */
  readonly login?: VerifyLoginToken | undefined
  /** What the `acr` and `amr` of your issuers are worth, as in the policy. */
  readonly issuers?: readonly IssuerGrades[] | undefined
  /**
   * Gives the nonce that this server gave out for this login. If it gives none, the login is
   * refused. Leave this setting out if your logins have no nonce.
   */
  readonly nonce?: (context: FunctionContext, event: FunctionEvent) => string | null
}

// Begins every identity of somebody who signed in; Twilio's own for guests begin with FX.
const SIGNED_IN = 'u_'

/** Tells whether an identity is one that a login was checked for. */
export const isSignedIn = (identity: string): boolean => identity.startsWith(SIGNED_IN)

/**
 * Reads the login that comes with a web chat: its session, `null` for a guest.
 *
 * A token that does not verify is refused (`login_refused`) and no guest's: a page that sends one
 * believes its visitor signed in. So is one that is worth nothing under the policy (`expired`).
 */
export async function readWebChatLogin(
  { issuers = [], login, nonce }: WebChatLoginSettings,
  context: FunctionContext,
  event: FunctionEvent,
  at: number,
): Promise<Result<Evidence | null>> {
  const token = sentAs(event, 'login_token')
  if (token === undefined) return ok(null)
  if (login === undefined) return fail('login_not_configured')
  // Bound to the conversation below, once Twilio has named it.
  const expected = nonce === undefined ? null : (nonce(context, event) ?? '')
  const session = await login(token, { conversation: '', nonce: expected, at })
  if (!session.ok) return session
  const worth = gradeOf(session.value, issuers, at)
  return worth.ok ? session : worth
}

/**
 * Says why a login is worth nothing: an account that nobody authenticated for is not to be opened
 * in a browser.
 */
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

/**
 * The identity of an account in every chat of it: derived under a key, `null` for a guest or
 * without a usable key.
 */
export function identityOf(keys: readonly LedgerKey[], session: Evidence | null): string | null {
  const oldest = keys.at(-1)
  if (session === null || oldest === undefined || !isUsableKey(oldest)) return null
  const { issuer, subject } = session
  return `${SIGNED_IN}${keyedDigest(oldest.secret, 'identity', String(issuer), String(subject))}`
}
