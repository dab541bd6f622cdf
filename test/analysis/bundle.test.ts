import { createContext, runInContext } from 'node:vm'
import { build } from 'esbuild'
import { beforeAll, describe, expect, test } from 'vitest'
import { engagementOf } from '../../src/analysis/engagementOf.js'
import { makeReplay } from '../../src/analysis/replay.js'
import { evaluate, evaluateAndRecord } from '../../src/evaluate.js'
import { examples } from './policies.js'

// The bundle as a warehouse would load it: one script, one global, nothing of Node or of a browser.
let script = ''
const context = createContext(Object.create(null))
beforeAll(async () => {
  const { outputFiles } = await build({
    entryPoints: [new URL('../../src/analysis/decideText.ts', import.meta.url).pathname],
    bundle: true,
    minify: true,
    format: 'iife',
    globalName: 'countersign',
    target: 'es2020',
    write: false,
  })
  script = outputFiles[0]?.text ?? ''
  runInContext(script, context)
})

const bare = (expression: string): unknown => JSON.parse(String(runInContext(expression, context)))

const quote = (value: unknown): string => JSON.stringify(JSON.stringify(value))

describe.each(examples)('$name in a bare JavaScript context', ({ policy, parsed }) => {
  test('decides as it does here', () => {
    for (const { statement } of parsed.tests.slice(0, 12)) {
      const { engagement, at } = engagementOf(statement.given)
      const time = new Date(at).toISOString()
      expect(
        bare(`countersign.decideText(${quote(policy)}, ${quote(engagement)}, '${time}')`),
        statement.name,
      ).toEqual(JSON.parse(JSON.stringify(evaluate(policy, engagement, at))))
    }
  })

  test('replays as it does here', () => {
    const replay = makeReplay(policy, policy, 0)
    for (const { statement } of parsed.tests.slice(0, 5)) {
      const { engagement, at } = engagementOf(statement.given)
      const { record } = evaluateAndRecord(policy, engagement, at)
      const here = replay(JSON.parse(JSON.stringify(record)))
      const there = bare(
        `countersign.replayText(${quote(policy)}, ${quote(policy)}, ${quote(record)})`,
      )
      expect(here.ok && here.value).toEqual(there)
    }
  })
})

test.each(['decideText', 'replayText'])('%s answers whatever it is given', (name) => {
  for (const text of ['', '{', '[]', 'null', '{"record":"countersign/1"}', 'zanzibar7731']) {
    const answer = bare(
      `countersign.${name}(${[text, text, text].map((one) => JSON.stringify(one)).join()})`,
    )
    expect(answer).toHaveProperty('error')
    expect(JSON.stringify(answer)).not.toContain('zanzibar7731')
  }
})

test('is small enough for a warehouse: below the 1 MB that BigQuery allows a library', () => {
  expect(script.length).toBeLessThan(1_000_000)
})
