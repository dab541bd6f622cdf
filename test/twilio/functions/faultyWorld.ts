import { memoryStore } from '../../../src/twilio/functions/memoryStore.js'
import { createWebhook, type WebhookSettings } from '../../../src/twilio/functions/webhook.js'
import type { Deadline } from '../../../src/twilio/functions/withinBudget.js'
import { faultyStore, type Instance, never, type StoreFault, wait } from './faultyStore.js'

/** Milliseconds that a webhook has, and that Twilio waits. */
export const BUDGET = 4_500
const PATIENCE = 5_000

/** What becomes of the work of one try: done at once or slowly, failed, hanging, or its instance dies. */
export const WORK = ['do', 'do_slowly', 'fail', 'hang', 'die_before', 'die_after'] as const
export type WorkKind = (typeof WORK)[number]

/** What becomes of the body of a request on its way. */
export const BODIES = ['whole', 'slow', 'drips', 'breaks_off'] as const
export type Body = (typeof BODIES)[number]

/** One try of Twilio's to bring a delivery. */
export interface Try {
  readonly faults: readonly StoreFault[]
  readonly work: WorkKind
  readonly body: Body
}

/** A try in which nothing goes wrong. */
export const SOUND: Try = { faults: [], work: 'do', body: 'whole' }

/** One answer as Twilio hears it. */
export interface HeardAnswer {
  readonly status: number
  readonly json: string
  readonly took: number
}

const FORM = 'SmsMessageSid=SM01&MessageSid=SM01&Body=hello'

const bodyOf = (kind: Body): string | ReadableStream<Uint8Array> => {
  if (kind === 'whole') return FORM
  return new ReadableStream({
    async start(controller) {
      controller.enqueue(new TextEncoder().encode(FORM.slice(0, 8)))
      await wait(kind === 'drips' ? 60_000 : 1_000)
      if (kind === 'breaks_off') return controller.error(new Error('cut'))
      controller.enqueue(new TextEncoder().encode(FORM.slice(8)))
      controller.close()
    },
  })
}

/** One delivery in a world with one store, an instance for each try, and a clock of its own. */
export function startWorld(extra: Partial<WebhookSettings> = {}) {
  const store = memoryStore()
  const seen = { handled: 0, afterwards: 0 }
  const doWork = async (kind: WorkKind, { signal }: Deadline, instance: Instance) => {
    if (kind === 'fail') throw new Error('+14155550100')
    if (kind === 'die_before') instance.dead = true
    if (kind === 'hang' || kind === 'die_before') await never()
    if (kind === 'do_slowly') await wait(2_000)
    if (instance.dead) await never()
    if (signal.aborted) {
      seen.afterwards += 1
      return null
    }
    seen.handled += 1
    if (kind === 'die_after') {
      instance.dead = true
      await never()
    }
    return { done: true }
  }
  /** Gives what Twilio hears; `null` where it hears nothing. */
  const deliver = async ({ faults, work, body }: Try): Promise<HeardAnswer | null> => {
    const instance: Instance = { dead: false }
    const handler = createWebhook({
      tokens: 'gateway',
      store: faultyStore(store, faults, instance),
      budget: BUDGET,
      handle: (_, deadline) => doWork(work, deadline, instance),
      ...extra,
    })
    const began = performance.now()
    const headers = { 'content-type': 'application/x-www-form-urlencoded' }
    const request = new Request('https://hooks.example.com/in', {
      method: 'POST',
      headers,
      body: bodyOf(body),
      duplex: 'half',
    })
    const answer = await Promise.race([handler(request), wait(PATIENCE).then(() => null)])
    if (answer === null || instance.dead) return null
    const took = performance.now() - began
    return { status: answer.status, json: await answer.text(), took }
  }
  return { seen, deliver }
}
