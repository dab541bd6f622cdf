import type { Evidence } from '../../model/engagement.js'
import { printInstant } from '../../model/instant.js'
import { fail, ok, type Result } from '../../model/result.js'
import { allowOrigins } from './allowOrigins.js'
import { answerAlways } from './answerAlways.js'
import type { FlexWorker, ValidateFlexToken } from './flexToken.js'
import type { FunctionContext, FunctionEvent, FunctionHandler } from './functionHandler.js'
import type { FromContext, HandlerSettings } from './handlerSettings.js'
import { issueCode } from './issueCode.js'
import type { LedgerKey } from './ledger.js'
import { extendLedger } from './ledgerOfConversation.js'
import { rememberLowering } from './lowerings.js'
import { textOf } from './readField.js'
import type { Store } from './store.js'
import { withinBudget } from './withinBudget.js'

/** What taking an agent's word needs. */
export interface AttestationSettings extends HandlerSettings {
  readonly flexToken: FromContext<ValidateFlexToken>
  readonly ledgerKeys: FromContext<readonly LedgerKey[]>
  readonly store: FromContext<Store>
  /** Flex roles that may attest; `agent`, `supervisor` and `admin` unless told otherwise. */
  readonly roles?: readonly string[]
  /** Pages that may read the answer; `https://flex.twilio.com` unless told otherwise. */
  readonly origins?: readonly string[]
}

/** Answer to the agent's desk: flat, every key on every path. */
export interface AttestationAnswer {
  readonly status: 'attested' | 'withheld'
  readonly ok: 'true' | 'false'
  readonly reason: string
  readonly ledger: string
}

const ORIGINS = ['https://flex.twilio.com']
const ROLES = ['agent', 'supervisor', 'admin']
const BUDGET = 3_000
// Words of the agent's: a method, a level, a record, a reason.
const LONGEST = 200
const SAID = ['method', 'address', 'customer', 'lower', 'reason', 'expires'] as const

/**
 * Makes the Function an agent's plugin calls: `Token` (the Flex token, as Twilio's own plugins send it),
 * `conversation`, and what is attested: `method` with `address` or `customer`, `flags` joined by commas, `lower`, or an
 * override with `reason`, `expires` and `ApproverToken`, the token of a second person.
 *
 * Who attests is what Twilio says of the token, never a parameter. A lowering is kept for the whole conversation,
 * whatever becomes of the ledger.
 */
export const createAttestationHandler = (settings: AttestationSettings): FunctionHandler =>
  allowOrigins(
    answerAlways<AttestationAnswer>({
      ...(settings.deadline !== undefined && { deadline: settings.deadline }),
      withhold,
      handle: (context, event) => attest(settings, context, event),
    }),
    settings.origins ?? ORIGINS,
  )

async function attest(
  settings: AttestationSettings,
  context: FunctionContext,
  event: FunctionEvent,
): Promise<AttestationAnswer> {
  const conversation = textOf(event, 'conversation') ?? textOf(event, 'ConversationSid')
  if (conversation === undefined) return withhold('required')
  const agent = await identify(settings, context, textOf(event, 'Token'))
  if (!agent.ok) return withhold(issueCode(agent))
  const approver = textOf(event, 'ApproverToken')
  const second = approver === undefined ? null : await identify(settings, context, approver)
  if (second !== null && !second.ok) return withhold(issueCode(second))
  const at = (settings.now ?? Date.now)()
  const item: Evidence = {
    kind: 'agent_attestation',
    at: printInstant(at),
    conversation,
    agent: agent.value,
    ...(second !== null && { approvedBy: second.value }),
    ...said(event),
  }
  const store = settings.store(context)
  if ('flags' in item || 'lower' in item) {
    const kept = await rememberLowering(store, item)
    if (!kept.ok) return withhold(issueCode(kept))
  }
  const keys = settings.ledgerKeys(context)
  const place = { conversation, at, keys, store }
  const ledger = await extendLedger(textOf(event, 'ledger'), [item], place)
  return ledger.ok
    ? { status: 'attested', ok: 'true', reason: '', ledger: ledger.value }
    : withhold(issueCode(ledger))
}

/** The worker a token belongs to; refused without one of the roles, late where Twilio does not answer. */
async function identify(
  settings: AttestationSettings,
  context: FunctionContext,
  token: string | undefined,
): Promise<Result<string>> {
  if (token === undefined) return fail('flex_token_missing')
  const validate = settings.flexToken(context)
  const found = await withinBudget(BUDGET, ({ signal }) => validate(token, signal))
  if (!found.ok) return fail('flex_token_unchecked')
  return found.value !== null && mayAttest(found.value, settings.roles ?? ROLES)
    ? ok(found.value.worker)
    : fail('flex_token_refused')
}

const mayAttest = (worker: FlexWorker, roles: readonly string[]): boolean =>
  worker.roles.some((role) => roles.includes(role))

function said(event: FunctionEvent): Readonly<Record<string, unknown>> {
  const words = SAID.flatMap((name) => {
    const text = textOf(event, name)
    return text === undefined ? [] : [[name, text.slice(0, LONGEST)] as const]
  })
  const flags = textOf(event, 'flags')
  return {
    ...Object.fromEntries(words),
    ...(flags !== undefined && { flags: flags.slice(0, LONGEST).split(',') }),
  }
}

const withhold = (reason: string): AttestationAnswer => ({
  status: 'withheld',
  ok: 'false',
  reason,
  ledger: '',
})
