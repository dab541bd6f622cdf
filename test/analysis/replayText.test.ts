import fc from 'fast-check'
import { expect, test } from 'vitest'
import { cutAtAges, placesIn } from '../../src/analysis/agedText.js'
import { engagementOf } from '../../src/analysis/engagementOf.js'
import { boundsOf, makeReplay } from '../../src/analysis/replay.js'
import { replayLines } from '../../src/analysis/replayText.js'
import { evaluateAndRecord } from '../../src/evaluate.js'
import { fail, ok, type Result } from '../../src/model/index.js'
import { compilePolicy } from '../../src/policy/index.js'
import { runs } from '../runs.js'
import { examples } from './policies.js'

const [bank] = examples
if (bank === undefined) throw new Error('no bank')
const { parsed } = bank
// A route that looks at a fact which is called as an age is: both name it, so that records hold it.
const document = bank.text.replace(
  /^routes:$/m,
  'routes:\n  - { id: young, when: { context: { age: [1, 3, 5, 7] } }, queue: young }',
)
const live = compilePolicy(document)
const candidate = compilePolicy(
  document.replaceAll('maxAge: 15m', 'maxAge: 2m').replace('queue: young', 'queue: younger'),
)
if (!live.ok || !candidate.ok) throw new Error('does not compile')
const policy = live.value
const next = candidate.value
const bounds = boundsOf(policy, next)

const parse = (text: string): Result<unknown> => {
  try {
    const value: unknown = JSON.parse(text)
    return ok(value)
  } catch {
    return fail('invalid_json')
  }
}

const records = parsed.tests.map(({ statement }) => {
  const { engagement, at } = engagementOf(statement.given)
  return JSON.stringify(evaluateAndRecord(policy, engagement, at).record)
})

const anyAge = fc.oneof(
  fc.integer({ min: 0, max: 9 }),
  fc.integer({ min: 0, max: 2_000 }),
  fc.constantFrom(...bounds.flatMap((bound) => [bound / 1_000 - 1, bound / 1_000])),
)

/** What may be done to a line that a careless reader would not notice. */
const edits: readonly ((line: string, age: number) => string)[] = [
  (line) => line,
  (line, age) => line.replaceAll(/"age":\d+/g, `"age":${age}`),
  (line, age) => line.replace('"context":{', `"context":{"age":${age}`).replace('}"', '},"'),
  (line, age) => line.replace('"context":{}', `"context":{"age":${age % 9}}`),
  (line, age) => line.replace('"context":{}', `"context":{"x\\"age":${age}}`),
  (line, age) => line.replace('"caps":{', `"caps":{"age":${age % 5},`),
  (line, age) => line.replace(/"age":\d+/, `"age":0${age}`),
  (line, age) => line.replace(/"age":\d+/, `"age":${age}.5`),
  (line, age) => line.replace(/"age":\d+/, `"age":${age}e2`),
  (line, age) => line.replace(/"age":\d+/, `"age":-${age}`),
  (line, age) => line.replace(/"age":\d+/, `"age":${age} `),
  (line, age) => line.replace(/"age":\d+/, `"age":${age},"age":${age * 7}`),
  (line, age) => line.replace(/"age":/, `"\\u0061ge":${age},"was":`),
  (line) => line.replace(/"age":\d+/, '"age":9999999999999'),
  (line) => line.replace(/"age":\d+/, '"age":'),
  (line) => line.slice(0, -1),
  (line) => ` ${line} `,
]

type TextEdit = (typeof edits)[number]

/** Lines that were made of one record in a few ways, and differ in ages otherwise. */
const anyLines = fc
  .tuple(
    fc.constantFrom(...records.slice(0, 20)),
    fc.array(fc.array(fc.constantFrom(...edits), { minLength: 1, maxLength: 2 }), {
      minLength: 1,
      maxLength: 2,
    }),
    fc.array(fc.tuple(fc.nat(1), anyAge), { minLength: 2, maxLength: 30 }),
  )
  .map(([line, ways, made]) =>
    made.map(([way, age]) =>
      (ways[way % ways.length] ?? []).reduce(
        (text: string, edit: TextEdit) => edit(text, age),
        line,
      ),
    ),
  )

test('reading as text answers what parsing every line answers, whatever came before', () => {
  fc.assert(
    fc.property(anyLines, (lines) => {
      const quick = replayLines(makeReplay(policy, next, 0), bounds, parse)
      const slow = makeReplay(policy, next, 0)
      const told = lines.map((line) => {
        const value = parse(line)
        return value.ok ? slow(value.value) : value
      })
      expect(lines.map((line) => quick(line))).toEqual(told)
    }),
    runs(200),
  )
})

/** How many of these lines were parsed; what is answered is the same for all, as to decide takes longest. */
const countParsed = (lines: readonly string[]): number => {
  let count = 0
  const answer = makeReplay(policy, next, 0)(JSON.parse(records[0] ?? ''))
  const replay = replayLines(
    () => answer,
    bounds,
    (text) => {
      count += 1
      return parse(text)
    },
  )
  for (const line of lines) replay(line)
  return count
}

test('a line is parsed once for each set of bounds that its ages have passed', () => {
  const line = records.find((record) => record.match(/"age":/g)?.length === 1) ?? ''
  const aged = Array.from({ length: 2_000 }, (_, age) => line.replace(/"age":\d+/, `"age":${age}`))
  const passed = bounds.filter((bound) => bound > 0 && bound < 2_000_000).length
  expect(countParsed(aged)).toBe(passed + 1)
})

test('lines that each hold something of their own are not remembered for ever', () => {
  const [line = ''] = records
  const lines = Array.from({ length: 20_000 }, (_, at) => `{"id":${at},${line.slice(1)}`)
  expect(countParsed([...lines, ...lines.slice(0, 10)])).toBe(20_010)
})

test('the pieces and the ages of a line are the line', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.string(), fc.nat())), fc.string(), (parts, rest) => {
      const line = `${parts.map(([text, age]) => `${text}"age":${age},`).join('')}${rest}`
      const pieces = cutAtAges(line)
      expect(placesIn(line, pieces, [])).toBe('0 '.repeat(pieces.length - 1))
      expect(placesIn(`${line}x`, pieces, [])).toBeNull()
    }),
  )
})
