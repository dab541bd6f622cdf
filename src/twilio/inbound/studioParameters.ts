import { type CustomScheme, findScheme, parseContact, splitScheme } from '../../channels/index.js'
import {
  type Contact,
  fail,
  failAll,
  type Intent,
  type Issue,
  ok,
  type Result,
  withoutAbsent,
} from '../../model/index.js'
import { claimsOfAttributes, readBotMemory } from './attributes.js'
import { mergeClaims, type ReadClaims, readClaims } from './claims.js'
import { nameChannel } from './conversationChannel.js'
import { isFlowSid } from './flowKey.js'
import { type Inbound, withDisplayName } from './inbound.js'
import { LONGEST_TEXT } from './messageWebhook.js'
import { type FormParameters, readParameters } from './parameters.js'
import { readStudioFacts } from './studioFacts.js'
import { misspeltParameters, readStudioFields, type StudioFields } from './studioFields.js'
import { readStudioIntent } from './studioIntent.js'
import { readStudioReaders } from './studioReaders.js'
import { total } from './total.js'

/** A Run Function call: an inbound message, and what the flow adds to it. */
export interface StudioCall extends Inbound {
  /** What is asked for; the handler's own where the flow does not say. */
  readonly intent?: Intent
  /** The part of the conversation, from 0. */
  readonly epoch?: number
  /** On whose behalf it is. A claim until the directory says it. */
  readonly subject?: string
  /**
   * Evidence gathered earlier in the flow, sealed; plain evidence is never read from a flow's
   * parameters.
   */
  readonly ledger?: string
  /** Whether the flow itself says who else reads, so that no service has to be asked. */
  readonly readersTold?: true
  /** Facts from the flow, one parameter `context.<name>` each, as text. */
  readonly context: Readonly<Record<string, string>>
}

/**
 * Reads the parameters of a Studio Run Function widget. All are text, and some are JSON that the
 * flow wrote with `to_json`. Capital letters, `_` and `-` in their names do not matter.
 *
 * Studio removes the `rcs:` prefix, so a bare address needs the `channel` parameter. Each fact is a
 * parameter of its own, because JSON that a flow puts together from unescaped text holds whatever a
 * customer typed.
 */
export function parseStudioParameters(
  input: unknown,
  custom?: readonly CustomScheme[],
): Result<StudioCall> {
  return total(() => {
    const parameters = readParameters(input)
    if (!parameters.ok) return parameters
    const call = readCall(parameters.value, custom)
    const misspelt = misspeltParameters(parameters.value)
    return call.ok
      ? ok(withMisspelt(call.value, misspelt))
      : failAll(asMisspelt(call.issues, misspelt))
  })
}

/** Tells which parameters were left out because they are misspelt, beside all that could be read. */
const withMisspelt = (call: StudioCall, misspelt: readonly string[]): StudioCall => ({
  ...call,
  reasons: [
    ...misspelt.map((name) => ({ code: 'parameter_misspelt', at: `/${name}` })),
    ...call.reasons,
  ],
})

/** A parameter that has to be there and is misspelt is told as that. */
const asMisspelt = (issues: readonly Issue[], misspelt: readonly string[]): readonly Issue[] =>
  issues.map((issue) =>
    issue.code === 'required' && misspelt.includes(issue.path)
      ? { ...issue, code: 'parameter_misspelt' }
      : issue,
  )

/** Reads a call's parts one after the other; the first that cannot be read refuses it. */
function readCall(
  parameters: FormParameters,
  custom: readonly CustomScheme[] | undefined,
): Result<StudioCall> {
  const read = readStudioFields(parameters)
  if (!read.ok) return read
  const fields = read.value
  const { message, ledger, text, subject } = fields
  const conversation = readConversation(fields)
  if (!conversation.ok) return conversation
  const contact = readAddress(fields, custom)
  if (!contact.ok) return contact
  const intent = readStudioIntent(fields)
  if (!intent.ok) return intent
  const epoch = readEpoch(fields.epoch)
  if (!epoch.ok) return epoch
  const others = readStudioReaders(parameters, contact.value, custom)
  if (!others.ok) return others
  const tooLong = text !== undefined && text.length > LONGEST_TEXT
  const facts = readStudioFacts(parameters)
  const claims = mergeClaims(readSaid(fields), facts.claims)
  return ok(
    withDisplayName({
      conversation: conversation.value,
      ...(message !== undefined && { message }),
      ...others.value,
      ...(text !== undefined && !tooLong && { text }),
      claims: claims.claims,
      also: [],
      reasons: [
        ...others.value.reasons,
        ...claims.reasons,
        ...facts.reasons,
        ...(tooLong ? [{ code: 'parameter_too_long', at: '/text' }] : []),
      ],
      ...withoutAbsent({ intent: intent.value, epoch: epoch.value, subject, ledger }),
      context: facts.context,
    }),
  )
}

/** The conversation's own key, else the execution's; never one that several conversations share. */
function readConversation(fields: StudioFields): Result<string> {
  const { conversation: own, conversationSid, channelSid, execution } = fields
  if (own !== undefined && conversationSid !== undefined && own !== conversationSid) {
    return fail('duplicate', 'conversation')
  }
  const conversation = own ?? conversationSid ?? channelSid ?? execution
  if (conversation === undefined) return fail('required', 'conversation')
  return isFlowSid(conversation) ? fail('not_a_conversation', 'conversation') : ok(conversation)
}

/** Reads who writes: the flow's own word before what a trigger says. */
function readAddress(
  fields: StudioFields,
  custom: readonly CustomScheme[] | undefined,
): Result<Contact> {
  const { to } = fields
  const address = fields.address ?? fields.author ?? fields.from
  if (address === undefined) return fail('required', 'address')
  const channel = fields.channel ?? impliedChannel(fields, address)
  if (channel === undefined) return fail('required', 'channel')
  const business = to === undefined ? {} : { to }
  const contact = parseContact({ channel, address, ...business }, custom)
  return contact.ok
    ? contact
    : failAll(
        contact.issues.map(({ code, path }) => ({ code, path: path.replace('contact.', '') })),
      )
}

/**
 * Without a channel, the address must name it, and only where Twilio wrote the address: the author
 * of a conversation may be an identity that a browser chose, such as `whatsapp:+14155550100`, so
 * there the source has to be sent too.
 */
function impliedChannel(fields: StudioFields, address: string): string | undefined {
  const { author, source, clientIdentity, conversationSid, channelSid } = fields
  const isRaw = fields.address === undefined && (conversationSid ?? channelSid) !== undefined
  if ([author, source, clientIdentity].some((sign) => sign !== undefined) || isRaw) {
    return nameChannel({ Source: source, ClientIdentity: clientIdentity }, address)
  }
  const { scheme } = splitScheme(address)
  return scheme === null ? undefined : (findScheme(scheme)?.name ?? 'custom')
}

/** All that anybody said, the flow's own `claims` first. */
const readSaid = (fields: StudioFields): ReadClaims =>
  [
    readClaims(fields.claims),
    claimsOfAttributes(fields.channelAttributes),
    readBotMemory(fields.memory),
  ].reduce(mergeClaims)

/** Reads the part of the conversation: up to nine digits. */
function readEpoch(text: string | undefined): Result<number | undefined> {
  if (text === undefined) return ok(undefined)
  return /^\d{1,9}$/.test(text) ? ok(Number(text)) : fail('invalid_format', 'epoch')
}
