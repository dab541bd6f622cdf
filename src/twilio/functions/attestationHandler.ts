import { type CustomScheme, parseContact } from '../../channels/index.js'
import {
  type Contact,
  type Evidence,
  fail,
  ok,
  printInstant,
  type Result,
} from '../../model/index.js'
import { readWords, sentAs } from '../inbound/index.js'
import { allowOrigins } from './allowOrigins.js'
import { answerAlways } from './answerAlways.js'
import { type FlexWorker, isSameWorker, type ValidateFlexToken } from './flexToken.js'
import type { FunctionContext, FunctionEvent, FunctionHandler } from './functionHandler.js'
import type { FromContext, HandlerSettings } from './handlerSettings.js'
import { issueCode } from './issueCode.js'
import type { LedgerKey } from './ledger.js'
import { extendLedger } from './ledgerOfConversation.js'
import { isLowering, rememberLowering } from './lowerings.js'
import { textOf } from './readField.js'
import { type PolicySource, rememberPolicy } from './rememberPolicy.js'
import type { Store } from './store.js'
import { answerStoreFailure, storeWithin } from './storeWithin.js'
import { type Deadline, withinBudget } from './withinBudget.js'

/** The settings of `createAttestationHandler`. */
export interface AttestationSettings extends HandlerSettings {
  /** Checks the token of the Flex worker who attests. */
  readonly flexToken: FromContext<ValidateFlexToken>
  /**
   * Keys that seal the ledger, the newest first. All are accepted, so that a key can be rotated.
   */
  readonly ledgerKeys: FromContext<readonly LedgerKey[]>
  /** Keeps counts, bindings and lowered trust longer than one call. */
  readonly store: FromContext<Store>
  /**
   * The policy. Contacts on its `channels` are read as for the decision; without the policy, an
   * attestation about such a contact counts for nobody. If it cannot be read, the answer is
   * withheld with `policy_invalid`, but a lowered trust is kept.
   */
  readonly policy?: PolicySource | undefined
  /** Flex roles that may attest; the default is `agent`, `supervisor` and `admin`. */
  readonly roles?: readonly string[] | undefined
  /** Pages that may read the answer; the default is `https://flex.twilio.com`. */
  readonly origins?: readonly string[] | undefined
}

/** The answer to the agent's plugin: flat, with every key always there. */
export interface AttestationAnswer {
  /** Whether the word of the agent was taken. */
  readonly status: 'attested' | 'withheld'
  /** `true` for `attested`. */
  readonly ok: 'true' | 'false'
  /** Why not; empty for none. */
  readonly reason: string
  /** The sealed ledger to hand on; empty where nothing was added. */
  readonly ledger: string
}

/** Where Flex runs in an agent's browser. */
const ORIGINS = ['https://flex.twilio.com']

/** Flex's own words for roles. */
const ROLES = ['agent', 'supervisor', 'admin']

/** Milliseconds for Twilio to check a token. */
const BUDGET = 3_000
// Words of the agent's: a method, a level, a record, a reason.
const LONGEST = 200
const MOST_FLAGS = 16
// `purpose` and `message` say what it is for: on a channel without a session it opens no action
// otherwise.
const SAID = ['method', 'address', 'customer', 'reason', 'expires', 'purpose', 'message'] as const

/**
 * Makes the Function that an agent's plugin calls to attest something. Parameters: `Token` (the
 * Flex token, as Twilio's own plugins send it), `conversation`, what it is for (`purpose` or
 * `message`), and what is attested: `method` with `address` or `customer`, `flags` separated by
 * commas, `lower`, or an override with `reason`, `expires` and `ApproverToken`, the token of a
 * second person.
 *
 * Twilio says who the agent is, by the token; a parameter never does. If an agent lowers trust,
 * this is kept for the whole conversation, even if the ledger is lost.
 */
export function createAttestationHandler(settings: AttestationSettings): FunctionHandler {
  const { policy: source } = settings
  const policyOf = source === undefined ? null : rememberPolicy(source)
  const channelsOf = (): Result<readonly CustomScheme[]> => {
    const policy = policyOf?.()
    if (policy === undefined) return ok([])
    return policy.ok ? ok(policy.value.channels) : policy
  }
  return allowOrigins(
    answerAlways<AttestationAnswer>({
      deadline: settings.deadline,
      withhold,
      handle: (context, event, deadline) =>
        attest({ ...settings, channelsOf }, context, event, deadline).catch(
          answerStoreFailure(withhold),
        ),
    }),
    settings.origins ?? ORIGINS,
  )
}

type WithChannels = AttestationSettings & {
  readonly channelsOf: () => Result<readonly CustomScheme[]>
}

/**
 * Takes an agent's word: who says it, what they say, and who approves it; then the ledger with it.
 *
 * What is said is written down before it is judged. The evidence room reads it with every decision,
 * and refuses an override that lacks a second person or an end.
 */
async function attest(
  settings: WithChannels,
  context: FunctionContext,
  event: FunctionEvent,
  deadline: Deadline,
): Promise<AttestationAnswer> {
  const named = readWords(event, ['conversation', 'conversationSid'])
  if (!named.ok) return withhold(issueCode(named))
  const conversation = named.value['conversation'] ?? named.value['conversationSid']
  if (conversation === undefined) return withhold('required')
  const agent = await identify(settings, context, textOf(event, 'Token'), deadline)
  if (!agent.ok) return withhold(issueCode(agent))
  const at = (settings.now ?? Date.now)()
  const lowering: Evidence = {
    kind: 'agent_attestation',
    at: printInstant(at),
    conversation,
    agent: agent.value.worker,
    ...loweringIn(event),
  }
  const store = storeWithin(settings.store(context), deadline)
  // This is written first, because it counts even if a later step fails.
  const isLow = isLowering(lowering)
  if (isLow) {
    const kept = await rememberLowering(store, lowering)
    if (!kept.ok) return withhold(issueCode(kept))
  }
  const channels = settings.channelsOf()
  if (!channels.ok) return withhold(issueCode(channels))
  const words = readWords(event, [...SAID, 'channel', 'contact', 'ledger'])
  if (!words.ok) return withhold(issueCode(words))
  const { channel, contact: address, ledger: before, ...said } = words.value
  // Where neither is said nor lowered anything, what was meant stands under a name that nobody reads.
  if (!isLow && (said['method'] ?? said['reason']) === undefined)
    return withhold('nothing_attested')
  const approver = textOf(event, 'ApproverToken')
  const second =
    approver === undefined ? null : await identify(settings, context, approver, deadline)
  if (second !== null && !second.ok) return withhold(issueCode(second))
  const cut = Object.entries(said).map(([name, word]) => [name, word.slice(0, LONGEST)])
  const item: Evidence = {
    ...lowering,
    ...Object.fromEntries(cut),
    ...(second !== null && { approvedBy: nameOf(second.value, agent.value) }),
  }
  const by = contactOf({ channel, address }, channels.value)
  const place = { conversation, at, by, keys: settings.ledgerKeys(context), store }
  const ledger = await extendLedger(before, [item], place)
  return ledger.ok
    ? { status: 'attested', ok: 'true', reason: '', ledger: ledger.value }
    : withhold(issueCode(ledger))
}

// The same person twice is one person, in whatever spelling the two tokens name them.
const nameOf = (second: FlexWorker, first: FlexWorker): string =>
  isSameWorker(second, first) ? first.worker : second.worker

/** Whom the agent speaks of; `null` where the desk does not say, and then nothing raises trust. */
function contactOf(said: object, custom: readonly CustomScheme[]): Contact | null {
  const contact = parseContact(said, custom)
  return contact.ok ? contact.value : null
}

/**
 * The worker a token belongs to; refused without one of the roles, late where Twilio does not
 * answer.
 */
async function identify(
  settings: AttestationSettings,
  context: FunctionContext,
  token: string | undefined,
  deadline: Deadline,
): Promise<Result<FlexWorker>> {
  if (token === undefined) return fail('flex_token_missing')
  const validate = settings.flexToken(context)
  const found = await withinBudget(BUDGET, ({ signal }) => validate(token, signal), deadline)
  if (!found.ok) return fail('flex_token_unchecked')
  return found.value !== null && mayAttest(found.value, settings.roles ?? ROLES)
    ? ok(found.value)
    : fail('flex_token_refused')
}

/** Tells whether a worker has one of the roles. A token without any attests nothing. */
const mayAttest = (worker: FlexWorker, roles: readonly string[]): boolean =>
  worker.roles.some((role) => roles.includes(role))

/**
 * How the agent lowers trust, which is never lost: `flags` or `lower` that are there and cannot be
 * read stand for an unknown flag, and for the lowest level.
 */
function loweringIn(event: FunctionEvent): Readonly<Record<string, unknown>> {
  const [flags, lower] = [sentAs(event, 'flags'), sentAs(event, 'lower')]
  return {
    ...(flags !== undefined && { flags: flagsOf(flags) }),
    ...(lower !== undefined && { lower: levelOf(lower) }),
  }
}

/** Stands for what cannot be read; no policy gives it a meaning, so it counts as the worst. */
const UNREAD = 'unreadable'

/**
 * A level by its number, which JSON from a plugin may have as one. Words are looked up by the
 * evidence room.
 */
function levelOf(lower: unknown): unknown {
  if (typeof lower === 'string') return /^[0-4]$/.test(lower.trim()) ? lower.trim() : wordOf(lower)
  return typeof lower === 'number' && [0, 1, 2, 3, 4].includes(lower) ? lower : UNREAD
}

/**
 * Reads flags: `'coaching, duress'` or a list -> `['coaching', 'duress']`. One that is no
 * text stays as one that nobody can read.
 */
function flagsOf(flags: unknown): readonly string[] {
  if (typeof flags === 'string') return flags.split(',').slice(0, MOST_FLAGS).map(wordOf)
  if (!Array.isArray(flags)) return [UNREAD]
  return flags
    .slice(0, MOST_FLAGS)
    .map((flag) => (typeof flag === 'string' ? wordOf(flag) : UNREAD))
}

// A flag is kept for as long as the conversation is: what is no word might be what a customer said.
const FLAG = /^[\p{L}_ -]{0,40}$/u
const wordOf = (flag: string): string => (FLAG.test(flag.trim()) ? flag.trim() : UNREAD)

/** The whole answer with nothing attested. */
const withhold = (reason: string): AttestationAnswer => ({
  status: 'withheld',
  ok: 'false',
  reason,
  ledger: '',
})
