import { failAll, type Issue, ok, type Result, withoutAbsent } from '../../model/index.js'
import { NAMES_CONVERSATION, WRITTEN_BY_FLEX } from './diagnoseTask.js'
import {
  ifGiven,
  priorityIssues,
  sidIssues,
  taskChannelIssues,
  timeoutIssues,
} from './setUpIssues.js'
import { TASK_LIMIT } from './taskAttributes.js'

/** Where an interaction's task goes, and what it carries. */
export interface RoutingRequest {
  /** `WS…`. */
  readonly workspaceSid: string
  /** `WW…`, which routes the task. */
  readonly workflowSid: string
  /**
   * Both are needed where an agent starts the conversation, so that the task comes back to that
   * agent.
   */
  readonly queueSid?: string | undefined
  readonly workerSid?: string | undefined
  /** Unique name of the task channel; Flex's own for the channel where it is not given. */
  readonly taskChannel?: string | undefined
  /** 0 to 2,147,483,647; higher is served first. */
  readonly priority?: number | undefined
  /** Seconds, at most two weeks. */
  readonly timeout?: number | undefined
  /** Task attributes, such as `toTaskAttributes` writes. Flex takes them as they are. */
  readonly attributes: Readonly<Record<string, unknown>>
}

/** `Routing` of an interaction, as Twilio reads it. */
export interface InteractionRouting {
  readonly properties: {
    readonly workspace_sid: string
    readonly workflow_sid: string
    readonly queue_sid?: string
    readonly worker_sid?: string
    readonly task_channel_unique_name?: string
    readonly priority?: number
    readonly timeout?: number
    readonly attributes: Readonly<Record<string, unknown>>
  }
}

// Flex takes about 700 characters for itself (Twilio Flex v1, Interactions example).
const MOST_ATTRIBUTES = TASK_LIMIT - 700

/**
 * Writes an interaction's routing. Attributes that name another conversation than the one behind
 * the interaction (`null` where Twilio makes a new one), or that Flex writes itself, are refused:
 * the agent's chat window would open and never load.
 */
export function writeRouting(
  request: RoutingRequest,
  conversation: string | null,
  ids: Readonly<Record<string, string>>,
): Result<InteractionRouting> {
  const { workspaceSid, workflowSid, queueSid, workerSid, taskChannel, priority, timeout } = request
  const attributes = { ...request.attributes, ...ids }
  const issues: readonly Issue[] = [
    ...sidIssues(workspaceSid, 'WS', 'routing.workspaceSid'),
    ...sidIssues(workflowSid, 'WW', 'routing.workflowSid'),
    ...ifGiven(queueSid, (sid) => sidIssues(sid, 'WQ', 'routing.queueSid')),
    ...ifGiven(workerSid, (sid) => sidIssues(sid, 'WK', 'routing.workerSid')),
    ...ifGiven(taskChannel, (name) => taskChannelIssues(name, 'routing.taskChannel')),
    ...ifGiven(priority, (value) => priorityIssues(value, 'routing.priority')),
    ...ifGiven(timeout, (value) => timeoutIssues(value, 'routing.timeout')),
    ...conversationIssues(request.attributes, conversation),
    ...sizeIssues(attributes),
  ]
  if (issues.length > 0) return failAll(issues)
  return ok({
    properties: {
      workspace_sid: workspaceSid,
      workflow_sid: workflowSid,
      ...withoutAbsent({
        queue_sid: queueSid,
        worker_sid: workerSid,
        task_channel_unique_name: taskChannel,
        priority,
        timeout,
      }),
      attributes,
    },
  })
}

/** Finds attributes that name what is not ours to name, or another conversation. */
function conversationIssues(
  attributes: Readonly<Record<string, unknown>>,
  conversation: string | null,
): readonly Issue[] {
  const given = (key: string): unknown => (Object.hasOwn(attributes, key) ? attributes[key] : null)
  return [
    ...WRITTEN_BY_FLEX.filter((key) => given(key) !== null).map((key) => ({
      code: 'reserved_attribute',
      path: `routing.attributes.${key}`,
    })),
    ...NAMES_CONVERSATION.filter((key) => given(key) !== null && given(key) !== conversation).map(
      (key) => ({ code: 'conversation_mismatch', path: `routing.attributes.${key}` }),
    ),
  ]
}

/** Finds what does not fit, or has no JSON. */
function sizeIssues(attributes: Readonly<Record<string, unknown>>): readonly Issue[] {
  const path = 'routing.attributes'
  try {
    const size = JSON.stringify(attributes).length
    return size > MOST_ATTRIBUTES ? [{ code: 'too_large', path }] : []
  } catch {
    return [{ code: 'not_json', path }]
  }
}
