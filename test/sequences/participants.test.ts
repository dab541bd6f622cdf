import fc from 'fast-check'
import { expect, test } from 'vitest'
import { runs } from '../runs.js'
import { CODE, type Event, openConversation, PEOPLE, type Person } from './conversation.js'

const RUNGS = ['none', 'accept', 'confirm', 'masked', 'full']
const ANSWERS = ['deny', 'deliver_to_record', 'step_up', 'allow']

const event: fc.Arbitrary<Event> = fc.oneof(
  { weight: 1, arbitrary: fc.constant<Event>({ type: 'start' }) },
  {
    weight: 3,
    arbitrary: fc.record({
      type: fc.constant('message' as const),
      who: fc.constantFrom(...PEOPLE),
      through: fc.constantFrom('webhook' as const, 'studio' as const),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      type: fc.constant('code' as const),
      who: fc.constantFrom(...PEOPLE),
      typed: fc.constantFrom(CODE, CODE, '000000'),
    }),
  },
)
const events = fc.array(event, { minLength: 2, maxLength: 10 })

// Whoever signs in has an identity only once the chat has begun, and a chat begins once.
const sensible = (all: readonly Event[]): readonly Event[] => {
  const begins = all.findIndex(({ type }) => type === 'start')
  return all.filter((one, index) =>
    one.type === 'start'
      ? index === begins
      : one.who !== 'login' || (begins >= 0 && index > begins),
  )
}

const isOf = (who: Person, one: Event): boolean =>
  one.type === 'start' ? who === 'login' : one.who === who

type Answer = Readonly<Record<string, unknown>>

async function lastAnswer(all: readonly Event[]): Promise<Answer | null> {
  const conversation = openConversation()
  let answer: Answer | null = null
  for (const one of all) answer = await conversation.happen(one)
  return answer
}

const opened = (answer: Answer) => ({
  write: Number(answer['write']),
  account: RUNGS.indexOf(String(answer['disclose_account'])),
  action: ANSWERS.indexOf(String(answer['action_cancel_order'])),
})

const asks = PEOPLE.flatMap((who) =>
  (['webhook', 'studio'] as const).map((through): Event => ({ type: 'message', who, through })),
)

test('no sequence of events gives a participant more than what they did alone gives them', async () => {
  let proved = 0
  await fc.assert(
    fc.asyncProperty(events, fc.constantFrom(...asks), async (before, asking) => {
      if (asking.type !== 'message') return
      const all = sensible([{ type: 'start' }, ...before, asking])
      const whole = await lastAnswer(all)
      const alone = await lastAnswer(all.filter((one) => isOf(asking.who, one)))
      if (whole === null || alone === null) return
      const [a, b] = [opened(whole), opened(alone)]
      if (b.write >= 3) proved += 1
      // Who is asking is as sure as ever: others neither lend proof nor take it away.
      expect([whole['status'], a.write]).toEqual(['decided', b.write])
      expect(a.account).toBeLessThanOrEqual(b.account)
      expect(a.action).toBeLessThanOrEqual(b.action)
    }),
    runs(150),
  )
  // Of 300, so that the law is about people who proved something.
  expect(proved).toBeGreaterThan(30)
})

test('the roster only ever takes away: the same events with nobody to ask show nothing at all', async () => {
  await fc.assert(
    fc.asyncProperty(
      events,
      fc.constantFrom(...asks),
      fc.constantFrom(
        () => () => Promise.resolve(null),
        () => () => Promise.reject(new Error('x')),
        () => () => new Promise<null>(() => undefined),
        () => () => Promise.resolve([{ messaging_binding: { type: 'pigeon', address: '1' } }]),
      ),
      async (before, asking, participants) => {
        const all = sensible([{ type: 'start' }, ...before, asking])
        const told = await lastAnswer(all)
        const conversation = openConversation({ participants, budget: 15 })
        let untold: Answer | null = null
        for (const one of all) untold = await conversation.happen(one)
        if (told === null || untold === null) return
        const [a, b] = [opened(untold), opened(told)]
        expect([untold['status'], a.account, untold['action_cancel_order']]).not.toContain('allow')
        expect(a.account).toBe(0)
        expect(a.account).toBeLessThanOrEqual(b.account)
        expect(Number(untold['read'])).toBeLessThanOrEqual(1)
      },
    ),
    runs(60),
  )
})
