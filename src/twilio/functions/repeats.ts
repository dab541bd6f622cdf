import { DAY, SECOND } from '../../model/instant.js'
import { keyedDigest } from './keyedDigest.js'
import { textOf } from './readField.js'
import { type Store, updateStored } from './store.js'
import type { WebhookCall } from './webhookCall.js'

/** One delivery of a call, claimed by whoever came first. */
export interface Delivery {
  readonly repeat: boolean
  /** Gives the claim back, so that Twilio's next try is handled. */
  release(): Promise<void>
}

const FIRST: Delivery = { repeat: false, release: () => Promise.resolve() }
// Twilio repeats within minutes; a day also stops a captured call from being played again the same day.
const KEPT = DAY / SECOND

/**
 * Claims a delivery by what names it: Twilio's idempotency token, or the message or event with its kind. A second
 * claim is a repeat. A call that nothing names, or no store, is always handled.
 */
export async function claimDelivery(
  store: Store | undefined,
  headers: Headers,
  call: WebhookCall,
): Promise<Delivery> {
  const name = nameOf(headers, call)
  if (store === undefined || name === null) return FIRST
  const key = `countersign.delivery.${keyedDigest('delivery', ...name)}`
  let first = false
  const claimed = await updateStored(store, key, KEPT, (value) => {
    first = value === null || value['released'] === true
    return first ? { released: false } : null
  })
  return {
    repeat: !claimed.ok || !first,
    release: async () => {
      await updateStored(store, key, KEPT, () => ({ released: true }))
    },
  }
}

// A message is added once, so its signed name is enough: a header can be put on a captured call, its parameters cannot
// be changed. Other events happen again with the same content, and are told apart by Twilio's token alone.
function nameOf(headers: Headers, call: WebhookCall): readonly string[] | null {
  const fields = call.type === 'form' ? call.parameters : call.json
  const message = textOf(fields, 'MessageSid') ?? textOf(fields, 'SmsSid')
  const event = textOf(fields, 'EventType') ?? ''
  if (message !== undefined && ADDITIONS.includes(event)) {
    return ['message', message, event, textOf(fields, 'MessageStatus') ?? '']
  }
  const token = headers.get('i-twilio-idempotency-token')
  return token === null ? null : ['token', token]
}

const ADDITIONS = ['', 'onMessageAdded']
