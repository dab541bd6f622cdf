import { evaluate } from '../../evaluate.js'
import type { Engagement, Intent } from '../../model/engagement.js'
import { ok, type Result } from '../../model/result.js'
import type { CompiledPolicy } from '../../policy/compiled.js'
import { displayName } from '../inbound/displayName.js'
import {
  type StudioResult,
  toStudioResult,
  withheldStudioResult,
} from '../outbound/studioResult.js'
import type { TaskAttributeOptions } from '../outbound/taskAttributes.js'
import { answerAlways } from './answerAlways.js'
import type { Directory } from './directory.js'
import type { FunctionContext, FunctionHandler } from './functionHandler.js'
import { gatherEvidence } from './gatherEvidence.js'
import type { FromContext } from './handlerSettings.js'
import { issueCode } from './issueCode.js'
import type { Lookup } from './lookup.js'
import { recallLowerings } from './lowerings.js'
import { BUDGET, type LedgerSettings, openCallLedger } from './openCallLedger.js'
import { type EventCall, readEvent } from './readEvent.js'

/** What deciding needs. Only the policy is a must. */
export interface DecideSettings extends LedgerSettings {
  /** A compiled policy, or how to get one: asked once, and again after a failure. */
  readonly policy: CompiledPolicy | (() => Result<CompiledPolicy>)
  readonly directory?: FromContext<Directory>
  readonly lookup?: FromContext<Lookup>
  /** Facts from the business, such as opening hours; they are not the customer's to send. */
  readonly facts?: FromContext<Engagement['context']>
  /** What people who write here ask for, where the call does not say. */
  readonly intent?: Intent
  readonly attributes?: TaskAttributeOptions
}

/** The Studio result, and the ledger to hand to the next widget. */
export type DecideAnswer = StudioResult & { readonly ledger: string }

/**
 * Makes the Function that decides, for a Studio Run Function widget or a webhook: reads who writes, opens the sealed
 * ledger, dips the directory, asks Lookup, evaluates the policy, and answers one flat object of fixed shape.
 *
 * It answers 200 whatever happens. Input that cannot be read, a policy that does not compile, a late or failing
 * source, a bug: everything withheld, or the source's answer unknown, with a named reason.
 */
export function createDecideHandler(settings: DecideSettings): FunctionHandler {
  const policyOf = remember(settings.policy)
  return answerAlways<DecideAnswer>({
    ...(settings.deadline !== undefined && { deadline: settings.deadline }),
    withhold: (code) => withheld(code, policyOf()),
    handle: async (context, event) => {
      const policy = policyOf()
      if (!policy.ok) return withheld('policy_invalid', policy)
      const read = readEvent(event, policy.value.channels)
      if (!read.ok) return withheld(issueCode(read), policy)
      return decide(settings, policy.value, context, read.value)
    },
  })
}

async function decide(
  settings: DecideSettings,
  policy: CompiledPolicy,
  context: FunctionContext,
  call: EventCall,
): Promise<DecideAnswer> {
  const now = settings.now ?? Date.now
  const asked = now()
  const remembered = settings.store?.(context)
  const found = await Promise.all([
    openCallLedger(settings, context, call, asked, remembered),
    remembered === undefined ? [] : recallLowerings(remembered, call.engagement.conversation),
  ]).catch(() => null)
  // What was lowered is not known, so nothing may be shown.
  if (found === null) return withheld('ledger_unavailable', ok(policy))
  const [ledger, lowered] = found
  const kept = [...ledger.evidence, ...lowered]
  const known: Engagement = {
    ...(settings.intent !== undefined && { intent: settings.intent }),
    ...call.engagement,
    evidence: kept,
    context: { ...call.engagement.context, ...settings.facts?.(context) },
  }
  const directory = settings.directory?.(context)
  const lookup = settings.lookup?.(context)
  const sources = {
    budget: settings.budget ?? BUDGET,
    ...(directory !== undefined && { directory }),
    ...(lookup !== undefined && { lookup }),
  }
  const gathered = await gatherEvidence(known, call.also, sources, asked, policy.channels)
  const engagement = { ...known, evidence: [...kept, ...gathered.evidence] }
  // Decided after the last answer came, for an answer from the future would not count.
  const decision = evaluate(policy, engagement, now())
  const shown = displayName(engagement.claims ?? {})
  const reasons = [
    ...ledger.reasons,
    ...gathered.reasons,
    ...decision.reasons,
    ...call.reasons,
    ...shown.reasons,
  ]
  const named = shown.text === null ? {} : { displayName: shown.text }
  return {
    ...toStudioResult(engagement, { ...decision, reasons }, { ...named, ...settings.attributes }),
    ledger: ledger.sealed,
  }
}

const withheld = (code: string, policy: Result<CompiledPolicy>): DecideAnswer => ({
  ...withheldStudioResult(code, policy.ok ? { policy: policy.value } : {}),
  ledger: '',
})

function remember(policy: DecideSettings['policy']): () => Result<CompiledPolicy> {
  let found: Result<CompiledPolicy> | undefined
  return () => {
    if (found?.ok) return found
    try {
      found = typeof policy === 'function' ? policy() : ok(policy)
    } catch {
      found = { ok: false, issues: [{ code: 'policy_invalid', path: '' }] }
    }
    return found
  }
}
