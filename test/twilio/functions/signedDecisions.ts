import { expect } from 'vitest'
import type { DecisionRecord } from '../../../src/decide/index.js'
import type { Evidence } from '../../../src/model/index.js'
import { compilePolicy, type PolicyDocument } from '../../../src/policy/index.js'
import {
  createDecideHandler,
  type DecideSettings,
} from '../../../src/twilio/functions/decideHandler.js'
import { fileDirectory } from '../../../src/twilio/functions/fileDirectory.js'
import { fromFunction } from '../../../src/twilio/functions/fromFunction.js'
import { LEDGER_LIFETIME, sealLedger } from '../../../src/twilio/functions/ledger.js'
import { createWebhook } from '../../../src/twilio/functions/webhook.js'
import { KEYS } from './call.js'
import { formRequest, TOKEN } from './signedCalls.js'

export const AT = Date.parse('2026-11-22T10:00:00Z')
export const NUMBER = '+14155550100'

/** What a customer has on file, as a file of customers has it. */
export interface Customer {
  readonly customer: string
  readonly addresses: readonly Readonly<Record<string, unknown>>[]
}

/** What somebody proved in this conversation: a code to their own number. */
export const code = (purpose: string | null = null): Evidence => ({
  kind: 'verify_check',
  at: '2026-11-22T09:59:30Z',
  conversation: 'CH01',
  purpose,
  result: {
    sid: purpose === null ? 'VE01' : 'VE02',
    to: NUMBER,
    channel: 'sms',
    status: 'approved',
    valid: true,
  },
})

const sealed = (evidence: readonly Evidence[]): string => {
  const ledger = {
    conversation: 'CH01',
    sequence: 1,
    issued: AT,
    expires: AT + LEDGER_LIFETIME,
    evidence,
  }
  const text = sealLedger(ledger, KEYS)
  if (!text.ok) throw new TypeError('no ledger')
  return text.value
}

/**
 * Serves a policy over a file of customers, and gives what answers a request that Twilio signed. Nothing stands between
 * the request as it arrives and the answer as it leaves but what a business would put there.
 */
export function serve(
  policy: string | PolicyDocument,
  customers: readonly Customer[],
  settings: Partial<DecideSettings> = {},
) {
  const compiled = compilePolicy(policy)
  const directory = fileDirectory(customers)
  if (!compiled.ok || !directory.ok) throw new TypeError(JSON.stringify([compiled, directory]))
  const records: DecisionRecord[] = []
  const handler = createDecideHandler({
    policy: () => compiled,
    directory: () => directory.value,
    ledgerKeys: () => KEYS,
    participants: () => () => Promise.resolve([]),
    record: (record) => records.push(record),
    now: () => AT,
    ...settings,
  })
  const webhook = createWebhook({ tokens: [TOKEN], handle: fromFunction(handler) })
  const bring = async (request: Request): Promise<Readonly<Record<string, unknown>>> => {
    const answer = await webhook(request)
    expect(answer.status).toBe(200)
    const json: unknown = await answer.json()
    return typeof json === 'object' && json !== null ? { ...json } : {}
  }
  const send = (
    parameters: Readonly<Record<string, string>>,
    proofs: readonly Evidence[] = [],
  ): ReturnType<typeof bring> => {
    const ledger = proofs.length === 0 ? {} : { ledger: sealed(proofs) }
    const form = { conversation: 'CH01', channel: 'sms', address: NUMBER, ...parameters, ...ledger }
    return bring(formRequest(form))
  }
  return { bring, send, records }
}
