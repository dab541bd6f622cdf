import { failAll, type Issue, ok, type Result, withoutAbsent } from '../../model/index.js'
import { findNoConversation } from './diagnoseTask.js'
import type { RoutingRequest } from './interactionRouting.js'
import {
  ifGiven,
  priorityIssues,
  sidIssues,
  taskChannelIssues,
  timeoutIssues,
} from './setUpIssues.js'
import { TASK_LIMIT } from './taskAttributes.js'

/** A task of your own making for a conversation that is live already. */
export interface AttachedTaskRequest
  extends Pick<RoutingRequest, 'workflowSid' | 'priority' | 'timeout'> {
  /** SID or unique name. */
  readonly taskChannel: string
  /** With the id of the conversation, such as `mergeAttributes` gives them. */
  readonly attributes: Readonly<Record<string, unknown>>
}

/** Parameters of `client.taskrouter.v1.workspaces(WS…).tasks.create`. */
export interface AttachedTaskParameters
  extends Pick<AttachedTaskRequest, 'workflowSid' | 'taskChannel'> {
  readonly priority?: number
  readonly timeout?: number
  readonly attributes: string
}

/**
 * Writes a task that is created without Interactions. It must hold the id of the conversation, and
 * both ids of an interaction if there is one. Otherwise it is refused, with what is missing,
 * because an agent would accept it and see a window that never loads.
 *
 * Codes: `invalid_sid`, `out_of_range`, `no_conversation`, `malformed_sid`, `legacy_chat_channel`,
 * `no_interaction`, `no_interaction_channel`, `not_json`, `too_large`.
 */
export function toAttachedTask(request: AttachedTaskRequest): Result<AttachedTaskParameters> {
  const { workflowSid, taskChannel, priority, timeout, attributes } = request
  const text = writeAttributes(attributes)
  const issues: readonly Issue[] = [
    ...sidIssues(workflowSid, 'WW', 'workflowSid'),
    ...taskChannelIssues(taskChannel, 'taskChannel'),
    ...ifGiven(priority, (value) => priorityIssues(value, 'priority')),
    ...ifGiven(timeout, (value) => timeoutIssues(value, 'timeout')),
    ...findNoConversation(attributes).map(({ code, at }) => ({
      code,
      path: `attributes.${(at ?? '').slice(1)}`,
    })),
    ...(text === null ? [{ code: 'not_json', path: 'attributes' }] : []),
    ...(text !== null && text.length > TASK_LIMIT
      ? [{ code: 'too_large', path: 'attributes' }]
      : []),
  ]
  if (issues.length > 0 || text === null) return failAll(issues)
  return ok({
    workflowSid,
    taskChannel,
    ...withoutAbsent({ priority, timeout }),
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
