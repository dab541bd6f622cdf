import { failAll, type Issue, ok, type Result, withoutAbsent } from '../../model/index.js'
import { businessAddress, channelWord } from './channelWord.js'
import {
  ifGiven,
  nameIssues,
  priorityIssues,
  retryIssues,
  sidIssues,
  taskChannelIssues,
  timeoutIssues,
  urlIssues,
} from './setUpIssues.js'

/** What a Flex Flow does with a new conversation, one of its three integration types. */
type FlexFlowIntegration =
  | { readonly type: 'studio'; readonly flowSid: string; readonly retryCount?: number }
  | { readonly type: 'external'; readonly url: string; readonly retryCount?: number }
  | {
      readonly type: 'task'
      readonly workspaceSid: string
      readonly workflowSid: string
      /** SID or unique name of the task channel; `default` where it is not given. */
      readonly taskChannel?: string
      /** Seconds, at most two weeks. */
      readonly timeout?: number
      readonly priority?: number
    }

/** A legacy Flex Flow as the business describes it. */
export interface FlexFlowRequest {
  /** Shown in the console, 256 characters at most. */
  readonly friendlyName: string
  /** `IS…`, the Programmable Chat service. */
  readonly chatServiceSid: string
  /** A channel's name from our table. */
  readonly channel: string
  /** The business address that the flow answers. */
  readonly address?: string | undefined
  /** Whether it answers; the default is yes. */
  readonly enabled?: boolean | undefined
  /** Whether a chat goes on after its task. */
  readonly longLived?: boolean | undefined
  /** Whether Flex closes chats and proxies by itself. */
  readonly janitorEnabled?: boolean | undefined
  /** What is done with a new conversation. */
  readonly integration: FlexFlowIntegration
}

/** Parameters of `client.flexApi.v1.flexFlow.create`, spelt as the `twilio` client takes them. */
export interface FlexFlowParameters
  extends Pick<FlexFlowRequest, 'friendlyName' | 'chatServiceSid'> {
  readonly channelType: FlexFlowChannel
  readonly contactIdentity?: string
  readonly enabled: boolean
  readonly longLived?: boolean
  readonly janitorEnabled?: boolean
  readonly integrationType: FlexFlowIntegration['type']
  readonly 'integration.flowSid'?: string
  readonly 'integration.url'?: string
  readonly 'integration.workspaceSid'?: string
  readonly 'integration.workflowSid'?: string
  readonly 'integration.channel'?: string
  readonly 'integration.timeout'?: number
  readonly 'integration.priority'?: number
  readonly 'integration.retryCount'?: number
}

/** The Flex Flow's words for channels (Twilio Flex v1 `channel_type`). */
const CHANNELS = ['web', 'sms', 'facebook', 'whatsapp', 'line', 'custom'] as const

type FlexFlowChannel = (typeof CHANNELS)[number]

/**
 * Writes the parameters of a legacy Flex Flow.
 *
 * Programmable Chat for Flex reached its end of life on 1 June 2026 (Twilio Flex documentation).
 * Use an address configuration for new projects. A Flex Flow does not know later channels such as
 * RCS, so they are refused.
 */
export function toFlexFlow(request: FlexFlowRequest): Result<FlexFlowParameters> {
  const { channel: name, address, integration, enabled = true, longLived, janitorEnabled } = request
  const channel = channelWord(name, 'flexFlow')
  if (!channel.ok) return channel
  const channelType = CHANNELS.find((word) => word === channel.value.word)
  const identity =
    address === undefined
      ? ok(undefined)
      : businessAddress(channel.value.channel, address, 'address')
  const issues: readonly Issue[] = [
    ...nameIssues(request.friendlyName, 'friendlyName'),
    ...sidIssues(request.chatServiceSid, 'IS', 'chatServiceSid'),
    ...(identity.ok ? [] : identity.issues),
    ...integrationIssues(integration),
  ]
  if (issues.length > 0 || !identity.ok || channelType === undefined) return failAll(issues)
  return ok({
    friendlyName: request.friendlyName,
    chatServiceSid: request.chatServiceSid,
    channelType,
    ...(identity.value !== undefined && { contactIdentity: identity.value }),
    enabled,
    ...withoutAbsent({ longLived, janitorEnabled }),
    ...writeIntegration(integration),
  })
}

/** Finds what is wrong with an integration; each type has fields of its own. */
function integrationIssues(integration: FlexFlowIntegration): readonly Issue[] {
  const at = (field: string): string => `integration.${field}`
  switch (integration.type) {
    case 'studio':
      return [
        ...sidIssues(integration.flowSid, 'FW', at('flowSid')),
        ...ifGiven(integration.retryCount, (count) => retryIssues(count, at('retryCount'))),
      ]
    case 'external':
      return [
        ...urlIssues(integration.url, at('url')),
        ...ifGiven(integration.retryCount, (count) => retryIssues(count, at('retryCount'))),
      ]
    case 'task':
      return [
        ...sidIssues(integration.workspaceSid, 'WS', at('workspaceSid')),
        ...sidIssues(integration.workflowSid, 'WW', at('workflowSid')),
        ...ifGiven(integration.taskChannel, (text) => taskChannelIssues(text, at('taskChannel'))),
        ...ifGiven(integration.timeout, (seconds) => timeoutIssues(seconds, at('timeout'))),
        ...ifGiven(integration.priority, (priority) => priorityIssues(priority, at('priority'))),
      ]
  }
}

type Integration = Pick<
  FlexFlowParameters,
  Extract<keyof FlexFlowParameters, `integration${string}`>
>

function writeIntegration(integration: FlexFlowIntegration): Integration {
  switch (integration.type) {
    case 'studio':
      return {
        integrationType: 'studio',
        'integration.flowSid': integration.flowSid,
        ...writeRetry(integration.retryCount),
      }
    case 'external':
      return {
        integrationType: 'external',
        'integration.url': integration.url,
        ...writeRetry(integration.retryCount),
      }
    case 'task':
      return {
        integrationType: 'task',
        'integration.workspaceSid': integration.workspaceSid,
        'integration.workflowSid': integration.workflowSid,
        'integration.channel': integration.taskChannel ?? 'default',
        ...withoutAbsent({
          'integration.timeout': integration.timeout,
          'integration.priority': integration.priority,
        }),
      }
  }
}

/** Left out, Twilio decides. */
const writeRetry = (count: number | undefined): Pick<Integration, 'integration.retryCount'> =>
  count === undefined ? {} : { 'integration.retryCount': count }
