import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type JsonObject, RUNGS } from '../../src/model/index.js'
import { runs } from '../runs.js'
import { CODE, type Event, openConversation } from './conversation.js'
import { PEOPLE, SHAPES, type WebhookShape } from './people.js'

const ANSWERS = ['deny', 'deliver_to_record', 'step_up', 'allow']

const isShape = (word: string): word is WebhookShape => word in SHAPES
const ways: readonly WebhookShape[] = Object.keys(SHAPES).filter(isShape)

const eventOf = (cast: readonly string[]): fc.Arbitrary<Event> =>
  fc.oneof(
    { weight: 1, arbitrary: fc.constant<Event>({ type: 'start' }) },
    {
      weight: 1,
      arbitrary: fc.record({
        type: fc.constant('warning' as const),
        lower: fc.constantFrom('verified', 'recognized', 'claimed'),
      }),
    },
    {
      weight: 3,
      arbitrary: fc.record({
        type: fc.constant('message' as const),
        who: fc.constantFrom(...cast),
        through: fc.constantFrom(...ways),
      }),
    },
    {
      weight: 3,
      arbitrary: fc.record({
        type: fc.constant('code' as const),
        who: fc.constantFrom(...cast),
        typed: fc.constantFrom(CODE, CODE, '000000'),
      }),
    },
  )

/** Some of them in one conversation, what happens in it, and who of them writes last; half of them have typed the code. */
const scene = fc.shuffledSubarray([...PEOPLE], { minLength: 1, maxLength: 4 }).chain((cast) =>
  fc
    .record({
      before: fc.array(eventOf(cast), { minLength: 2, maxLength: 10 }),
      asking: fc.record({
        type: fc.constant('message' as const),
        who: fc.constantFrom(...cast),
        through: fc.constantFrom(...ways),
      }),
      typedAfter: fc.option(fc.nat({ max: 10 })),
    })
    .map(({ before, asking, typedAfter }) => {
      if (typedAfter === null) return { before, asking }
      const code: Event = { type: 'code', who: asking.who, typed: CODE }
      return { before: before.toSpliced(typedAfter, 0, asking, code), asking }
    }),
)

// Whoever signs in has an identity only once the chat has begun, and a chat begins once.
const sensible = (all: readonly Event[]): readonly Event[] => {
  const begins = all.findIndex(({ type }) => type === 'start')
  return all.filter((one, index) =>
    one.type === 'start'
      ? index === begins
      : one.type === 'warning' || one.who !== 'login' || (begins >= 0 && index > begins),
  )
}

// A warning is about the conversation, and so about everybody in it.
const isOf = (who: string, one: Event): boolean =>
  one.type === 'warning' || (one.type === 'start' ? who === 'login' : one.who === who)

async function lastAnswer(all: readonly Event[]): Promise<JsonObject | null> {
  const conversation = openConversation()
  let answer: JsonObject | null = null
  for (const one of all) answer = await conversation.happen(one)
  return answer
}

const opened = (answer: JsonObject) => ({
  write: Number(answer['write']),
  account: RUNGS.map(String).indexOf(String(answer['disclose_account'])),
  action: ANSWERS.indexOf(String(answer['action_cancel_order'])),
})

const asks = PEOPLE.flatMap((who) =>
  ways.map((through): Event => ({ type: 'message', who, through })),
)

test('everybody is heard, and every way in which they are told of is read', async () => {
  const heard = new Map<string, number>()
  for (const asking of asks) {
    if (asking.type !== 'message') continue
    const answer = await lastAnswer(sensible([{ type: 'start' }, asking]))
    if (answer?.['status'] !== 'decided') continue
    for (const name of [asking.who, asking.through]) heard.set(name, (heard.get(name) ?? 0) + 1)
  }
  for (const name of [...PEOPLE, ...ways]) expect(heard.get(name) ?? 0, name).toBeGreaterThan(1)
  // Each person in each way, but where a way of Twilio's does not carry their channel.
  const all = [...heard.values()].reduce((sum, count) => sum + count, 0) / 2
  expect(all).toBeGreaterThan(0.8 * asks.length)
})

test('no sequence of events gives a participant more than what they did alone gives them', async () => {
  let proved = 0
  await fc.assert(
    fc.asyncProperty(scene, async ({ before, asking }) => {
      const all = sensible([{ type: 'start' }, ...before, asking])
      const whole = await lastAnswer(all)
      const alone = await lastAnswer(all.filter((one) => isOf(asking.who, one)))
      if (whole === null || alone === null) return
      const [a, b] = [opened(whole), opened(alone)]
      if (b.write >= 3) proved += 1
      // Who is asking is as sure as ever: others neither lend proof nor take it away.
      expect([whole['status'], a.write]).toEqual([alone['status'], b.write])
      expect(a.account).toBeLessThanOrEqual(b.account)
      expect(a.action).toBeLessThanOrEqual(b.action)
    }),
    runs(60),
  )
  // So that the law is about people who proved something.
  expect(proved).toBeGreaterThan(0)
})

test('the roster only ever takes away: the same events with nobody to ask show nothing at all', async () => {
  await fc.assert(
    fc.asyncProperty(
      scene,
      fc.constantFrom(
        () => () => Promise.resolve(null),
        () => () => Promise.reject(new Error('x')),
        () => () => new Promise<null>(() => undefined),
        () => () => Promise.resolve([{ messaging_binding: { type: 'pigeon', address: '1' } }]),
      ),
      async ({ before, asking }, participants) => {
        const all = sensible([{ type: 'start' }, ...before, asking])
        const told = await lastAnswer(all)
        const conversation = openConversation({ participants, budget: 15 })
        let untold: JsonObject | null = null
        for (const one of all) untold = await conversation.happen(one)
        if (told === null || untold === null) return
        const [a, b] = [opened(untold), opened(told)]
        expect([untold['status'], a.account, untold['action_cancel_order']]).not.toContain('allow')
        expect(a.account).toBe(0)
        expect(a.account).toBeLessThanOrEqual(b.account)
        expect(Number(untold['read'])).toBeLessThanOrEqual(1)
      },
    ),
    runs(30),
  )
})
