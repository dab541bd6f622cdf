import { failAll, type Issue, ok, type Result, withoutAbsent } from '../../model/index.js'
import { businessAddress, channelWord } from './channelWord.js'
import { ifGiven, nameIssues, retryIssues, sidIssues, urlIssues } from './setUpIssues.js'

/**
 * What happens with the first message to an address: a conversation is made, and a Studio flow,
 * your webhook or nobody is told of it.
 */
type AutoCreation =
  | { readonly type: 'studio'; readonly flowSid: string; readonly retryCount?: number }
  | {
      readonly type: 'webhook'
      readonly url: string
      readonly method?: 'get' | 'post'
      readonly filters?: readonly string[]
    }
  | { readonly type: 'default' }

/** An address of the business and what answers it. */
export interface AddressRequest {
  /** A channel's name from our table. */
  readonly channel: string
  /** The business address: number, short code, page, agent or mailbox. */
  readonly address: string
  /** Shown in the console, 256 characters at most. */
  readonly friendlyName?: string | undefined
  /** ISO 3166-1 alpha-2; for short codes, and only for them. */
  readonly country?: string | undefined
  /** `IS…`; the account's default service where it is left out. */
  readonly conversationServiceSid?: string | undefined
  /** Whether conversations are made at all; the default is yes. */
  readonly enabled?: boolean | undefined
  /** What is done then. */
  readonly autoCreation: AutoCreation
}

/** Conversations' words for channels (`configuration_address_enum_type`). */
const TYPES = ['sms', 'whatsapp', 'messenger', 'email', 'rcs', 'apple', 'chat'] as const

/**
 * Parameters of `client.conversations.v1.addressConfigurations.create`, spelt as the `twilio`
 * client takes them.
 */
export interface AddressParameters {
  readonly type: (typeof TYPES)[number]
  readonly address: string
  readonly friendlyName?: string
  readonly addressCountry?: string
  readonly 'autoCreation.enabled': boolean
  readonly 'autoCreation.type': AutoCreation['type']
  readonly 'autoCreation.conversationServiceSid'?: string
  readonly 'autoCreation.studioFlowSid'?: string
  readonly 'autoCreation.studioRetryCount'?: number
  readonly 'autoCreation.webhookUrl'?: string
  readonly 'autoCreation.webhookMethod'?: 'get' | 'post'
  readonly 'autoCreation.webhookFilters'?: string[]
}

/**
 * Events that an address configuration can send (Twilio Conversations v1). Pre-action events are
 * not among them.
 */
const FILTERS: ReadonlySet<string> = new Set([
  'onMessageAdded',
  'onMessageUpdated',
  'onMessageRemoved',
  'onConversationUpdated',
  'onConversationStateUpdated',
  'onConversationRemoved',
  'onParticipantAdded',
  'onParticipantUpdated',
  'onParticipantRemoved',
  'onDeliveryUpdated',
])

/**
 * Writes the parameters of a Conversations address configuration, which replaced the Flex Flow.
 *
 * Channels that reach Flex by an adapter have no address that Twilio could configure, and are
 * refused (`unsupported_channel`). All mistakes are reported together, each with its place:
 * `invalid_address`, `cannot_receive`, `invalid_country`, `only_for_short_codes`, `invalid_sid`,
 * `invalid_url`, `unknown_event`, `out_of_range`, `required`.
 *
 * @example
 * ```ts
 * const made = toAddressConfiguration({
 *   channel: 'sms',
 *   address: '+14155550199',
 *   autoCreation: { type: 'studio', flowSid: 'FW00000000000000000000000000000001' },
 * })
 * if (made.ok) await client.conversations.v1.addressConfigurations.create(made.value)
 * ```
 */
export function toAddressConfiguration(request: AddressRequest): Result<AddressParameters> {
  const { friendlyName, country, conversationServiceSid, autoCreation, enabled = true } = request
  const channel = channelWord(request.channel, 'address')
  if (!channel.ok) return channel
  const type = TYPES.find((word) => word === channel.value.word)
  const address = businessAddress(channel.value.channel, request.address, 'address')
  const issues: readonly Issue[] = [
    ...(address.ok ? countryIssues(country, address.value) : address.issues),
    ...ifGiven(friendlyName, (text) => nameIssues(text, 'friendlyName')),
    ...ifGiven(conversationServiceSid, (sid) => sidIssues(sid, 'IS', 'conversationServiceSid')),
    ...autoCreationIssues(autoCreation),
  ]
  if (issues.length > 0 || !address.ok || type === undefined) return failAll(issues)
  return ok({
    type,
    address: address.value,
    ...withoutAbsent({ friendlyName, addressCountry: country }),
    'autoCreation.enabled': enabled,
    ...(conversationServiceSid !== undefined && {
      'autoCreation.conversationServiceSid': conversationServiceSid,
    }),
    ...writeAutoCreation(autoCreation),
  })
}

const COUNTRY = /^[A-Z]{2}$/
const SHORT_CODE = /^\d{3,8}$/

/** A short code is one only together with its country; a number says its country itself. */
function countryIssues(country: string | undefined, address: string): readonly Issue[] {
  if (country === undefined) return []
  if (!COUNTRY.test(country)) return [{ code: 'invalid_country', path: 'country' }]
  return SHORT_CODE.test(address) ? [] : [{ code: 'only_for_short_codes', path: 'country' }]
}

function autoCreationIssues(autoCreation: AutoCreation): readonly Issue[] {
  switch (autoCreation.type) {
    case 'studio':
      return [
        ...sidIssues(autoCreation.flowSid, 'FW', 'autoCreation.flowSid'),
        ...ifGiven(autoCreation.retryCount, (count) =>
          retryIssues(count, 'autoCreation.retryCount'),
        ),
      ]
    case 'webhook':
      return [
        ...urlIssues(autoCreation.url, 'autoCreation.url'),
        ...(autoCreation.filters ?? []).flatMap((filter, at) =>
          FILTERS.has(filter)
            ? []
            : [{ code: 'unknown_event', path: `autoCreation.filters.${at}` }],
        ),
      ]
    case 'default':
      return []
  }
}

/** The parameters under `autoCreation.`. */
type WrittenConfiguration = Pick<
  AddressParameters,
  Extract<keyof AddressParameters, `autoCreation.${string}`>
>

/** Writes what is done then, in the client's flat spelling. */
function writeAutoCreation(
  autoCreation: AutoCreation,
): Omit<WrittenConfiguration, 'autoCreation.enabled'> {
  switch (autoCreation.type) {
    case 'studio':
      return {
        'autoCreation.type': 'studio',
        'autoCreation.studioFlowSid': autoCreation.flowSid,
        ...(autoCreation.retryCount !== undefined && {
          'autoCreation.studioRetryCount': autoCreation.retryCount,
        }),
      }
    case 'webhook':
      return {
        'autoCreation.type': 'webhook',
        'autoCreation.webhookUrl': autoCreation.url,
        'autoCreation.webhookMethod': autoCreation.method ?? 'post',
        ...(autoCreation.filters !== undefined && {
          'autoCreation.webhookFilters': [...autoCreation.filters],
        }),
      }
    case 'default':
      return { 'autoCreation.type': 'default' }
  }
}
