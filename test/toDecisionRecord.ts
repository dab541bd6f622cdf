import { type DecisionRecord, recordDecision } from '../src/decide/index.js'
import type { Decision, Engagement } from '../src/model/index.js'
import { readRequest } from '../src/trust/index.js'

/** Makes the record of a decision on an engagement as it came in. */
export const toDecisionRecord = (
  engagement: Engagement,
  decision: Decision,
  sources: Parameters<typeof recordDecision>[2] = {},
): DecisionRecord =>
  recordDecision(
    readRequest(engagement, { channels: sources.policy?.channels ?? [] }),
    decision,
    sources,
  )
