import { type CustomScheme, findScheme, parseContact, splitScheme } from '../../channels/index.js'
import type { Contact } from '../../model/contact.js'
import type { Intent } from '../../model/engagement.js'
import { fail, failAll, ok, type Result } from '../../model/result.js'
import { claimsOfAttributes, readBotMemory } from './attributes.js'
import { mergeClaims, type ReadClaims, readClaims } from './claims.js'
import { nameChannel } from './conversationChannel.js'
import { type Inbound, withDisplayName } from './inbound.js'
import { LONGEST_TEXT } from './messageWebhook.js'
import { readParameters } from './parameters.js'
import { isPolluting } from './reservedClaims.js'
import { readStudioFields, type StudioFields } from './studioFields.js'
import { readStudioIntent } from './studioIntent.js'

/** A Run Function call: an inbound message, and what the flow adds to it. */
export interface StudioCall extends Inbound {
  readonly intent?: Intent
  readonly epoch?: number
  /** Evidence gathered earlier in the flow, sealed; plain evidence is never read from a flow's parameters. */
  readonly ledger?: string
  /** Facts from the flow, one parameter `context.<name>` each, as text. */
  readonly context: Readonly<Record<string, string>>
}

/**
 * Reads the parameters of a Studio Run Function widget. All are text, some of it JSON that the flow wrote with
 * `to_json`; spelling is free in case, `_` and `-`.
 *
 * Studio strips the `rcs:` prefix, so a bare address needs the `channel` parameter. Each fact is a parameter of its
 * own, because JSON that a flow puts together from unescaped text holds whatever a customer typed.
 */
export function parseStudioParameters(
  input: unknown,
  custom?: readonly CustomScheme[],
): Result<StudioCall> {
  const parameters = readParameters(input)
  if (!parameters.ok) return parameters
  const fields = readStudioFields(parameters.value)
  if (!fields.ok) return fields
  const { message, ledger, conversationSid, channelSid, execution } = fields.value
  const own = fields.value.conversation
  if (own !== undefined && conversationSid !== undefined && own !== conversationSid) {
    return fail('duplicate', 'conversation')
  }
  const conversation = own ?? conversationSid ?? channelSid ?? execution
  if (conversation === undefined) return fail('required', 'conversation')
  const contact = readAddress(fields.value, custom)
  if (!contact.ok) return contact
  const intent = readStudioIntent(fields.value)
  if (!intent.ok) return intent
  const epoch = readEpoch(fields.value.epoch)
  if (!epoch.ok) return epoch
  const { text } = fields.value
  const tooLong = text !== undefined && text.length > LONGEST_TEXT
  const claims = readSaid(fields.value)
  return ok(
    withDisplayName({
      conversation,
      ...(message !== undefined && { message }),
      contact: contact.value,
      readers: [],
      ...(text !== undefined && !tooLong && { text }),
      claims: claims.claims,
      also: [],
      reasons: [
        ...claims.reasons,
        ...(tooLong ? [{ code: 'parameter_too_long', at: '/text' }] : []),
      ],
      ...(intent.value !== undefined && { intent: intent.value }),
      ...(epoch.value !== undefined && { epoch: epoch.value }),
      ...(ledger !== undefined && { ledger }),
      context: readFacts(parameters.value),
    }),
  )
}

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
 * Without a channel, the address must name it, and only where Twilio wrote the address: the author of a conversation
 * may be an identity that a browser chose, such as `whatsapp:+14155550100`, so there the source has to be sent too.
 */
function impliedChannel(fields: StudioFields, address: string): string | undefined {
  const { author, source, clientIdentity, conversationSid, channelSid } = fields
  const isRaw = fields.address === undefined && (conversationSid ?? channelSid) !== undefined
  if (author !== undefined || clientIdentity !== undefined || isRaw) {
    return nameChannel({ Source: source, ClientIdentity: clientIdentity }, address)
  }
  const { scheme } = splitScheme(address)
  return scheme === null ? undefined : (findScheme(scheme)?.name ?? 'custom')
}

const readSaid = (fields: StudioFields): ReadClaims =>
  [
    readClaims(fields.claims),
    claimsOfAttributes(fields.channelAttributes),
    readBotMemory(fields.memory),
  ].reduce(mergeClaims)

function readEpoch(text: string | undefined): Result<number | undefined> {
  if (text === undefined) return ok(undefined)
  return /^\d{1,9}$/.test(text) ? ok(Number(text)) : fail('invalid_format', 'epoch')
}

const FACT = /^context\.([A-Za-z][A-Za-z0-9_]{0,63})$/
const LONGEST_FACT = 1_000
const MOST_FACTS = 64

/** A fact sent twice, too long or in a name that reaches a prototype is no fact. */
function readFacts(
  parameters: ReadonlyMap<string, readonly unknown[]>,
): Readonly<Record<string, string>> {
  const facts: (readonly [string, string])[] = []
  for (const [name, values] of parameters) {
    const key = FACT.exec(name)?.[1]
    const [value] = values
    if (key === undefined || isPolluting(key) || values.length !== 1) continue
    if (typeof value === 'string' && value.length <= LONGEST_FACT) facts.push([key, value])
  }
  return Object.fromEntries(facts.slice(0, MOST_FACTS))
}
