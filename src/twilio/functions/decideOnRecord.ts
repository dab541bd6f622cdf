import type { CompiledPolicy, DecisionRecord } from '../../decide/index.js'
import { evaluate, evaluateAndRecord } from '../../evaluate.js'
import type { Decision, Engagement, Instant } from '../../model/index.js'
import { type Deadline, withinBudget } from './withinBudget.js'

/** What is to be decided, and when. */
export interface ToDecide {
  readonly policy: CompiledPolicy
  readonly engagement: Engagement
  readonly at: Instant
}

/** Who keeps records, and how long there is to wait for that. */
export interface RecordKeeping {
  readonly keep: ((record: DecisionRecord) => unknown) | undefined
  readonly budget: number
  readonly whole: Deadline
}

/**
 * Decides, and tells the record. An answer that breaks the glass waits until its record is kept; where nobody keeps it,
 * or that fails or is late, the glass stays shut (`break_glass_not_recorded`), for nobody could ever ask about it. Any
 * other answer waits for no record, and goes out whatever becomes of it.
 */
export async function decideOnRecord(
  question: ToDecide,
  recording: RecordKeeping,
): Promise<Decision> {
  const { policy, engagement, at } = question
  const { keep, budget, whole } = recording
  if (keep === undefined) {
    const decision = evaluate(policy, engagement, at)
    return decision.breakGlass === undefined ? decision : stayShut(question).decision
  }
  const { decision, record } = evaluateAndRecord(policy, engagement, at)
  if (decision.breakGlass === undefined) {
    tell(keep, record)
    return decision
  }
  const kept = await withinBudget(budget, async () => keep(record), whole)
  if (kept.ok) return decision
  // What was late may be kept after all, so the last that is told is what was answered.
  const shut = stayShut(question)
  tell(keep, shut.record)
  return shut.decision
}

/** Decides as if nobody had broken the glass, and says why it is shut, in the record as well. */
function stayShut({ policy, engagement: { breakGlass: _, ...engagement }, at }: ToDecide) {
  const { decision, record } = evaluateAndRecord(policy, engagement, at)
  return {
    decision: { ...decision, reasons: [...decision.reasons, NOT_RECORDED] },
    record: { ...record, reasons: [...record.reasons, { code: NOT_RECORDED.code }] },
  }
}

const NOT_RECORDED = { code: 'break_glass_not_recorded', at: '/breakGlass' } as const

// Called at once, and what it throws or rejects is dropped: it may repeat anything.
function tell(keep: NonNullable<RecordKeeping['keep']>, record: DecisionRecord): void {
  new Promise((done) => done(keep(record))).catch(() => undefined)
}
