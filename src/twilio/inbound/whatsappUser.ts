import { findChannel } from '../../channels/index.js'
import type { NodeId, Reason } from '../../model/index.js'
import { type FormParameters, oneText } from './parameters.js'

/** What WhatsApp says of its user beside the sender's address. */
export interface WhatsappUser {
  /** The business-scoped id as an address, for a message whose sender has no other. */
  readonly address: string | undefined
  /** Other names of the same user, for the look-up. */
  readonly also: readonly NodeId[]
  /** Which ids were left out, and why. */
  readonly reasons: readonly Reason[]
}

/** Not a WhatsApp message, or no id came along. */
const NOBODY: WhatsappUser = { address: undefined, also: [], reasons: [] }

/**
 * Reads WhatsApp's ids: `ExternalUserId` and `ParentExternalUserId` (Meta's business-scoped ids)
 * and `WaId`.
 *
 * They are read on WhatsApp messages only. One that cannot be read, or that speaks of another
 * sender, is left out with a reason and never refuses the message.
 */
export function readWhatsappUser(
  parameters: FormParameters,
  from: string | undefined,
  to: string | undefined,
): WhatsappUser {
  const whatsapp = findChannel('whatsapp')
  const isWhatsapp = [from, to].some((one) => one !== undefined && PREFIX.test(one))
  if (whatsapp === undefined || !isWhatsapp) return NOBODY
  const sender = from === undefined ? undefined : whatsapp.parse(from)
  const own = sender?.ok === true ? sender.value : undefined
  const reasons: Reason[] = []
  const leaveOut = (code: string): undefined => {
    reasons.push({ code, at: '/contact' })
    return undefined
  }
  const readId = (name: string, code: string): string | undefined => {
    const text = oneText(parameters, name)
    if (text.ok && text.value === undefined) return undefined
    const id = text.ok ? whatsapp.parse(text.value ?? '') : text
    return id.ok && !isNumber(id.value) ? id.value : leaveOut(code)
  }
  const scoped = readId('ExternalUserId', 'external_user_id_invalid')
  const parent = readId('ParentExternalUserId', 'parent_external_user_id_invalid')
  const isOther = scoped !== undefined && own !== undefined && !isNumber(own) && scoped !== own
  const user = isOther ? leaveOut('external_user_id_mismatch') : scoped
  const number = readWaId(parameters)
  const isForeign = number !== undefined && own !== undefined && isNumber(own) && number !== own
  const phone = isForeign ? leaveOut('wa_id_mismatch') : number
  const nodes = [user, parent, phone].flatMap((id) => (id === undefined ? [] : [whatsapp.node(id)]))
  const self = own === undefined ? undefined : whatsapp.node(own)
  return { address: user, also: [...new Set(nodes)].filter((node) => node !== self), reasons }
}

/** Twilio's prefix, as people and programs write it. */
const PREFIX = /^\s{0,8}whatsapp\s{0,8}:/i

/** Tells a number from a business-scoped id, such as `US.13491208655302741918`. */
const isNumber = (address: string): boolean => address.startsWith('+')

// `WaId` is the number's digits without a plus.
function readWaId(parameters: FormParameters): string | undefined {
  const text = oneText(parameters, 'WaId')
  return text.ok && text.value !== undefined && /^[1-9]\d{6,14}$/.test(text.value)
    ? `+${text.value}`
    : undefined
}
