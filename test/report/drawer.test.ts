import { describe, expect, test } from 'vitest'
import { packs } from '../../src/policy/index.js'
import { deskCallers, evidenceKit } from '../../src/report/desk/evidenceKit.js'
import { combinationsOf, tryOn } from '../../src/report/drawer/combinations.js'
import { renderDrawer } from '../../src/report/drawer/renderDrawer.js'
import { lawAddressOf } from '../../src/report/lawLinks.js'
import { answerOnRow } from '../../src/report/rowAnswers.js'
import { partOf, topicsOf } from '../../src/report/topics.js'
import { sourceOf } from './world.js'

const { policy } = sourceOf({
  policy: 'shop',
  version: 1,
  packs: ['gdpr'],
  classes: {
    orders: {
      fields: ['orders.*'],
      masked: { write: 'recognized', read: 'recognized' },
      full: { write: 'verified', read: 'verified', maxAge: '15m' },
    },
  },
  actions: { refund: { write: 'strong', notify: 'old_address', source: 'GDPR Art 5(1)(f)' } },
  stepUp: ['login', 'verify_sms'],
  routes: [{ id: 'all', queue: 'desk' }],
})
const [orders, refund] = topicsOf(policy)
if (orders === undefined || refund === undefined) throw new TypeError('no topics')

test('what is never done takes nothing, and says so', () => {
  const { policy: shut } = sourceOf({
    policy: 'shut',
    version: 1,
    classes: { orders: { full: { write: 'verified', read: 'verified' } } },
    actions: { close: { denied: true } },
    stepUp: ['verify_sms'],
    routes: [{ id: 'all', queue: 'desk' }],
  })
  const close = topicsOf(shut).find(({ name }) => name === 'close')
  if (close === undefined) throw new TypeError('no topic')
  const asked = { topic: close, rank: 4, channel: 'sms', given: 'deny' } as const
  const text = renderDrawer(shut, asked, []).markup
  expect(text).toContain('Nobody is given this in a conversation, whatever they prove.')
  expect(text).not.toContain('The next step takes')
})

// What was tried on the channel that was asked about last is known, so all that is asked of one comes together.
describe.each(['web_chat', 'sms'])('on %s', (channel) => {
  test.each([orders, refund])(
    '$name: smallest first, each is enough, and nothing of it can be left out',
    (topic) => {
      const tried = tryOn(policy, topic, channel)
      // The channel that was asked about before is tried no more.
      const on = new Set(tried.map(({ situation }) => situation.engagement.contact.channel))
      expect([...on]).toEqual([channel])
      const own = partOf(policy, topic)
      const kinds = new Set(tried.map(({ rank, given }) => JSON.stringify({ rank, given })))
      expect(kinds.size).toBeGreaterThan(3)
      for (const kind of kinds) {
        const cell = JSON.parse(kind)
        const found = combinationsOf(policy, { topic, channel, ...cell }, tried)
        const sizes = found.map(({ titles }) => titles.length)
        expect(sizes).toEqual(sizes.toSorted((one, other) => one - other))
        for (const { situation, titles } of found) {
          expect(answerOnRow(policy, own, topic, situation)).toEqual(cell)
          // Whatever comes to the same with a part of it is no combination of its own.
          const smaller = tried.filter(
            (one) =>
              one.titles.length < titles.length &&
              one.titles.every((title) => titles.includes(title)) &&
              one.rank === cell.rank &&
              one.given === cell.given,
          )
          expect(smaller).toEqual([])
        }
        // Every other set that comes to it holds one of those that are listed.
        const left = tried
          .filter(({ rank, given }) => rank === cell.rank && given === cell.given)
          .filter(
            ({ titles }) =>
              !found.some((one) => one.titles.every((title) => titles.includes(title))),
          )
        expect(left).toEqual([])
      }
    },
  )

  test('whatever is tried is tried without each of its parts as well, and so are any two proofs together', () => {
    const tried = tryOn(policy, refund, channel).map(({ titles }) => titles)
    const keyOf = (titles: readonly string[]): string => titles.toSorted().join('|')
    const keys = new Set(tried.map(keyOf))
    const without = tried.flatMap((titles) =>
      titles.map((left) => keyOf(titles.filter((title) => title !== left))),
    )
    expect(without.filter((key) => !keys.has(key))).toEqual([])
    const caller = deskCallers(policy).find(({ title }) => title === channel)
    if (caller === undefined) throw new TypeError('no such channel')
    const kit = evidenceKit(policy, caller)
    const single = kit.filter(({ title }) => keys.has(title))
    const proofs = single.filter(({ group }) => group === 'proof').map(({ title }) => title)
    const pairs = proofs.flatMap((one, at) => proofs.slice(at + 1).map((two) => [one, two]))
    expect(pairs.length).toBeGreaterThan(0)
    expect(pairs.map(keyOf).filter((key) => !keys.has(key))).toEqual([])
  })
})

describe('who acts for another', () => {
  const { policy: clinic } = sourceOf({
    policy: 'clinic',
    version: 1,
    classes: {
      bill: { full: { write: 'verified', read: 'verified' } },
      record: {
        full: { write: 'verified', read: 'verified' },
        representative: {
          full: { write: 'verified', read: 'verified', maxAge: '5m' },
          as: ['guardian', 'staff_of'],
        },
      },
    },
    stepUp: ['verify_sms'],
    routes: [{ id: 'all', queue: 'desk' }],
  })
  const shown = (of: typeof clinic, name: string): string => {
    const topic = topicsOf(of).find((one) => one.name === name)
    if (topic === undefined) throw new TypeError('no topic')
    const asked = { topic, rank: 3, channel: 'sms', given: 'full' } as const
    return renderDrawer(of, asked, []).markup.replaceAll(/<[^>]*>/g, '')
  }

  test('is told as whom they get what a cell gives, what it takes besides, and where nobody may', () => {
    expect(shown(clinic, 'record')).toMatch(
      /On behalf of somebody else.*As guardian or staff of, if the directory says so and they are verified.*5 ?m/,
    )
    expect(shown(clinic, 'bill')).toContain('Nobody gets this on behalf of another person.')
  })

  test('is not spoken of where the policy lets nobody', () => {
    expect(shown(policy, 'orders')).not.toContain('somebody else')
  })
})

const textOf = (markup: string): string =>
  markup.replaceAll(/<[^>]*>/g, ' ').replaceAll(/\s+/g, ' ')

test('the drawer says what it takes as a sentence, what meets it, who is told, and the law with its link', () => {
  const asked = { topic: refund, rank: 4, channel: 'sms', given: 'allow' } as const
  const { markup } = renderDrawer(policy, asked, [{ channel: 'sms', given: 'allow' }])
  const text = textOf(markup)
  expect(text).toContain('asks that whoever writes is at least strong')
  expect(text).toContain('What is enough')
  expect(text).toContain('Who is told: old address')
  expect(markup).toContain('href="https://eur-lex.europa.eu/eli/reg/2016/679/oj"')
  expect(markup.match(/href="#desk=/g)?.length).toBeGreaterThan(0)
})

test('where nothing is given the drawer says so, and what the least would take', () => {
  const asked = { topic: orders, rank: 1, channel: 'sms', given: 'none' } as const
  const text = textOf(renderDrawer(policy, asked, [{ channel: 'sms', given: 'none' }]).markup)
  expect(text).toContain('Not given here. The next step takes')
  expect(text).toContain('Who is claimed here')
})

test('that nothing could be left out is said only where it was tried', () => {
  // The business offers no passkey, so the usual combinations hold none, and the solver is asked.
  const shop = sourceOf({
    policy: 'shop',
    version: 1,
    classes: { orders: { full: { write: 'strong', read: 'anonymous', methods: ['passkey'] } } },
    stepUp: ['verify_sms'],
    routes: [{ id: 'all', queue: 'desk' }],
  }).policy
  const [topic] = topicsOf(shop)
  if (topic === undefined) throw new TypeError('no topic')
  const saysOf = (one: typeof shop, about: typeof topic, rank: 3 | 4, given: string): string =>
    textOf(renderDrawer(one, { topic: about, rank, channel: 'sms', given }, []).markup)
  const claim = 'In each, every part is needed.'
  expect(saysOf(policy, orders, 3, 'full')).toContain(claim)
  expect(saysOf(shop, topic, 4, 'full')).toContain('Try this')
  expect(saysOf(shop, topic, 4, 'full')).not.toContain(claim)
})

test('every law that a pack cites has an address where it is published', () => {
  const sources = packs.flatMap(({ classes, actions }) =>
    [...classes, ...actions].flatMap((rule) => rule.sources),
  )
  expect(sources.length).toBeGreaterThan(20)
  expect(sources.filter((source) => lawAddressOf(source) === null)).toEqual([])
})
