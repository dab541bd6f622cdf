import type { KnowledgeCheck } from '../../evidence/index.js'
import {
  type Evidence,
  plainDigits,
  printInstant,
  SECOND,
  withoutAbsent,
} from '../../model/index.js'
import { answerAlways } from './answerAlways.js'
import { type AttemptCount, giveBack, takeAttempt } from './attemptCount.js'
import type { FunctionContext, FunctionEvent, FunctionHandler } from './functionHandler.js'
import type { FromContext, HandlerSettings } from './handlerSettings.js'
import { inEvenTime, outOfSight } from './inEvenTime.js'
import { issueCode } from './issueCode.js'
import { keyedDigest } from './keyedDigest.js'
import type { LedgerKey } from './ledger.js'
import { extendLedger } from './ledgerOfConversation.js'
import { textOf } from './readField.js'
import { type PolicySource, rememberPolicy } from './rememberPolicy.js'
import type { Store } from './store.js'
import { answerStoreFailure, storeFailure } from './storeWithin.js'
import { readVerifyPlace, type VerifyPlace } from './verifyPlace.js'
import { evenFailure, PACE } from './verifySettings.js'
import type { Deadline } from './withinBudget.js'

/**
 * Finds the one customer for whom all answers are right; `null` for none or several. You compare,
 * with your own records. If it throws, there is no answer.
 */
export type FindByKnowledge = (
  answers: Readonly<Record<string, string>>,
  asked: { readonly check: string; readonly signal: AbortSignal },
) => Promise<string | null>

/** The settings of `createKnowledgeHandler`. */
export interface KnowledgeSettings extends HandlerSettings {
  /** The policy that declares the checks, under `knowledge`. */
  readonly policy: PolicySource
  /** Compares the answers with your records. */
  readonly find: FromContext<FindByKnowledge>
  /**
   * Keys that seal the ledger, the newest first. All are accepted, so that a key can be rotated.
   */
  readonly ledgerKeys: FromContext<readonly LedgerKey[]>
  /** Counts the attempts. */
  readonly store: FromContext<Store>
  /**
   * Milliseconds of one step; the default is 2,500. An answer comes only at the end of a step, and
   * comparing takes four fifths of a step at most, so the time does not show whether a record
   * exists.
   */
  readonly pace?: number | undefined
}

/** The answer of the check: flat text, with every key always there. */
export interface KnowledgeAnswer {
  /** `passed`, `refused` (not so, or tried too often), or `withheld` (it could not be looked at). */
  readonly status: 'passed' | 'refused' | 'withheld'
  /** `true` for `passed`. */
  readonly ok: 'true' | 'false'
  /** Why not; empty for none. Never tells what was wrong, nor whether a record exists. */
  readonly reason: string
  /** The sealed ledger to pass on; empty where nothing was proved. */
  readonly ledger: string
}

/** The whole answer where it could not be looked at, which tells nothing of any record. */
const withheld = (reason: string): KnowledgeAnswer => ({
  status: 'withheld',
  ok: 'false',
  reason,
  ledger: '',
})

// One answer for everything that is not right, byte for byte: which part was wrong, whether there
// is such a record, and whether anybody has tried too often are all things that a stranger could
// learn by asking (RTS 2018/389 Art 4(3)(a)).
const REFUSED: KnowledgeAnswer = {
  status: 'refused',
  ok: 'false',
  reason: 'not_matched',
  ledger: '',
}

/**
 * Makes the Function that compares what somebody knows with your own records, such as a booking
 * reference and a surname. Parameters: those of the decision, `check` (which check, if the policy
 * declares several), `answer.NAME` for each thing that it asks, `purpose` and `ledger`.
 *
 * Attempts are counted before anything is compared: for the person who writes, and for the record
 * that the first answer names, over all checks and conversations. So many guesses at once, or an
 * error in between, give no more attempts. Right answers cost no attempt. On `passed`, the sealed
 * `ledger` says so; the words of a form or a chat never do.
 *
 * It is worth `recognized` at most, because others may know the same.
 */
export function createKnowledgeHandler(settings: KnowledgeSettings): FunctionHandler {
  const policyOf = rememberPolicy(settings.policy)
  return answerAlways<KnowledgeAnswer>({
    withhold: withheld,
    deadline: settings.deadline,
    handle: async (context, event, deadline) => {
      const policy = policyOf()
      if (!policy.ok) return withheld('policy_invalid')
      const { channels, counters, knowledge = [], refuses } = policy.value
      if (refuses.some(({ kind }) => kind === 'knowledge_check')) return withheld('refused')
      const own = { ...settings, channels, counters }
      const read = readVerifyPlace(own, context, event, deadline)
      if (!read.ok) return withheld(issueCode(read))
      const check = findCheck(knowledge, read.value.words.check)
      if (check === undefined) return withheld('unknown_check')
      // The counts are one person's and one record's over all checks, so that no check makes
      // another forget its guesses.
      const within = Math.max(...knowledge.map((one) => one.within))
      const call = { settings, context, event, check, within, place: read.value }
      return answer(call, settings.pace ?? PACE, deadline).catch(answerStoreFailure(withheld))
    },
  })
}

type KnowledgeAnswers = Readonly<Record<string, string>>

/** One call: who asks, and which check. */
interface KnowledgeCall {
  readonly settings: KnowledgeSettings
  readonly context: FunctionContext
  readonly event: FunctionEvent
  readonly check: KnowledgeCheck
  /** How long guesses are counted, in milliseconds: the longest of all checks. */
  readonly within: number
  readonly place: VerifyPlace
}

/** Where a policy declares one check alone it need not be named. */
const findCheck = (
  checks: readonly KnowledgeCheck[],
  named: string | undefined,
): KnowledgeCheck | undefined =>
  named === undefined && checks.length === 1 ? checks[0] : checks.find(({ name }) => name === named)

/** Answers at a step of time only, whatever was found and however long it took. */
async function answer(
  call: KnowledgeCall,
  pace: number,
  deadline: Deadline,
): Promise<KnowledgeAnswer> {
  const answered = await inEvenTime(
    pace,
    async (even) => {
      const tried = await outOfSight(pace, (part) => attempt(call, part), even)
      // A store that fails is known before anything is compared, and is no secret; anything else
      // that fails is.
      if (!tried.ok) return REFUSED
      return typeof tried.value === 'string'
        ? withheld(tried.value)
        : tried.value === null
          ? REFUSED
          : pass(call, tried.value)
    },
    deadline,
  )
  return answered.ok ? answered.value : withheld(evenFailure(answered))
}

interface FoundCustomer {
  /** By the name of your records. */
  readonly customer: string
  /** Which try it was, of the person's or the record's, whichever had more. */
  readonly attempts: number
}

/**
 * Counts an attempt and compares; `null` where nothing is proved, a code where the store cannot
 * count.
 */
async function attempt(
  call: KnowledgeCall,
  part: Deadline,
): Promise<FoundCustomer | string | null> {
  const answers = answersIn(call)
  if (answers === null) return null
  const counts = countsOf(call, answers)
  const spent = await countAndSpend(call, recordOf(call, answers), counts).catch(
    (error: unknown) => storeFailure(error) ?? 'store_failed',
  )
  if (spent === null || typeof spent === 'string') return spent
  const { check, context, settings } = call
  const asked = { check: check.name, signal: part.signal }
  const compared = await settings
    .find(context)(answers, asked)
    .then(
      (customer: unknown) => ({ customer: isName(customer) ? customer : null }),
      () => UNKNOWN,
    )
  // What came too late was answered already: it is an attempt, and proves nothing.
  if (part.left() === 0 || compared.customer === null) return null
  // What was right, or could not be compared, costs none: nothing was learnt by it.
  await Promise.all(counts.map((count) => giveBack(count, 'one'))).catch(() => null)
  return compared === UNKNOWN ? null : { customer: compared.customer, attempts: spent }
}

// No customer has this name: it only marks an answer that could not be compared, to keep it apart
// from a wrong one.
const UNKNOWN = { customer: '' }

/** An empty name would make everybody one customer. */
const isName = (customer: unknown): customer is string =>
  typeof customer === 'string' && customer.trim() !== ''

/** Counts that a record was asked for, as far as the policy counts that, and then the attempt. */
async function countAndSpend(
  { place }: KnowledgeCall,
  record: string,
  counts: readonly AttemptCount[],
): Promise<number | string | null> {
  const counted = await place.counts([
    ['velocity', ''],
    ['identifiers_tried', record],
  ])
  return counted.ok ? spendAll(counts) : issueCode(counted)
}

/**
 * Counts one attempt of the person and one about the record, in this order: whoever has none left
 * uses up no one else's. Gives the number of the attempt; `null` where there is none left.
 */
async function spendAll(counts: readonly AttemptCount[]): Promise<number | null> {
  let most = 0
  for (const count of counts) {
    const spent = await takeAttempt(count)
    if (!spent.ok) return null
    most = Math.max(most, count.limit - spent.value)
  }
  return most
}

// Longer than any reference or name.
const LONGEST = 200

/** Reads what was answered, as it was typed; `null` where something is blank or endless: it is wrong. */
function answersIn({ check, event }: KnowledgeCall): KnowledgeAnswers | null {
  const pairs = check.asks.map(
    (name) => [name, (textOf(event, `answer.${name}`) ?? '').trim()] as const,
  )
  return pairs.every(([, text]) => plain(text) !== '' && text.length <= LONGEST)
    ? Object.fromEntries(pairs)
    : null
}

// However a reference is spelt, it is one, and its guesses are counted together: many databases
// compare digits of all scripts by value, and without accents, which are left out like spaces.
const plain = (text: string): string =>
  plainDigits(text.normalize('NFKD'))
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]/gu, '')

/** Names the record that was asked for, whether or not there is one, by a digest. */
function recordOf({ check, place }: KnowledgeCall, answers: KnowledgeAnswers): string {
  const [first = ''] = check.asks
  return keyedDigest(place.secret, 'knowledge', first, plain(answers[first] ?? ''))
}

/** The counts of a call: of the person who writes, and of what the first answer names. */
function countsOf(call: KnowledgeCall, answers: KnowledgeAnswers): readonly AttemptCount[] {
  const { check, within, place } = call
  const count = (kind: string, who: string): AttemptCount => ({
    store: place.store,
    key: `countersign.knowledge.${kind}.${who}`,
    limit: check.attempts,
    seconds: Math.ceil(within / SECOND),
  })
  return [count('person', place.contact), count('record', recordOf(call, answers))]
}

/** Adds the check to the ledger, bound to this conversation, person and purpose. */
async function pass(
  { check, place }: KnowledgeCall,
  found: FoundCustomer,
): Promise<KnowledgeAnswer> {
  const { channel, address } = place.engagement.contact
  const item: Evidence = {
    kind: 'knowledge_check',
    at: printInstant(place.ledger.at),
    conversation: place.engagement.conversation,
    by: { channel, address },
    ...withoutAbsent({ message: place.engagement.message, epoch: place.engagement.epoch }),
    purpose: place.purpose === '' ? null : place.purpose,
    customer: found.customer,
    asked: check.asks,
    outcome: 'passed',
    attempts: found.attempts,
  }
  const sealed = await extendLedger(place.words.ledger, [item], place.ledger)
  return sealed.ok
    ? { status: 'passed', ok: 'true', reason: '', ledger: sealed.value }
    : withheld(issueCode(sealed))
}
