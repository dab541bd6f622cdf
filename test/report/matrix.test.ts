import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { givenOf } from '../../src/analysis/index.js'
import type { CompiledPolicy } from '../../src/decide/index.js'
import { evaluate } from '../../src/evaluate.js'
import { ANSWERS, type Decision, RANKS, RUNGS } from '../../src/model/index.js'
import { decideOn } from '../../src/report/desk/decideDesk.js'
import { printLink, readLink } from '../../src/report/desk/deskState.js'
import { type Combination, combinationsOf, tryOn } from '../../src/report/drawer/combinations.js'
import { type MatrixCell, matrixOf, searchFor } from '../../src/report/matrix.js'
import { renderMatrix } from '../../src/report/renderMatrix.js'
import { ruleCardsOf } from '../../src/report/ruleCards.js'
import { sayName } from '../../src/report/say.js'
import { topicsOf } from '../../src/report/topics.js'
import { compiled } from '../compiled.js'
import { runs, sparsely } from '../runs.js'
import { bankMatrix, kindsMatrix, PLANTED, readExample, render, sourceOf } from './world.js'

const LADDER: readonly string[] = ['none', 'deliver_to_record', ...RUNGS.slice(1)]
const WILLING: readonly string[] = ANSWERS.toReversed()

/** What the page shows in a row on a channel, level by level: what most channels give, or what it names that one for. */
const rowsOf = (page: string, channel: string): ReadonlyMap<string, readonly (string | null)[]> =>
  new Map(
    page.split(/<tr role="row" data-row=/).flatMap((row) => {
      const name = row.match(/<summary><b><bdi>([^<]*)<\/bdi>/)?.[1]
      const cells = row.match(/<td role="gridcell".*?<\/td>/gs) ?? []
      return name === undefined
        ? []
        : [[name, cells.map((cell) => shownOn(cell, channel))] as const]
    }),
  )

function shownOn(cell: string, channel: string): string | null {
  const [most = '', ...others] = cell.split('<span class="but" data-given="')
  const own = others.find((one) => one.includes(`<bdi>${sayName(channel)}</bdi>`))
  const given = own?.split('"')[0] ?? most.match(/class="given ([^"]*)"/)?.[1]
  return given ?? null
}

/** Where every cell is tried: each of a channel's cells takes some hundred engagements. */
const TRIED_CHANNELS = ['sms']

// By way of the link, as somebody does who follows it.
function isShown(policy: CompiledPolicy, cell: MatrixCell, { situation }: Combination): boolean {
  const state = readLink(printLink({ given: givenOf(situation), message: '' }))
  if (state === null) return false
  const { trust, disclosure, actions } = decideOn(policy, state)
  const given = cell.about === 'class' ? disclosure[cell.topic] : actions[cell.topic]
  return trust.rank === cell.rank && given === cell.given
}

describe.each([
  ['an example', sourceOf(readExample('bank')), bankMatrix()],
  ['one of each kind of thing', sourceOf(PLANTED), kindsMatrix()],
])('%s', (_, { policy }, matrix) => {
  const page = renderMatrix(matrix, ruleCardsOf(policy)).markup
  const decided = new Map(
    matrix.cells.map((cell) => {
      const { engagement, at } = cell.situation
      return [cell, evaluate(policy, engagement, at)] as const
    }),
  )
  const decisionOn = (cell: MatrixCell): Decision => {
    const decision = decided.get(cell)
    if (decision === undefined) throw new TypeError('nothing was decided')
    return decision
  }

  test('every cell is what evaluate gives a concrete engagement', () => {
    const told = matrix.cells.map((cell) => {
      const { trust, disclosure, actions } = decisionOn(cell)
      return [trust.write, cell.about === 'class' ? disclosure[cell.topic] : actions[cell.topic]]
    })
    expect(told).toEqual(matrix.cells.map(({ rank, given }) => [rank, given]))
    expect(matrix.cells.length).toBeGreaterThan(500)
  })

  test('the page shows every cell as evaluate gives it', () => {
    const channels = [...new Set(matrix.cells.map(({ channel }) => channel))]
    for (const channel of channels.filter((one) => one !== 'unknown')) {
      const rows = rowsOf(page, channel)
      for (const cell of matrix.cells.filter((one) => one.channel === channel)) {
        const decision = decisionOn(cell)
        const given =
          cell.about === 'class' ? decision.disclosure[cell.topic] : decision.actions[cell.topic]
        const row = rows.get(cell.topic.replaceAll('_', ' '))
        expect(row?.[cell.rank], `${channel} ${cell.topic} ${cell.rank}`).toBe(given)
      }
    }
  })

  test.each(sparsely(topicsOf(policy), 6))(
    'every cell of $name can be tried: its drawer puts on the desk what shows the very level and answer',
    (topic) => {
      for (const channel of TRIED_CHANNELS) {
        const known = tryOn(policy, topic, channel)
        const cells = matrix.cells
          .filter((cell) => cell.about === topic.about && cell.topic === topic.name)
          .filter((cell) => cell.channel === channel)
        const wrong = cells.filter((cell) => {
          const found = combinationsOf(policy, { ...cell, topic }, known)
          return found.length === 0 || !found.slice(0, 3).every((one) => isShown(policy, cell, one))
        })
        // Each combination that is tried asks for the row: what nobody asks for is no answer.
        const about = topic.about === 'class' ? 'classes' : 'actions'
        const asked = known.map(({ situation }) => situation.engagement.intent?.[about])
        expect(asked).toEqual(known.map(() => [topic.name]))
        expect(known.length).toBeGreaterThan(10)
        expect(cells.length).toBeGreaterThan(0)
        expect(wrong.map(({ rank }) => rank)).toEqual([])
      }
    },
  )

  test('no engagement of the matrix opens more of anything than its cell says', () => {
    const most = new Map(
      matrix.cells.map(({ about, topic, channel, rank, given }) => [
        `${about} ${topic} ${channel} ${rank}`,
        given,
      ]),
    )
    const more = matrix.cells.flatMap((cell) => {
      const { trust, disclosure, actions } = decisionOn(cell)
      const isMore =
        (about: string, order: readonly string[]) =>
        ([topic, given]: [string, string]): boolean =>
          order.indexOf(given) >
          order.indexOf(most.get(`${about} ${topic} ${cell.channel} ${trust.write}`) ?? '')
      const allowed = Object.entries(actions).filter(([, given]) => given === 'allow')
      return [
        ...Object.entries(disclosure).filter(isMore('class', LADDER)),
        ...allowed.filter(isMore('action', WILLING)),
      ].map(([topic, given]) => `${topic} ${given} on ${cell.channel} at ${trust.write}`)
    })
    expect(more).toEqual([])
  })

  test('on every channel that is known there is somebody at every level, and each row says what they are given', () => {
    const channels = new Set(matrix.cells.map(({ channel }) => channel))
    const known = [...channels].filter((channel) => channel !== 'unknown')
    expect(known.length).toBeGreaterThan(10)
    for (const { about, name: topic } of topicsOf(policy)) {
      const own = matrix.cells.filter((cell) => cell.about === about && cell.topic === topic)
      const places = new Set(own.map(({ channel, rank }) => `${channel} ${rank}`))
      const missing = known.flatMap((channel) => RANKS.map((rank) => `${channel} ${rank}`))
      expect(
        missing.filter((place) => !places.has(place)),
        topic,
      ).toEqual([])
    }
  })

  test('more trust never shows less on one channel', () => {
    for (const low of matrix.cells) {
      const order = low.about === 'class' ? LADDER : WILLING
      const higher = matrix.cells.filter(
        ({ about, topic, channel, rank }) =>
          about === low.about && topic === low.topic && channel === low.channel && rank > low.rank,
      )
      for (const { given, rank } of higher) {
        expect(
          order.indexOf(given),
          `${low.topic} on ${low.channel}: ${low.rank} to ${rank}`,
        ).toBeGreaterThanOrEqual(order.indexOf(low.given))
      }
    }
  })
})

test('an action that takes an amount or a fact shows the step-up that is offered where both are as asked', () => {
  const { policy } = sourceOf(`
policy: amounts
version: 1
facts: { age_band: [child, adult], amount: { upTo: [50], currency: EUR } }
issuers: [{ issuer: 'https://login.example.com', amr: { pwd: verified } }]
classes: { contact: { full: recognized } }
actions:
  pay: { write: strong, maxAge: 5m, purpose: true, when: { context: { amount: { upTo: 50 }, age_band: [adult] } } }
stepUp: [login, verify_sms]
routes: [{ id: general, queue: front }]
`)
  const { cells, unsure } = matrixOf(policy)
  const rows = cells.filter(({ topic, rank }) => topic === 'pay' && rank > 0)
  const refused = rows.filter(({ given }) => given === 'deny')
  expect(refused.map(({ channel, rank }) => `${channel} ${rank}`)).toEqual([])
  expect(rows.filter(({ given }) => given === 'step_up').length).toBeGreaterThan(10)
  expect(unsure).toEqual([])
  for (const { situation, given } of rows)
    expect(evaluate(policy, situation.engagement, situation.at).actions['pay']).toBe(given)
})

test('everybody who has something against them is asked about a further proof, so that nothing is given up', () => {
  const { policy } = sourceOf(readExample('retailer'))
  const topic = topicsOf(policy).find(({ name }) => name === 'refund_elsewhere')
  if (topic === undefined) throw new TypeError('no such row')
  for (const rank of [0, 1] as const)
    expect(searchFor(policy, topic, { rank, channel: 'web_chat', given: 'step_up' })).toEqual({
      situation: null,
      isGivenUp: false,
    })
})

test('what a pack tightened is marked, and nothing is where no pack is', () => {
  const document = {
    policy: 'notes',
    version: 1,
    classes: { health: { kind: ['phi', 'financial'], fields: ['notes.*'], full: 'recognized' } },
    routes: [{ id: 'all', queue: 'desk' }],
  } as const
  const tightened = render(sourceOf({ ...document, packs: ['hipaa'] }))
  expect(tightened).toContain('tightened by a pack')
  // A kind is explained where its word says little, and said once where it says it all.
  const [, kinds = ''] = tightened.match(/<dt>Kind<\/dt><dd>(.*?)<\/dd>/s) ?? []
  expect(kinds.replaceAll(/<[^>]*>/g, '')).toBe('financial, health information phi')
  expect(render(sourceOf(document))).not.toContain('tightened by a pack')
})

test('a matrix looks at no more states than the bound, and says of every topic left that it is untold', () => {
  const classes = Array.from(
    { length: 3 },
    (_, at) =>
      [
        `c${at}`,
        { full: { write: 'verified', read: 'verified', maxAge: `${at + 1}m` } } as const,
      ] as const,
  )
  const { policy } = sourceOf({
    policy: 'wide',
    version: 1,
    classes: Object.fromEntries(classes),
    routes: [{ id: 'r', queue: 'q' }],
  })
  const whole = matrixOf(policy)
  const each = whole.states / classes.length
  expect(whole.untold).toEqual([])
  // Room for none, and for one and a part of another.
  for (const most of [0, each + 1]) {
    const part = matrixOf(policy, [], policy, most)
    expect(part.states).toBeLessThanOrEqual(most + each)
    const told = new Set(part.cells.map(({ topic }) => topic))
    expect([...told, ...part.untold].sort()).toEqual(classes.map(([name]) => name).sort())
    // What is told is told as it is without a bound.
    const same = whole.cells.filter(({ topic }) => told.has(topic))
    expect(part.cells.map(({ given }) => given)).toEqual(same.map(({ given }) => given))
  }
})

test('a person who exists is found, or the search for them is said to be given up, however few are tried', () => {
  const { policy } = sourceOf({
    policy: 'few',
    version: 1,
    classes: { orders: { full: { write: 'verified', read: 'verified', categories: 1 } } },
    actions: { refund: { write: 'verified', methods: ['sms'] } },
    stepUp: ['verify_sms'],
    routes: [{ id: 'all', queue: 'desk' }],
  })
  const there = matrixOf(policy).cells.filter(({ given }) => given !== 'none')
  const topicOf = (cell: MatrixCell) => {
    const topic = topicsOf(policy).find(({ name }) => name === cell.topic)
    if (topic === undefined) throw new TypeError('no such row')
    return topic
  }
  fc.assert(
    fc.property(fc.constantFrom(...there), fc.nat(3), (cell, most) => {
      const { situation, isGivenUp } = searchFor(policy, topicOf(cell), cell, most)
      expect(situation !== null || isGivenUp, `${cell.topic} ${cell.given} ${most}`).toBe(true)
      if (most === 0) expect(isGivenUp).toBe(true)
    }),
    runs(8),
  )
})

test('what is given on one channel is looked for on every other', () => {
  const policy = compiled(`
policy: small
version: 1
facts: { frozen: boolean }
classes: { balance: { full: { write: verified, unless: { context: { frozen: true } } } } }
actions: { pay: recognized }
stepUp: [login]
routes: [{ id: all, queue: q }]
`)
  const { cells } = matrixOf(policy)
  const levels = (topic: string, given: string): readonly number[] =>
    RANKS.filter((rank) => {
      const known = cells.filter((cell) => cell.topic === topic && cell.rank === rank)
      return known.some((cell) => cell.channel !== 'unknown' && cell.given === given)
    })
  expect(['full', 'none'].map((given) => levels('balance', given))).toEqual([
    [3, 4],
    [0, 1, 2],
  ])
  // The channels on which somebody of no level is offered the login.
  const offered = cells.filter(({ topic, given }) => topic === 'pay' && given === 'step_up')
  const strangers = offered.filter(({ rank }) => rank === 0).map(({ channel }) => channel)
  expect(strangers.toSorted()).toEqual([
    'email',
    'group_mms',
    'in_app',
    'mms',
    'rcs',
    'sms',
    'web_chat',
    'web_chat_authenticated',
    'whatsapp',
  ])
})
