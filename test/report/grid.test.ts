import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { ceilingsOf } from '../../src/report/grid/rowHead.js'
import { gridOf, NOT_REACHED } from '../../src/report/grid/rows.js'
import { type MatrixCell, matrixOf } from '../../src/report/matrix.js'
import { gapsOf } from '../../src/report/matrixGaps.js'
import { renderMatrix } from '../../src/report/renderMatrix.js'
import { ruleCardsOf } from '../../src/report/ruleCards.js'
import { topicsOf } from '../../src/report/topics.js'
import { render, sourceOf } from './world.js'

const SHOP = {
  policy: 'shop',
  version: 1,
  classes: {
    card_details: {
      kind: 'pan',
      fields: ['cards.*.number'],
      masked: { write: 'recognized', read: 'recognized' },
      full: { write: 'verified', read: 'verified' },
      channels: { sms: { at_most: 'masked' } },
    },
  },
  actions: { close_account: { write: 'verified', channels: ['whatsapp', 'in_app'] } },
  stepUp: ['login', 'verify_sms'],
  routes: [{ id: 'all', queue: 'desk' }],
} as const

const source = sourceOf(SHOP)
const { policy } = source
// Within the least bound there is room for the first row.
const matrix = matrixOf(policy, [], policy, 0)
const page = render(source, { matrix })
const topics = topicsOf(policy)
const CHANNELS = ['sms', 'whatsapp', 'in_app', 'email', 'web_chat']

// Any cells there could be: on each channel a level is reached or not, and gives whatever it gives.
const someCells: fc.Arbitrary<readonly MatrixCell[]> = fc
  .array(fc.constantFrom(null, 'none', 'masked', 'full'), {
    minLength: CHANNELS.length * 5,
    maxLength: CHANNELS.length * 5,
  })
  .map((answers) =>
    answers.flatMap((given, at): readonly MatrixCell[] => {
      const channel = CHANNELS[at % CHANNELS.length] ?? ''
      const rank = ([0, 1, 2, 3, 4] as const)[Math.floor(at / CHANNELS.length)] ?? 0
      const situation = {
        engagement: { conversation: 'CH01', contact: { channel, address: '' } },
        at: 0,
      }
      return given === null
        ? []
        : [
            {
              topic: 'card_details',
              about: 'class',
              channel,
              rank,
              given,
              situation,
              tightened: false,
            },
          ]
    }),
  )

test('the one table says of every channel and level what the cells say, and of none anything else', () => {
  fc.assert(
    fc.property(someCells, (cells) => {
      const grid = gridOf({ topics: topics.slice(0, 1), cells, states: 1, untold: [], unsure: [] })
      const read = grid.rows.flatMap((row) =>
        (row.cells ?? []).flatMap((cell) => [
          ...cell.channels.map((channel) => [cell.rank, channel, cell.given] as const),
          ...cell.exceptions.flatMap(({ given, channels }) =>
            channels.map((channel) => [cell.rank, channel, given] as const),
          ),
        ]),
      )
      const told = read.filter(([, , given]) => given !== NOT_REACHED)
      const expected = cells.map(({ rank, channel, given }) => [rank, channel, given])
      expect(told.map(String).toSorted()).toEqual(expected.map(String).toSorted())
    }),
  )
})

test('a level that a channel reaches for another row alone is told of as not reached', () => {
  const situation = {
    engagement: { conversation: 'CH01', contact: { channel: 'sms', address: '' } },
    at: 0,
  }
  const rest = { rank: 3, situation, tightened: false } as const
  const cells: readonly MatrixCell[] = [
    { topic: 'card_details', about: 'class', channel: 'sms', given: 'full', ...rest },
    { topic: 'close_account', about: 'action', channel: 'email', given: 'allow', ...rest },
  ]
  const { rows } = gridOf({ topics, cells, states: 1, untold: [], unsure: [] })
  expect(rows.map((row) => row.cells?.[3])).toMatchObject([
    { given: 'full', exceptions: [{ given: NOT_REACHED, channels: ['email'] }] },
    { given: NOT_REACHED, exceptions: [{ given: 'allow', channels: ['email'] }] },
  ])
})

test('a cell splits only where channels differ, and fewer are named than are not', () => {
  fc.assert(
    fc.property(someCells, (cells) => {
      for (const row of gridOf({
        topics: topics.slice(0, 1),
        cells,
        states: 1,
        untold: [],
        unsure: [],
      }).rows) {
        for (const { rank, channels, exceptions } of row.cells ?? []) {
          const given = new Set(
            cells.filter((cell) => cell.rank === rank).map((cell) => cell.given),
          )
          expect(exceptions.length === 0).toBe(given.size <= 1)
          for (const one of exceptions) {
            expect(one.channels.length).toBeLessThanOrEqual(channels.length)
          }
        }
      }
    }),
  )
})

test('a gap is named wherever one channel is given less than another at its level, and nowhere else', () => {
  fc.assert(
    fc.property(someCells, (cells) => {
      const order = ['none', 'masked', 'full']
      const gaps = new Set(gapsOf(cells, order).map(({ rank, channel }) => `${rank} ${channel}`))
      for (const { rank, channel, given } of cells) {
        const isLess = cells.some(
          (other) => other.rank === rank && order.indexOf(other.given) > order.indexOf(given),
        )
        expect(gaps.has(`${rank} ${channel}`)).toBe(isLess)
      }
    }),
  )
})

describe('channels that a policy holds lower', () => {
  test('are told of a ceiling, and of a rule given on named channels alone', () => {
    const [card, close] = topics
    if (card === undefined || close === undefined) throw new TypeError('no topics')
    expect(ceilingsOf(card, CHANNELS)).toEqual([{ most: 'masked', on: ['sms'] }])
    expect(ceilingsOf(close, CHANNELS)).toEqual([{ most: null, on: ['sms', 'email', 'web_chat'] }])
    expect(page).toContain('<bdi>SMS</bdi>: at most masked')
    expect(page).toContain('only on <bdi>WhatsApp</bdi>, <bdi>app</bdi>')
  })

  test('are the exception that a cell names', () => {
    const full = page.match(/class="given full".*?<\/td>/gs) ?? []
    expect(full.length).toBe(2)
    for (const cell of full) expect(cell).toContain('<bdi>SMS</bdi>: <b>masked</b>')
  })

  test('and nothing else differs: what one channel was found to give, the others give', () => {
    const { cells } = matrix
    const at = (rank: number): readonly string[] => [
      ...new Set(
        cells
          .filter(({ topic, channel }) => topic === 'card_details' && channel !== 'unknown')
          .filter((cell) => cell.rank === rank && cell.channel !== 'sms')
          .map(({ given }) => given),
      ),
    ]
    expect([0, 1, 2, 3, 4].map(at)).toEqual([['none'], ['none'], ['masked'], ['full'], ['full']])
  })
})

test('the head of a row gives its plain name, its code, its kind and its fields', () => {
  const head = page.match(/<th scope="row".*?<\/th>/s)?.[0] ?? ''
  const text = head.replaceAll(/<[^>]*>/g, ' ').replaceAll(/\s+/g, ' ')
  for (const said of ['card details', 'card_ details', 'card number pan', 'cards.*.number']) {
    expect(text).toContain(said)
  }
})

test('a policy of 25 classes and 15 actions is a table that a browser opens at once, whatever its channels do', () => {
  const names = (word: string, count: number): readonly string[] =>
    Array.from({ length: count }, (_, at) => `${word}_${at}`)
  const large = sourceOf({
    policy: 'large',
    version: 1,
    classes: Object.fromEntries(
      names('class', 25).map((name) => [
        name,
        { fields: [`${name}.*`], masked: 'recognized', full: 'verified' } as const,
      ]),
    ),
    actions: Object.fromEntries(
      names('action', 15).map((name) => [name, { write: 'verified' } as const]),
    ),
    routes: [
      ...names('class', 19).map(
        (intent) => ({ id: intent, when: { intent }, queue: intent }) as const,
      ),
      { id: 'all', queue: 'desk' },
    ],
  }).policy
  const channels = names('channel', 16)
  // The worst there can be: on every channel something else than on the one before.
  const cells = topicsOf(large).flatMap(({ about, name }) =>
    channels.flatMap((channel, place) =>
      ([0, 1, 2, 3, 4] as const).map(
        (rank): MatrixCell => ({
          ...{ topic: name, about, channel, rank, tightened: true },
          given: ['none', 'masked', 'full'][place % 3] ?? '',
          situation: { engagement: { conversation: '', contact: { channel, address: '' } }, at: 0 },
        }),
      ),
    ),
  )
  const matrix = { topics: topicsOf(large), cells, states: 1, untold: [], unsure: [] }
  const { markup } = renderMatrix(matrix, ruleCardsOf(large))
  // Chromium lays out ten thousand elements of a table in well under a second.
  expect(markup.match(/<[a-z]/g)?.length).toBeLessThan(10_000)
  expect(markup.length).toBeLessThan(350_000)
  expect(markup.match(/<tr role="row" data-row=/g)).toHaveLength(40)
})
