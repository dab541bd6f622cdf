import type { Decision } from '../../src/model/decision.js'
import type { Evidence } from '../../src/model/engagement.js'

export const RECORD: Readonly<Record<string, unknown>>
export const MEMORIES: Readonly<Record<string, unknown>>
export function decideHandover(
  memory: unknown,
  evidence?: readonly Evidence[],
  at?: number,
): { readonly decision: Decision; readonly attributes: Readonly<Record<string, unknown>> }
export function contextForBot(decision: Decision, record?: unknown): unknown
export function login(at?: number): Evidence
