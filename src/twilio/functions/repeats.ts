import { DAY, SECOND } from '../../model/index.js'
import { storeKey } from './keyedDigest.js'
import { textOf } from './readField.js'
import { type Store, type Stored, updateStored } from './store.js'
import { storeWithin } from './storeWithin.js'
import type { WebhookCall } from './webhookCall.js'
import type { Deadline } from './withinBudget.js'

/** The state of a delivery before its work begins. */
export interface DeliveryClaim {
  /**
   * `ours` to handle; `done`, a repeat; `held` by somebody who may still be at it; `unknown`, for
   * the store failed.
   */
  readonly state: 'ours' | 'done' | 'held' | 'unknown'
  /**
   * Says how the work ended: from `done` on every delivery is a repeat, from `free` on the next one
   * is handled.
   */
  settle(end: 'done' | 'free', deadline: Deadline): Promise<void>
}

/** How deliveries are told apart and kept. */
export interface DeliverySettings {
  /**
   * Remembers calls, so that a repeat is not handled again. A pre-action event of Conversations is
   * always handled again: its answer decides what is published, and `{}` would publish the
   * original.
   */
  readonly store?: Store | undefined
  /** `'handled'`: a repeat is always handled and answered again, as if there were no store. */
  readonly repeats?: 'handled' | undefined
  /** The clock that leases are told by, in milliseconds since the epoch. */
  readonly now?: () => number
}

// Twilio repeats within minutes; a day also stops a captured call from being played again the same
// day.
const KEPT = DAY / SECOND
// Clocks of two instances differ by less than this, and work that was called off has ended by then.
const GRACE = 500
// A claim that is held is looked at again after so long, then after twice as long, and so on up to
// the longest.
const FIRST_LOOK = 50
const LONGEST_LOOK = 400
// A store that broke off once is asked once more: it may have written and lost its answer.
const TRIES = 2

/**
 * Claims a delivery by where it arrived and what names it: Twilio's idempotency token, or the
 * message with its kind. A call that nothing names, or whose answer decides what is published, is
 * always handled, and so is every call without a store.
 *
 * A claim is a lease: it ends a little after the answer is due, so that whoever died, or could not
 * give it back, loses nothing. Only `done`, which is written after the work, makes a repeat. While
 * somebody else holds the lease this waits for the end of it, as long as there is time.
 */
export async function claimDelivery(
  { store, now = Date.now, repeats }: DeliverySettings,
  { url, headers }: { readonly url: string; readonly headers: Headers },
  call: WebhookCall,
  deadline: Deadline,
): Promise<DeliveryClaim> {
  const name = repeats === 'handled' ? null : nameOf(headers, call)
  if (store === undefined || name === null) return { state: 'ours', settle: async () => {} }
  const lease: DeliveryLease = {
    store,
    now,
    // Several webhooks that share a store may be called for one message.
    key: storeKey('delivery', URL.canParse(url) ? new URL(url).pathname : '', ...name),
    owner: crypto.randomUUID(),
  }
  let state = await take(lease, deadline)
  for (let pause = FIRST_LOOK; state === 'held' && deadline.left() > pause; ) {
    await new Promise((resolve) => setTimeout(resolve, pause))
    state = await take(lease, deadline)
    pause = Math.min(2 * pause, LONGEST_LOOK)
  }
  return { state, settle: (end, left) => settle(lease, end, left) }
}

/** One delivery's place in the store, and who asks for it. */
interface DeliveryLease {
  readonly store: Store
  readonly now: () => number
  readonly key: string
  /**
   * Of this very call, so that it knows its own claim again after a write whose answer was lost.
   */
  readonly owner: string
}

/** Writes a claim where nobody else has one, and says whose it is. */
async function take(lease: DeliveryLease, deadline: Deadline): Promise<DeliveryClaim['state']> {
  const written = await change(lease, deadline, (value) =>
    stateOf(value, lease) === 'free'
      ? { state: 'claimed', owner: lease.owner, until: lease.now() + deadline.left() + GRACE }
      : null,
  )
  if (written === undefined) return 'unknown'
  const state = stateOf(written, lease)
  return state === 'free' ? 'unknown' : state
}

/** Says how the work ended, as long as the claim is still this call's. */
const settle = async (
  lease: DeliveryLease,
  end: 'done' | 'free',
  deadline: Deadline,
): Promise<void> => {
  // A call that was so late that another took over writes nothing.
  await change(lease, deadline, (value) =>
    ['free', 'ours'].includes(stateOf(value, lease)) ? { state: end } : null,
  )
}

/**
 * Changes the value, asking again where the store broke off; `undefined` where it cannot be known
 * what it holds.
 */
async function change(
  { store, key }: DeliveryLease,
  deadline: Deadline,
  next: (value: Stored | null) => Stored | null,
): Promise<Stored | null | undefined> {
  for (let attempt = 0; attempt < TRIES; attempt++) {
    try {
      const written = await updateStored(storeWithin(store, deadline), key, KEPT, next)
      return written.ok ? written.value : undefined
    } catch {
      // Asked again: what it said is dropped, for it may repeat a value.
    }
  }
  return undefined
}

// What cannot be read is free: handled twice is better than by nobody.
function stateOf(
  value: Stored | null,
  { owner, now }: DeliveryLease,
): 'free' | 'ours' | 'done' | 'held' {
  if (value?.['state'] === 'done') return 'done'
  if (value?.['state'] !== 'claimed') return 'free'
  if (value['owner'] === owner) return 'ours'
  const until = value['until']
  return typeof until === 'number' && until > now() ? 'held' : 'free'
}

// A message is added once, so its signed name is enough: a header can be put on a captured call,
// its parameters cannot be changed. Other events happen again with the same content, and so do the
// questions of a flow, which has the message's name as well: they are told apart by Twilio's token
// alone. `SmsSid` and `SmsMessageSid` stand in the messaging webhook and in no question.
function nameOf(headers: Headers, call: WebhookCall): readonly string[] | null {
  const fields = call.type === 'form' ? call.parameters : call.json
  const event = textOf(fields, 'EventType')?.toLowerCase() ?? ''
  const message =
    event === ''
      ? (textOf(fields, 'SmsMessageSid') ?? textOf(fields, 'SmsSid'))
      : textOf(fields, 'MessageSid')
  if (isPreAction(event)) return null
  if (message !== undefined && ADDITIONS.includes(event)) {
    return ['message', message, event, textOf(fields, 'MessageStatus') ?? '']
  }
  const token = deliveryOf(headers)
  return token === null ? null : ['token', token]
}

/** Gives what names a delivery however often Twilio tries it: its token; `null` for none, and for an empty one. */
export const deliveryOf = (headers: Headers): string | null =>
  headers.get('i-twilio-idempotency-token') || null

/**
 * Events that bring a new message: the messaging webhook, which names none, and the one after a
 * message was added.
 */
const ADDITIONS = ['', 'onmessageadded']

/**
 * Tells an event that waits for an answer before it happens (`onMessageAdd`) from one that happened
 * (`onMessageAdded`), by Twilio's own way of naming them; one that is not known yet waits.
 */
const isPreAction = (event: string): boolean => event !== '' && !event.endsWith('ed')
