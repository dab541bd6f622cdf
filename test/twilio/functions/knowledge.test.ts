import fc from 'fast-check'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { compilePolicy, type PolicyDocument } from '../../../src/policy/index.js'
import { createDecideHandler } from '../../../src/twilio/functions/decideHandler.js'
import {
  createKnowledgeHandler,
  type FindByKnowledge,
  type KnowledgeSettings,
} from '../../../src/twilio/functions/knowledgeHandler.js'
import { openLedger } from '../../../src/twilio/functions/ledger.js'
import { memoryStore } from '../../../src/twilio/functions/memoryStore.js'
import type { Store } from '../../../src/twilio/functions/store.js'
import { runs } from '../../runs.js'
import { call, KEYS } from './call.js'
import { FAULTS, faultyStore } from './faultyStore.js'

const AT = Date.parse('2026-11-22T10:00:00Z')

const DOCUMENT: PolicyDocument = {
  policy: 'airline',
  version: 1,
  classes: {
    booking: {
      fields: ['booking.*'],
      masked: { write: 'recognized', read: 'recognized' },
      full: { write: 'verified', read: 'verified' },
    },
  },
  knowledge: {
    booking: { asks: ['booking_reference', 'surname'], attempts: 3, within: '1h' },
  },
  routes: [{ id: 'general', queue: 'front-desk' }],
}
const LIMIT = 3
const POLICY = compilePolicy(DOCUMENT)

const BOOKINGS: Readonly<Record<string, readonly [surname: string, customer: string]>> = {
  XK7Q2M: ['Lovelace', 'C-1001'],
  AB12CD: ['Hopper', 'C-1002'],
}

/** The records of the airline, and every question that they were asked. */
function records() {
  const asked: { readonly reference: string; readonly right: boolean }[] = []
  const find: FindByKnowledge = async ({ booking_reference = '', surname = '' }) => {
    const reference = booking_reference.toUpperCase().replaceAll(/[^A-Z0-9]/g, '')
    const [name, customer] = BOOKINGS[reference] ?? []
    const right = name !== undefined && name.toLowerCase() === surname.toLowerCase()
    asked.push({ reference, right })
    return right ? (customer ?? null) : null
  }
  return { asked, find }
}

const desk = (settings: Partial<KnowledgeSettings> = {}, store: Store = memoryStore(() => AT)) => {
  const { asked, find } = records()
  const handler = createKnowledgeHandler({
    policy: () => POLICY,
    find: () => find,
    ledgerKeys: () => KEYS,
    store: () => store,
    pace: 0,
    now: () => AT,
    ...settings,
  })
  return {
    asked,
    handler,
    wrongs: () => asked.filter(({ right }) => !right).length,
    check: (reference: string, surname: string, more: object = {}) =>
      call(handler, {
        conversation: 'CH01',
        channel: 'web_chat',
        address: 'guest-1',
        'answer.booking_reference': reference,
        'answer.surname': surname,
        ...more,
      }),
  }
}

const REFUSED = { status: 'refused', ok: 'false', reason: 'not_matched', ledger: '' }

const evidenceIn = (ledger: unknown) => {
  const opened = openLedger(ledger, { keys: KEYS, conversation: 'CH01', at: AT })
  return opened.ok ? opened.value.evidence : []
}

describe('what somebody knows', () => {
  test('becomes sealed evidence of who gave it, what was asked, and at which attempt', async () => {
    const { check } = desk()
    await check('XK7Q2M', 'Byron')
    const answer = await check('XK7Q2M', 'Lovelace', { purpose: 'booking' })
    expect(answer).toMatchObject({ status: 'passed', ok: 'true', reason: '' })
    expect(evidenceIn(answer['ledger'])).toEqual([
      {
        kind: 'knowledge_check',
        at: '2026-11-22T10:00:00.000Z',
        conversation: 'CH01',
        by: { channel: 'web_chat', address: 'guest-1' },
        purpose: 'booking',
        customer: 'C-1001',
        asked: ['booking_reference', 'surname'],
        outcome: 'passed',
        attempts: 2,
      },
    ])
  })

  test('opens what takes recognized, and nothing above it, from the chat on the wire to the answer', async () => {
    const { check } = desk()
    const { ledger } = await check('XK7Q2M', 'Lovelace')
    const decide = createDecideHandler({
      policy: () => POLICY,
      ledgerKeys: () => KEYS,
      now: () => AT,
    })
    const chat = { conversation: 'CH01', channel: 'web_chat', address: 'guest-1', readers: '[]' }
    const [known, forged, other] = await Promise.all([
      call(decide, { ...chat, ledger }),
      // What a form, or whoever calls, says of a check is said by them.
      call(decide, {
        ...chat,
        claims: JSON.stringify({ knowledge_check: 'passed', ledger, customer: 'C-1001' }),
        evidence: JSON.stringify(evidenceIn(ledger)),
      }),
      call(decide, { ...chat, address: 'guest-2', ledger }),
    ])
    expect(
      [known, forged, other].map((answer) => [answer['level'], answer['disclose_booking']]),
    ).toEqual([
      ['recognized', 'masked'],
      ['claimed', 'none'],
      ['anonymous', 'none'],
    ])
  })
})

describe('nothing tells what was wrong', () => {
  test.each<[string, (one: ReturnType<typeof desk>) => Promise<unknown>]>([
    ['a reference that there is not', ({ check }) => check('NOSUCH', 'Lovelace')],
    ['a surname that is another', ({ check }) => check('XK7Q2M', 'Byron')],
    ['a blank surname', ({ check }) => check('XK7Q2M', ' ')],
    ['an endless surname', ({ check }) => check('XK7Q2M', 'x'.repeat(10_000))],
    [
      'a person who tried too often',
      async ({ check }) => {
        for (let tried = 0; tried < LIMIT; tried++) await check('NOSUCH', `wrong ${tried}`)
        return check('XK7Q2M', 'Lovelace')
      },
    ],
    [
      'a record that was tried too often, by others, in other spellings',
      async ({ check }) => {
        for (const [at, spelt] of ['xk7q2m', 'XK7-Q2M', ' XK7 Q2M '].entries())
          await check(spelt, 'Byron', { address: `guest-${at + 2}`, conversation: `CH0${at + 2}` })
        return check('XK7Q2M', 'Lovelace')
      },
    ],
  ])('%s is answered as everything else', async (_, ask) => {
    expect(JSON.stringify(await ask(desk()))).toBe(JSON.stringify(REFUSED))
  })

  test.each<[string, FindByKnowledge]>([
    ['fail', () => Promise.reject(new Error('no such booking XK7Q2M'))],
    ['never answer', () => new Promise(() => undefined)],
    ['answer something else', async () => '  '],
  ])('records that %s are answered as everything else', async (_, find) => {
    const { check } = desk({ find: () => find, deadline: 400 })
    expect(await check('XK7Q2M', 'Lovelace')).toEqual(REFUSED)
  })

  test('whatever was tried before, wrong answers differ in nothing', async () => {
    const anyTry = fc.record({
      reference: fc.constantFrom('XK7Q2M', 'AB12CD', 'NOSUCH', ''),
      surname: fc.constantFrom('Lovelace', 'Hopper', 'Byron', ''),
      address: fc.constantFrom('guest-1', 'guest-2'),
    })
    await fc.assert(
      fc.asyncProperty(fc.array(anyTry, { minLength: 1, maxLength: 12 }), async (tries) => {
        const { check } = desk()
        for (const { reference, surname, address } of tries) {
          const answer = await check(reference, surname, { address })
          if (answer['status'] !== 'passed') expect(answer).toEqual(REFUSED)
        }
        expect(await check('NOSUCH', 'Nobody')).toEqual(REFUSED)
      }),
      runs(30),
    )
  })
})

describe('time tells nothing either', () => {
  afterEach(() => {
    vi.useRealTimers()
  })

  test('what is refused is refused at the same moment, however long the records took', async () => {
    vi.useFakeTimers({ now: AT })
    const PACE = 2_500
    const delays: Readonly<Record<string, number>> = { XK7Q2M: 900, NOSUCH: 5, AB12CD: 60_000 }
    const slow: FindByKnowledge = async ({ booking_reference = '' }) => {
      await new Promise((done) => setTimeout(done, delays[booking_reference]))
      return null
    }
    const timed = async (reference: string): Promise<readonly unknown[]> => {
      const { check } = desk({ find: () => slow, pace: PACE })
      const began = performance.now()
      const answered = check(reference, 'Byron').then((answer) => [
        answer,
        performance.now() - began,
      ])
      await vi.advanceTimersByTimeAsync(12_000)
      return answered
    }
    const [one, ...others] = [await timed('XK7Q2M'), await timed('NOSUCH'), await timed('AB12CD')]
    expect(one).toEqual([REFUSED, PACE])
    expect(others).toEqual([one, one])
  })
})

describe('attempts', () => {
  test('of fifty guesses at once no more are compared than there are attempts', async () => {
    const { check, asked } = desk()
    const answers = await Promise.all(
      Array.from({ length: 50 }, (_, at) => check('XK7Q2M', `guess ${at}`)),
    )
    expect(answers).toEqual(answers.map(() => REFUSED))
    expect(asked.length).toBeGreaterThan(0)
    expect(asked.length).toBeLessThanOrEqual(LIMIT)
  })

  test('of fifty people at once who guess about one record no more are compared either', async () => {
    const { check, asked } = desk()
    await Promise.all(
      Array.from({ length: 50 }, (_, at) =>
        check('XK7Q2M', `guess ${at}`, { address: `guest-${at}`, conversation: `CH${at}` }),
      ),
    )
    expect(asked.length).toBeGreaterThan(0)
    expect(asked.length).toBeLessThanOrEqual(LIMIT)
  })

  test('of one record are counted together however its reference is accented or spelt', async () => {
    const marks = ['', '\u0301', '\u0308', '\u0323', '\u0331', '\u200d', '-', ' ']
    const written = fc.record({
      marks: fc.array(fc.constantFrom(...marks), { minLength: 6, maxLength: 6 }),
      form: fc.constantFrom('NFC', 'NFD', 'NFKC', 'NFKD'),
      zero: fc.constantFrom('0', '０', '٠', '۰', '०'),
      isSmall: fc.boolean(),
    })
    await fc.assert(
      fc.asyncProperty(fc.array(written, { minLength: 4, maxLength: 8 }), async (spellings) => {
        // Records that compare as many databases do, without capitals and accents, and digits by their value.
        let compared = 0
        const find: FindByKnowledge = async () => {
          compared += 1
          return null
        }
        const { check } = desk({ find: () => find })
        for (const [at, { marks: by, form, zero, isSmall }] of spellings.entries()) {
          const inScript = (digit: string): string =>
            String.fromCharCode(zero.charCodeAt(0) + Number(digit))
          const letters = [...'XK7Q2M'.replaceAll(/\d/g, inScript)]
          const spelt = letters.map((letter, place) => letter + (by[place] ?? '')).join('')
          const reference = (isSmall ? spelt.toLowerCase() : spelt).normalize(form)
          await check(reference, 'Byron', { address: `guest-${at}`, conversation: `CH${at}` })
        }
        expect(compared).toBe(LIMIT)
      }),
      runs(30),
    )
  })

  test('of one person are counted over all records, and what they know themselves gives none back', async () => {
    const { check, wrongs } = desk()
    for (let round = 0; round < 6; round++) {
      await check('XK7Q2M', 'Lovelace')
      await check(`GUESS${round}`, 'Hopper')
    }
    expect(wrongs()).toBe(LIMIT)
  })

  test('are none where the records could not be asked', async () => {
    let isDown = true
    const { find } = records()
    const { check } = desk({
      find: () => (answers, asked) =>
        isDown ? Promise.reject(new Error('down')) : find(answers, asked),
    })
    for (let round = 0; round < 5; round++) await check('XK7Q2M', 'Lovelace')
    isDown = false
    expect(await check('XK7Q2M', 'Lovelace')).toMatchObject({ status: 'passed' })
  })

  test('begin again after the time that the policy says', async () => {
    let now = AT
    const { check } = desk(
      { now: () => now },
      memoryStore(() => now),
    )
    for (let tried = 0; tried < LIMIT; tried++) await check('XK7Q2M', 'Byron')
    const answers: unknown[] = []
    for (const later of [0, 3_599_000, 3_601_000]) {
      now = AT + later
      answers.push((await check('XK7Q2M', 'Lovelace'))['status'])
    }
    expect(answers).toEqual(['refused', 'refused', 'passed'])
  })

  test('of one person who walks over records, conversations and checks are counted together', async () => {
    const checks = {
      booking: { asks: ['booking_reference', 'surname'], attempts: 3, within: '1h' },
      voucher: { asks: ['booking_reference', 'surname', 'voucher'], attempts: 3, within: '1m' },
    }
    const policy = compilePolicy({ ...DOCUMENT, knowledge: checks })
    const anyTry = fc.record({
      check: fc.constantFrom('booking', 'voucher'),
      later: fc.constantFrom(0, 59_000, 61_000, 600_000),
    })
    await fc.assert(
      fc.asyncProperty(fc.array(anyTry, { minLength: 4, maxLength: 10 }), async (tries) => {
        let now = AT
        const { check, asked } = desk(
          { policy: () => policy, now: () => now },
          memoryStore(() => now),
        )
        // Within an hour of the first guess, whatever is guessed about, and by whichever check.
        for (const [at, one] of tries.entries()) {
          now = Math.min(now + one.later, AT + 3_590_000)
          const more = { check: one.check, conversation: `CH${at}`, 'answer.voucher': 'V1' }
          await check(`GUESS${at}`, 'Hopper', more)
        }
        expect(asked.length).toBeLessThanOrEqual(LIMIT)
      }),
      runs(30),
    )
  })

  test('are never more than there are, whatever becomes of the store in between', async () => {
    const anyCall = fc.record({
      surname: fc.constantFrom('Byron', 'Hopper', 'Lovelace'),
      faults: fc.array(
        fc.constantFrom(...FAULTS.filter((one) => !one.endsWith('hang') && one !== 'slow')),
        {
          maxLength: 6,
        },
      ),
    })
    await fc.assert(
      fc.asyncProperty(fc.array(anyCall, { minLength: 4, maxLength: 10 }), async (calls) => {
        const kept = memoryStore(() => AT)
        const { asked, find } = records()
        await Promise.all(
          calls.map(({ surname, faults }) => {
            const { check } = desk(
              { find: () => find, deadline: 200 },
              faultyStore(kept, faults, { dead: false }),
            )
            return check('XK7Q2M', surname)
          }),
        )
        expect(asked.filter(({ right }) => !right).length).toBeLessThanOrEqual(LIMIT)
      }),
      runs(40),
    )
  })
})

describe('a call that nothing can be made of is withheld, and nothing is compared', () => {
  test.each<[string, Partial<KnowledgeSettings>, object, string]>([
    ['without a policy', { policy: () => compilePolicy('{') }, {}, 'policy_invalid'],
    ['for a check that is not declared', {}, { check: 'passport' }, 'unknown_check'],
    [
      'where the policy refuses it',
      { policy: () => compilePolicy({ ...DOCUMENT, refuses: ['knowledge_check'] }) },
      {},
      'refused',
    ],
    ['without a key', { ledgerKeys: () => [] }, {}, 'ledger_key_weak'],
    ['from nobody', {}, { address: '' }, 'required'],
    [
      'where the store is down',
      {
        store: () => ({
          get: () => Promise.reject(new Error('down')),
          put: () => Promise.reject(new Error('down')),
        }),
      },
      {},
      'store_failed',
    ],
  ])('%s', async (_, settings, more, reason) => {
    const { check, asked } = desk(settings)
    expect(await check('XK7Q2M', 'Lovelace', more)).toEqual({
      status: 'withheld',
      ok: 'false',
      reason,
      ledger: '',
    })
    expect(asked).toEqual([])
  })
})
