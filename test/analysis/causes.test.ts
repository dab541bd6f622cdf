import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  type Cause,
  causesOf,
  diff,
  type Region,
  type WrittenPolicy,
} from '../../src/analysis/index.js'
import type { CompiledPolicy } from '../../src/decide/index.js'
import { evaluate } from '../../src/evaluate.js'
import { buildPolicy, parseDocument } from '../../src/policy/index.js'
import { runs } from '../runs.js'

const SHOP = `policy: shop
version: 1
packs: [ccpa, pci]
classes:
  contact:
    fields: [name, email]
    confirm: recognized
    full:
      write: verified
      read: verified
      maxAge: 24h
  orders:
    fields: [orders.*]
    masked: { write: verified, read: verified }
    full: { write: strong, read: verified, maxAge: 1h }
  card:
    kind: pan
    fields: [cards.*.number]
actions:
  refund: { write: strong, maxAge: 15m, notify: old_address }
  cancel: { write: verified, maxAge: 15m }
stepUp: [login, verify_sms]
risk:
  non_fixed_voip: claimed
routes:
  - id: fraud
    when: { risk: [sim_swap, conflict] }
    queue: fraud-desk
    priority: 10
  - id: returning
    when: { trust: verified }
    queue: care
    priority: 5
  - id: general
    queue: front-desk
`

/** Changes of the text that compile whichever others are made, each by itself; the line that each one stands on. */
const EDITS: readonly (readonly [from: string, to: string])[] = [
  ['    confirm: recognized', '    confirm: verified'],
  ['      maxAge: 24h', '      maxAge: 12h'],
  ['masked: { write: verified, read: verified }', 'masked: recognized'],
  [
    'full: { write: strong, read: verified, maxAge: 1h }',
    'full: { write: verified, read: verified, maxAge: 1h }',
  ],
  ['fields: [orders.*]', 'fields: [orders.*, loyalty.*]'],
  [
    'refund: { write: strong, maxAge: 15m, notify: old_address }',
    'refund: { write: verified, maxAge: 15m }',
  ],
  ['cancel: { write: verified, maxAge: 15m }', 'cancel: { write: verified, maxAge: 1h }'],
  ['    queue: care\n', '    queue: help\n'],
  ['    priority: 10', '    priority: 12'],
  ['when: { risk: [sim_swap, conflict] }', 'when: { risk: [sim_swap] }'],
  ['packs: [ccpa, pci]', 'packs: [pci]'],
]

const read = (text: string): WrittenPolicy & { readonly policy: CompiledPolicy } => {
  const parsed = parseDocument(text)
  if (!parsed.ok) throw new TypeError(JSON.stringify(parsed))
  const { document, parts, locate } = parsed.value
  return { document, locate, policy: buildPolicy(document, parts) }
}

const readings = new Map<string, ReturnType<typeof read>>()
/** Reads a text and compiles it, once. */
const written = (text: string): ReturnType<typeof read> => {
  const reading = readings.get(text) ?? read(text)
  readings.set(text, reading)
  return reading
}

const edited = (places: readonly number[], text = SHOP): string =>
  places.reduce((so, at) => {
    const [from, to] = EDITS[at] ?? ['', '']
    return so.replace(from, to)
  }, text)

const lineOf = (text: string, part: string): number =>
  text.slice(0, text.indexOf(part)).split('\n').length + (part.startsWith('\n') ? 1 : 0)

function compared(oldText: string, newText: string) {
  const [old, next] = [written(oldText), written(newText)]
  const found = diff(old.policy, next.policy)
  if (!found.ok) throw new TypeError('not compared')
  return { ...found.value, ...causesOf(old, next, found.value) }
}

const answerOf = (policy: CompiledPolicy, { about, name, example }: Region): string => {
  const { disclosure, actions, route } = evaluate(policy, example.engagement, example.at)
  if (about === 'route') return JSON.stringify(route)
  return (about === 'class' ? disclosure[name] : actions[name]) ?? 'none'
}

/** Finds which of the edits a cause names, by their lines in the new text. */
const editsIn = (cause: Cause, places: readonly number[]): readonly number[] =>
  places.filter((at) => cause.lines.some(({ line }) => line === lineOf(SHOP, EDITS[at]?.[0] ?? '')))

test('the lines named as a cause make the difference by themselves, and none of them can be left out', () => {
  const some = fc.subarray(
    EDITS.map((_, at) => at),
    { minLength: 3, maxLength: 5 },
  )
  fc.assert(
    fc.property(some, (places) => {
      const { causes, regions, changes } = compared(SHOP, edited(places))
      const before = written(SHOP).policy
      for (const cause of causes) {
        const own = editsIn(cause, places)
        expect(own).toHaveLength(cause.lines.length)
        for (const region of cause.regions) {
          const all = written(edited(own)).policy
          expect(answerOf(all, region)).not.toBe(answerOf(before, region))
          if (own.length < 2) continue
          for (const left of own) {
            const fewer = written(edited(own.filter((at) => at !== left))).policy
            expect(answerOf(fewer, region)).not.toBe(answerOf(all, region))
          }
        }
      }
      const told = new Set(causes.flatMap((cause) => cause.regions.map(keyOf)))
      expect(regions.filter((region) => !told.has(keyOf(region)))).toEqual([])
      const toldChanges = new Set(
        causes.flatMap((one) => one.changes.map((c) => JSON.stringify(c))),
      )
      expect(changes.filter((one) => !toldChanges.has(JSON.stringify(one)))).toEqual([])
    }),
    runs(4),
  )
})

const keyOf = ({ about, name, before, after }: Region): string =>
  JSON.stringify([about, name, before, after])

test('a line is named by its place in both texts, with what stood there and what stands there now', () => {
  const next = `# A comment more.\n${SHOP}`.replace('      maxAge: 24h', '      maxAge: 12h')
  const { causes } = compared(SHOP, next)
  expect(causes.map(({ lines }) => lines)).toEqual([
    [
      {
        line: 12,
        oldLine: 11,
        keys: [{ path: 'classes.contact.full.maxAge', before: '24h', after: '12h' }],
      },
    ],
  ])
})

test('what only several lines do is told of all of them together', () => {
  const strict = SHOP.replace('packs: [ccpa, pci]', 'packs: [ffiec]').replace(
    'orders:\n',
    'orders:\n    kind: financial\n',
  )
  const next = strict
    .replace('packs: [ffiec]', 'packs: []')
    .replace('masked: { write: verified, read: verified }', 'masked: recognized')
    // It bears on the same class, and is not needed.
    .replace(
      'full: { write: strong, read: verified, maxAge: 1h }',
      'full: { write: strong, read: verified, maxAge: 2h }',
    )
  const { causes } = compared(strict, next)
  const looser = causes.filter(({ regions }) => regions.some(({ name }) => name === 'orders'))
  expect(looser.map(({ lines }) => lines.map(({ keys }) => keys[0]?.path))).toContainEqual([
    'packs.ffiec',
    'classes.orders.masked',
  ])
})

test('a line that a pack makes up for, or that says the same in another word, is told as one from which nothing follows', () => {
  const pathsOf = (oldText: string, newText: string) => {
    const { causes, idle } = compared(oldText, newText)
    expect(causes).toEqual([])
    return idle.map(({ keys }) => keys[0]?.path)
  }
  const paying = SHOP.replace('packs: [ccpa, pci]', 'packs: [psd2]').replace(
    'cancel: { write: verified, maxAge: 15m }',
    'pay: { write: strong, maxAge: 5m, linked: true }',
  )
  expect(pathsOf(paying, paying.replace('maxAge: 5m, linked: true', 'maxAge: 5m'))).toEqual([
    'actions.pay.linked',
  ])
  expect(pathsOf(SHOP, SHOP.replace('non_fixed_voip: claimed', 'non_fixed_voip: 1'))).toEqual([
    'risk.non_fixed_voip',
  ])
})

test('routes are told apart by name, and their order is a change of its own', () => {
  const moved = SHOP.replace(
    /( {2}- id: fraud[\s\S]*?)( {2}- id: returning[\s\S]*?)( {2}- id: general)/,
    '$2$1$3',
  )
  const { causes } = compared(SHOP, moved)
  expect(
    causes.flatMap(({ lines }) => lines.flatMap(({ keys }) => keys.map(({ path }) => path))),
  ).toEqual(['routes.order'])
  const more = SHOP.replace(
    '  - id: returning',
    '  - { id: mail, when: { channel: email }, queue: mail }\n  - id: returning',
  )
  const added = compared(SHOP, more).causes.flatMap(({ lines }) => lines)
  expect(added).toEqual([
    {
      line: lineOf(more, '  - { id: mail'),
      keys: [
        {
          path: 'routes.mail',
          before: null,
          after: '{ id: mail, when: { channel: email }, queue: mail }',
        },
      ],
    },
  ])
})
