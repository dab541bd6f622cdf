import { expect, test } from 'vitest'
import type { DecisionRecord } from '../../../src/decide/index.js'
import { MINUTE } from '../../../src/model/index.js'
import { compilePolicy } from '../../../src/policy/index.js'
import { createDecideHandler } from '../../../src/twilio/functions/decideHandler.js'
import type { FlexWorker } from '../../../src/twilio/functions/flexToken.js'
import { fromFunction } from '../../../src/twilio/functions/fromFunction.js'
import { memoryStore } from '../../../src/twilio/functions/memoryStore.js'
import { createWebhook } from '../../../src/twilio/functions/webhook.js'
import { formRequest, TOKEN } from './signedCalls.js'

const AT = Date.parse('2026-11-22T10:00:00Z')

const POLICY = compilePolicy(`
policy: clinic
version: 1
roles: [nurse, clerk, lead]
classes: { history: { full: { write: verified, read: verified } } }
break_glass: { roles: nurse, reasons: [life_at_risk], second: lead, for: 30m, notice: [privacy_office, patient], classes: history }
routes: [{ id: all, queue: front }]
`)

const WORKERS: Readonly<Record<string, FlexWorker>> = {
  'nurse-token': { worker: 'WK01', roles: ['nurse'] },
  'clerk-token': { worker: 'WK02', roles: ['clerk'] },
  'lead-token': { worker: 'WK03', roles: ['lead'] },
  // The nurse once more, who is a lead as well.
  'own-token': { worker: 'WK01', roles: ['lead'] },
}

/** A desk behind a webhook that takes what was signed and nothing else, with a clock of its own. */
function desk() {
  const records: DecisionRecord[] = []
  let at = AT
  const store = memoryStore(() => at)
  const handler = createDecideHandler({
    policy: () => POLICY,
    participants: () => () => Promise.resolve([]),
    store: () => store,
    now: () => at,
    record: (record) => records.push(record),
    flexToken: () => (token) => Promise.resolve(WORKERS[token] ?? null),
  })
  const webhook = createWebhook({ tokens: [TOKEN], handle: fromFunction(handler) })
  const who = { conversation: 'CH01', channel: 'sms', address: '+14155550100' }
  return {
    records,
    wait: (span: number) => {
      at += span
    },
    ask: async (parameters: Readonly<Record<string, string>>) => {
      const answer = await webhook(formRequest({ ...who, ...parameters }))
      const json: unknown = await answer.json()
      const { break_glass, break_glass_until, break_glass_notice, reasons } = Object(json)
      return { break_glass, break_glass_until, break_glass_notice, reasons }
    },
  }
}

const SHUT = { break_glass: '', break_glass_until: '', break_glass_notice: '' }
const OPEN = {
  break_glass: 'history',
  break_glass_until: '2026-11-22T10:30:00.000Z',
  break_glass_notice: 'patient,privacy_office',
}

// Each part of it in every way that it may be there, be another, or be absent.
const PARTS = ['', 'nurse-token', 'clerk-token', 'stolen'].flatMap((Token) =>
  ['', 'lead-token', 'own-token', 'nurse-token', 'clerk-token', 'stolen'].flatMap((ApproverToken) =>
    ['', 'life_at_risk', 'curious', 'Mrs Lovelace'].map((reason) => ({
      Token,
      ApproverToken,
      break_glass: reason,
    })),
  ),
)

const WHOLE = { Token: 'nurse-token', ApproverToken: 'lead-token', break_glass: 'life_at_risk' }

/** How many parts are another than they have to be. */
const wrongIn = (parts: (typeof PARTS)[number]): number =>
  Number(parts.Token !== WHOLE.Token) +
  Number(parts.ApproverToken !== WHOLE.ApproverToken) +
  Number(parts.break_glass !== WHOLE.break_glass)

const isWhole = (parts: (typeof PARTS)[number]): boolean => wrongIn(parts) === 0

test('the glass breaks for one with a reason of the list and a second person of the policy, and for nothing less', async () => {
  for (const parts of PARTS) {
    const { ask, records } = desk()
    const given = Object.fromEntries(Object.entries(parts).filter(([, value]) => value !== ''))
    const answer = await ask(given)
    expect([parts, answer]).toMatchObject([parts, isWhole(parts) ? OPEN : SHUT])
    // Whoever did not open it then, by one part, finds it shut later.
    if (wrongIn(parts) < 2)
      expect(await ask({ Token: 'nurse-token' })).toMatchObject(isWhole(parts) ? OPEN : SHUT)
    expect(new Set(records.map(({ breakGlass }) => breakGlass !== undefined))).toEqual(
      new Set([isWhole(parts)]),
    )
    expect(JSON.stringify([answer, records])).not.toContain('Lovelace')
  }
  expect(PARTS.filter(isWhole).length).toBe(1)
})

test('what one who may not was refused is said, and the record keeps why', async () => {
  const { ask, records } = desk()
  const alone = await ask({ Token: 'nurse-token', break_glass: 'life_at_risk' })
  expect(String(alone.reasons).split(',')).toContain('second_person_missing')
  expect(records.at(-1)?.reasons.map(({ code }) => code)).toContain('second_person_missing')
})

test('while it is open each decision records who, with whom, why and how long, and names whom to tell, to its last millisecond', async () => {
  const { ask, wait, records } = desk()
  const nurse = { Token: 'nurse-token' }
  await ask({ ...nurse, ApproverToken: 'lead-token', break_glass: 'life_at_risk' })
  for (const span of [10 * MINUTE, 20 * MINUTE - 1]) {
    wait(span)
    expect(await ask(nurse)).toMatchObject(OPEN)
    expect(records.at(-1)?.breakGlass).toMatchObject({
      reason: 'life_at_risk',
      requestedBy: 'WK01',
      approvedBy: 'WK03',
      classes: ['history'],
    })
  }
  expect(records.map((record) => record.breakGlass?.left)).toEqual([1_800, 1_200, 1])
  wait(1)
  expect(await ask(nurse)).toMatchObject(SHUT)
  expect(records.at(-1)).not.toHaveProperty('breakGlass')
})
