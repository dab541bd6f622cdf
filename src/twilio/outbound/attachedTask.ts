import { failAll, type Issue, ok, type Result } from '../../model/index.js'
import { findNoConversation } from './diagnoseTask.js'
import { ifGiven, integerIssues, sidIssues, textIssues } from './setUpIssues.js'

/** A task of your own making for a conversation that is live already. */
export interface AttachedTaskRequest {
  /** `WW…`. */
  readonly workflowSid: string
  /** SID or unique name. */
  readonly taskChannel: string
  /** 0 to 2,147,483,647; higher is served first. */
  readonly priority?: number | undefined
  /** Seconds, at most two weeks. */
  readonly timeout?: number | undefined
  /** With the id of the conversation, such as `mergeAttributes` gives them. */
  readonly attributes: Readonly<Record<string, unknown>>
}

/** Parameters of `client.taskrouter.v1.workspaces(WS…).tasks.create`. */
export interface AttachedTaskParameters {
  readonly workflowSid: string
  readonly taskChannel: string
  readonly priority?: number
  readonly timeout?: number
  readonly attributes: string
}

// TaskRouter limits (https://www.twilio.com/docs/taskrouter/limits): characters of attributes, a
// 32-bit priority, seconds of two weeks.
const MOST_ATTRIBUTES = 4_096
const HIGHEST_PRIORITY = 2_147_483_647
const LONGEST_TIMEOUT = 1_209_600

/**
 * Writes a task that is created beside Interactions. It must carry the id of the conversation
 * behind it, and both ids of an interaction where there is one, or it is refused with what is
 * missing: an agent would accept it and see a window that never loads.
 *
 * Codes: `invalid_sid`, `out_of_range`, `no_conversation`, `malformed_sid`, `legacy_chat_channel`,
 * `no_interaction`, `no_interaction_channel`, `not_json`, `too_large`.
 */
export function toAttachedTask(request: AttachedTaskRequest): Result<AttachedTaskParameters> {
  const { workflowSid, taskChannel, priority, timeout, attributes } = request
  const text = writeAttributes(attributes)
  const issues: readonly Issue[] = [
    ...sidIssues(workflowSid, 'WW', 'workflowSid'),
    ...textIssues(taskChannel, 64, 'taskChannel'),
    ...ifGiven(priority, (value) => integerIssues(value, 0, HIGHEST_PRIORITY, 'priority')),
    ...ifGiven(timeout, (value) => integerIssues(value, 1, LONGEST_TIMEOUT, 'timeout')),
    ...findNoConversation(attributes).map(({ code, at }) => ({
      code,
      path: `attributes.${(at ?? '').slice(1)}`,
    })),
    ...(text === null ? [{ code: 'not_json', path: 'attributes' }] : []),
    ...(text !== null && text.length > MOST_ATTRIBUTES
      ? [{ code: 'too_large', path: 'attributes' }]
      : []),
  ]
  if (issues.length > 0 || text === null) return failAll(issues)
  return ok({
    workflowSid,
    taskChannel,
    ...(priority !== undefined && { priority }),
    ...(timeout !== undefined && { timeout }),
    attributes: text,
  })
}

/** JSON text; `null` for what has none. */
function writeAttributes(attributes: Readonly<Record<string, unknown>>): string | null {
  try {
    return JSON.stringify(attributes)
  } catch {
    return null
  }
}
