import { describe, expect, test } from 'vitest'
import { compilePolicy } from '../../../src/policy/index.js'
import { createAttestationHandler } from '../../../src/twilio/functions/attestationHandler.js'
import type { Directory } from '../../../src/twilio/functions/directory.js'
import { createKnowledgeHandler } from '../../../src/twilio/functions/knowledgeHandler.js'
import { memoryStore } from '../../../src/twilio/functions/memoryStore.js'
import type { Store } from '../../../src/twilio/functions/store.js'
import { createVerifyCheckHandler } from '../../../src/twilio/functions/verifyCheckHandler.js'
import type { VerifyClient } from '../../../src/twilio/functions/verifyClient.js'
import { createVerifyStartHandler } from '../../../src/twilio/functions/verifyStartHandler.js'
import { call, KEYS } from './call.js'

const NUMBER = '+14155550100'
const CODE = '123456'
const POLICY = compilePolicy(`
policy: acme
version: 1
classes:
  record: { full: { write: verified, read: verified } }
knowledge: { booking: { asks: [booking_reference], attempts: 3, within: 1h } }
counters: { wrong_codes: 9, codes_sent: 9, forget: 24h }
routes: [{ id: general, queue: front }]
`)

/** A store that tells which keys were written, and in which some writes lose their race, by the keys written before. */
function crowdedStore(isBusy: (key: string, before: readonly string[]) => boolean) {
  const kept = memoryStore()
  const written: string[] = []
  const store: Store = {
    get: (key) => kept.get(key),
    put: (key, value, revision, seconds) => {
      if (isBusy(key, written)) return Promise.resolve(false)
      written.push(key)
      return kept.put(key, value, revision, seconds)
    },
  }
  return { store, written }
}

const directory: Directory = {
  find: () => Promise.resolve([{ customer: 'C-1', basis: 'verified', since: '2024-03-01' }]),
  reach: () => Promise.resolve(NUMBER),
}

/** Verify with one code, that approves each verification once. */
function verifyClient(): VerifyClient {
  const verification = { sid: `VE${'0'.repeat(32)}`, to: NUMBER, channel: 'sms' }
  const service = {
    verifications: {
      create: () => Promise.resolve({ ...verification, status: 'pending', valid: false }),
    },
    verificationChecks: {
      create: ({ code }: { readonly code: string }) =>
        Promise.resolve({
          ...verification,
          status: code === CODE ? 'approved' : 'pending',
          valid: code === CODE,
        }),
    },
  }
  return { verify: { v2: { services: () => service } } }
}

const OWN = { conversation: 'CH01', channel: 'sms', address: NUMBER }
const NAMED = {
  conversation: 'CH01',
  channel: 'web_chat',
  address: 'FX01',
  claims: JSON.stringify({ phone: NUMBER }),
}

function handlersOver(store: Store) {
  const shared = { store: () => store, ledgerKeys: () => KEYS, directory: () => directory }
  const client = verifyClient()
  const verify = {
    ...shared,
    policy: () => POLICY,
    service: () => `VA${'0'.repeat(32)}`,
    client: () => client,
    dipClaims: ['phone'],
    pace: 0,
  }
  return {
    start: createVerifyStartHandler(verify),
    check: createVerifyCheckHandler(verify),
    know: createKnowledgeHandler({
      ...shared,
      policy: () => POLICY,
      pace: 0,
      find: () => () => Promise.resolve('C-1'),
    }),
    attest: createAttestationHandler({
      ...shared,
      flexToken: () => () => Promise.resolve({ worker: 'WK01', roles: ['agent'] }),
    }),
  }
}

type Handlers = ReturnType<typeof handlersOver>

/** Some work with the store, and whether it proves anything when nobody is in its way. */
interface StoreWork {
  readonly ok: 'true' | 'false'
  work(handlers: Handlers): Promise<readonly Readonly<Record<string, unknown>>[]>
}

const WORK: Readonly<Record<string, StoreWork>> = {
  'a code to the number that writes': {
    ok: 'true',
    work: async ({ start, check }) => [
      await call(start, { ...OWN, method: 'verify_sms' }),
      await call(check, { ...OWN, code: CODE }),
    ],
  },
  'a wrong code to the number that writes': {
    ok: 'false',
    work: async ({ start, check }) => [
      await call(start, { ...OWN, method: 'verify_sms' }),
      await call(check, { ...OWN, code: '000000' }),
    ],
  },
  'a code to a number on file': {
    ok: 'true',
    work: async ({ start, check }) => [
      await call(start, { ...NAMED, method: 'verify_sms' }),
      await call(check, { ...NAMED, code: CODE }),
    ],
  },
  'an answer that one knows': {
    ok: 'true',
    work: async ({ know }) => [
      await call(know, { ...OWN, check: 'booking', 'answer.booking_reference': 'XK7Q2M' }),
    ],
  },
  "an agent's word": {
    ok: 'true',
    work: async ({ attest }) => [
      await call(attest, { ...OWN, Token: 'flex-1', method: 'in_person', customer: 'C-1' }),
    ],
  },
}

/** What may be said then: of what only a record tells, no more than that it is wrong. */
const SAID = ['store_busy', 'no_code_sent', 'wrong_code', 'not_matched']

describe.each(Object.entries(WORK))('%s', (_, { ok, work }) => {
  const answerOver = async (store: Store) => (await work(handlersOver(store))).at(-1)
  const expectNothing = (answer: Readonly<Record<string, unknown>> | undefined, busy: string) => {
    expect(answer, busy).toMatchObject({ ok: 'false', ledger: '' })
    expect(SAID).toContain(answer?.['reason'])
  }

  test('proves nothing while a crowd writes any key that it writes', async () => {
    const { store, written } = crowdedStore(() => false)
    expect(await answerOver(store)).toMatchObject({ ok })
    for (const busy of new Set(written)) {
      const crowded = crowdedStore((key) => key === busy)
      expectNothing(await answerOver(crowded.store), busy)
    }
  })

  test('proves nothing where a crowd comes, at whatever moment', async () => {
    const { store, written } = crowdedStore(() => false)
    expect(await answerOver(store)).toMatchObject({ ok })
    for (const [at, busy] of written.entries()) {
      const crowded = crowdedStore((__, before) => before.length >= at)
      expectNothing(await answerOver(crowded.store), busy)
    }
  })
})

test.each([
  ['a code to the number that writes', 'countersign.verify.'],
  ['a code to a number on file', 'countersign.verify.'],
])('%s is not answered as long as it could be used or tried once more', async (name, prefix) => {
  const isSecond = (key: string, before: readonly string[]): boolean =>
    key.startsWith(prefix) && before.includes(key)
  const { work = () => Promise.resolve([]) } = WORK[name] ?? {}
  const answers = await work(handlersOver(crowdedStore(isSecond).store))
  expect(answers.at(-1)).toMatchObject({ status: 'withheld', reason: 'store_busy', ledger: '' })
})
