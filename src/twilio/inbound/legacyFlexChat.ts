import { fail, ok, type Result } from '../../model/index.js'
import { claimsOfAttributes } from './attributes.js'
import { mergeClaims, readClaims } from './claims.js'
import { type Inbound, withDisplayName } from './inbound.js'
import { LONGEST_NAME, LONGEST_TEXT } from './messageWebhook.js'
import { readParameters } from './parameters.js'
import { softText } from './softText.js'
import { total } from './total.js'
import { readWebChatStart } from './webChatStart.js'

/**
 * Reads a web chat of legacy Flex: `/v1/WebChannels` and `/v1/Channels` parameters, or the
 * Programmable Chat trigger that a Flex Flow sent to Studio (`ChannelSid`, `From`,
 * `ChannelAttributes`).
 *
 * `From` is the name that the visitor typed, so it is a claim and never an address.
 */
export function parseLegacyFlexChat(input: unknown): Result<Inbound> {
  return total(() => readLegacyFlexChat(input))
}

/**
 * Reads it as the start of a web chat, and adds what the trigger says besides: a text, a name,
 * attributes.
 */
function readLegacyFlexChat(input: unknown): Result<Inbound> {
  const parameters = readParameters(input)
  if (!parameters.ok) return parameters
  const renamed = new Map(parameters.value)
  const identity = parameters.value.get('ClientIdentity')
  if (!renamed.has('Identity') && identity !== undefined) renamed.set('Identity', identity)
  if (!renamed.has('Identity') && !renamed.has('identity')) return fail('required', 'Identity')
  const start = readWebChatStart(Object.fromEntries(renamed), 'context')
  if (!start.ok) return start
  const text = softText(parameters.value, 'Body', LONGEST_TEXT, '/text')
  const from = softText(parameters.value, 'From', LONGEST_NAME, '/claims/friendlyName')
  const { displayName: _, reasons, ...rest } = start.value
  const claims = [
    { claims: rest.claims, reasons: reasons.filter(({ code }) => !code.startsWith('display_')) },
    claimsOfAttributes(parameters.value.get('ChannelAttributes')?.[0]),
    readClaims(from.text === undefined ? {} : { friendlyName: from.text }),
  ].reduce(mergeClaims)
  return ok(
    withDisplayName({
      ...rest,
      // A chat that begins has nobody else in it; who is there by the time of a message is not
      // told.
      ...(text.text !== undefined && { readers: null }),
      ...(text.text !== undefined && { text: text.text }),
      claims: claims.claims,
      reasons: [...claims.reasons, ...text.reasons, ...from.reasons],
    }),
  )
}
