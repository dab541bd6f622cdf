import { isGiven, isRecord } from '../../model/index.js'
import { readBoundedJson } from './boundedJson.js'
import { mergeClaims, type ReadClaims, readClaims } from './claims.js'

/** The names under which Twilio's sources keep a pre-engagement form in attributes. */
const FORMS = ['pre_engagement_data', 'preEngagementData', 'PreEngagementData'] as const
/** The names under which they keep what a bot remembered. */
const MEMORIES = ['memory', 'bot_memory', 'botMemory'] as const

/**
 * Reads the claims in conversation or channel attributes: the pre-engagement form, and what a bot
 * remembered, under `bot.`. Nothing else is read, because others write attributes too, and it is
 * not known who claims it.
 *
 * `{"pre_engagement_data":{"name":"Ada"},"memory":{"topic":"bill"}}` -> `name` and `bot.topic`.
 */
export function claimsOfAttributes(input: unknown): ReadClaims {
  const attributes = readAttributes(input)
  if (attributes === null) {
    return { claims: {}, reasons: [{ code: 'attributes_unreadable', at: '/claims' }] }
  }
  const form = FORMS.find((name) => Object.hasOwn(attributes, name))
  const memory = MEMORIES.find((name) => Object.hasOwn(attributes, name))
  const said = readClaims(form === undefined ? undefined : attributes[form])
  return memory === undefined ? said : mergeClaims(said, readBotMemory(attributes[memory]))
}

/**
 * Reads what a bot hands over: the memory of an assistant, or the hand-over parameters of a virtual
 * agent. A bot only repeats what its customer said, so all of it is claims, under `bot.`.
 */
export function readBotMemory(input: unknown): ReadClaims {
  if (!isGiven(input)) return readClaims(undefined)
  const parsed = typeof input === 'string' ? readBoundedJson(input) : undefined
  if (parsed?.ok === false) return readClaims(input)
  return readClaims({ bot: parsed === undefined ? input : parsed.value })
}

/**
 * Reads attributes, as JSON text or as the object; `null` for what is neither. Nothing sent is an
 * empty object.
 */
function readAttributes(input: unknown): Readonly<Record<string, unknown>> | null {
  if (!isGiven(input)) return {}
  const parsed = typeof input === 'string' ? readBoundedJson(input, MOST_ATTRIBUTES) : undefined
  if (parsed?.ok === false) return null
  const value = parsed === undefined ? input : parsed.value
  return isRecord(value) ? value : null
}

// Conversation attributes hold 16 KB (Twilio Conversations limits), which their JSON text may
// escape to six times.
const MOST_ATTRIBUTES = 98_304
