import { findChannel, isCustomScheme } from '../../channels/index.js'
import { fail, failAll, type Issue, isSnakeWord, ok, type Result } from '../../model/index.js'
import { ifGiven, nameIssues, sidIssues, taskChannelIssues, urlIssues } from './setUpIssues.js'

/** A channel that Twilio does not have, brought in by an adapter of yours. */
export interface CustomChannelRequest {
  /** The scheme that the policy declares, such as `kiosk`. */
  readonly scheme: string
  /** Name of its task channel for supervisors. */
  readonly friendlyName: string
  /** The customer's id, as your adapter authenticated it. */
  readonly id: string
  /** The name to show, already neutralised. */
  readonly displayName: string | null
  /** Who is told of each message: a Studio flow, or your own webhook. */
  readonly answeredBy:
    | { readonly flowSid: string }
    | { readonly url: string; readonly filters?: readonly string[] }
}

/** Everything that a custom channel takes, in the order in which it is created. */
export interface CustomChannelParameters {
  /** `client.taskrouter.v1.workspaces(WS…).taskChannels.create`, once. */
  readonly taskChannel: { readonly friendlyName: string; readonly uniqueName: string }
  /** `client.conversations.v1.conversations.create`, for each new conversation. */
  readonly conversation: { readonly friendlyName: string; readonly attributes: string }
  /** `client.conversations.v1.conversations(CH…).participants.create`. */
  readonly participant: { readonly identity: string; readonly attributes: string }
  /**
   * `client.conversations.v1.conversations(CH…).webhooks.create`: before the participant's first
   * message.
   */
  readonly webhook:
    | { readonly target: 'studio'; readonly 'configuration.flowSid': string }
    | {
        readonly target: 'webhook'
        readonly 'configuration.url': string
        readonly 'configuration.method': 'post'
        readonly 'configuration.filters': string[]
      }
}

/** Events that a webhook is called for; this is the default. */
const FILTERS = ['onMessageAdded']

/**
 * Writes what a custom channel needs. The identity is the contact URI, `<scheme>:<id>`, so that it
 * is never mistaken for another channel. A scheme that names another channel is refused
 * (`reserved_scheme`).
 *
 * Other codes: `invalid_name`, `invalid_address`, `invalid_sid`, `invalid_url`, `required`,
 * `too_long`, `invalid_format`.
 */
export function toCustomChannel(request: CustomChannelRequest): Result<CustomChannelParameters> {
  const { scheme, friendlyName, id, displayName, answeredBy } = request
  if (!isCustomScheme(scheme)) return fail('reserved_scheme', 'scheme')
  const channel = findChannel(scheme, [{ scheme, grade: 1, session: false }])
  const address = channel?.parse(`${scheme}:${id}`)
  const issues: readonly Issue[] = [
    // A worker's channels are read in expressions, where names are letters, digits, `_` and `$`.
    ...(isSnakeWord(scheme) ? [] : [{ code: 'invalid_name', path: 'scheme' }]),
    ...taskChannelIssues(friendlyName, 'friendlyName'),
    ...(address?.ok === true ? [] : [{ code: 'invalid_address', path: 'id' }]),
    ...ifGiven(displayName ?? undefined, (name) => nameIssues(name, 'displayName')),
    ...('flowSid' in answeredBy
      ? sidIssues(answeredBy.flowSid, 'FW', 'answeredBy.flowSid')
      : urlIssues(answeredBy.url, 'answeredBy.url')),
  ]
  if (issues.length > 0 || address?.ok !== true) return failAll(issues)
  return ok({
    taskChannel: { friendlyName, uniqueName: scheme },
    conversation: {
      friendlyName,
      attributes: JSON.stringify({ channel_type: 'custom', custom_channel: scheme }),
    },
    participant: {
      identity: address.value,
      attributes: JSON.stringify({ member_type: 'guest', display_name: displayName }),
    },
    webhook: writeWebhook(answeredBy),
  })
}

/** A flow is told of every message by itself; a webhook of the events that it is for. */
const writeWebhook = (
  answeredBy: CustomChannelRequest['answeredBy'],
): CustomChannelParameters['webhook'] =>
  'flowSid' in answeredBy
    ? { target: 'studio', 'configuration.flowSid': answeredBy.flowSid }
    : {
        target: 'webhook',
        'configuration.url': answeredBy.url,
        'configuration.method': 'post',
        'configuration.filters': [...(answeredBy.filters ?? FILTERS)],
      }
