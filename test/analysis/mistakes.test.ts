import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { call } from '../cli/world.js'
import { MARK, MISTAKEN, type MistakenPolicy } from './mistakes.js'

const folder = mkdtempSync(join(tmpdir(), 'countersign-mistakes-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const sourceOf = (policy: string): string =>
  readFileSync(resolve(import.meta.dirname, `../../examples/policies/${policy}.yaml`), 'utf8')

interface ToldMistake {
  readonly code: string
  readonly place: string
  readonly message: string
}

/** What is told of a text: code, place and message of each thing. */
async function lint(text: string) {
  const file = join(folder, 'planted.yaml')
  writeFileSync(file, text)
  const { exit, stdout } = await call(['lint', '--format', 'sarif', file])
  const [{ results }] = JSON.parse(stdout).runs
  const told: readonly ToldMistake[] = results.map(
    (one: {
      ruleId: string
      message: { text: string }
      locations: { physicalLocation: { region: { startLine: number; startColumn: number } } }[]
    }) => {
      const region = one.locations[0]?.physicalLocation.region
      return {
        code: one.ruleId,
        place: `${region?.startLine}:${region?.startColumn}`,
        message: one.message.text,
      }
    },
  )
  return { exit, told }
}

/** Plants mistakes, and says where each has to be pointed at. */
function plant({ policy, mistakes }: MistakenPolicy) {
  const sign = (at: number): string => MARK + at + MARK
  const marked = mistakes.reduce((text, { title, from, to }, at) => {
    if (!text.includes(from)) throw new TypeError(`${title}: not in ${policy}, or replaced before`)
    return text.replace(from, () => to.replace(MARK, sign(at)))
  }, sourceOf(policy))
  const withoutMarks = (text: string): string => text.replaceAll(/¦\d+¦/g, '')
  const places = mistakes.map(({ title, at }, index) => {
    const offset = marked.indexOf(at ?? sign(index))
    if (offset < 0) throw new TypeError(`${title}: the place is not marked`)
    const before = withoutMarks(marked.slice(0, offset))
    return `${before.split('\n').length}:${before.length - before.lastIndexOf('\n')}`
  })
  return { text: withoutMarks(marked), places }
}

test.each(['bank', 'clinic', 'retailer'])(
  'of %s as it is shipped, nothing is told',
  async (name) => {
    expect(await lint(sourceOf(name))).toEqual({ exit: 0, told: [] })
  },
)

test('there are more kinds of mistake than anybody makes in a day', () => {
  const planted = MISTAKEN.flatMap(({ mistakes }) => mistakes.map(({ title }) => title))
  expect(new Set(planted).size).toBe(planted.length)
  expect(planted.length).toBeGreaterThan(100)
})

describe.each(MISTAKEN)('a mistake is told at its place, with what to do: $policy', (mistaken) => {
  const { text, places } = plant(mistaken)
  const rows = mistaken.mistakes.map((mistake, at) => ({ ...mistake, place: places[at] }))
  let told: readonly ToldMistake[] = []
  beforeAll(async () => {
    told = (await lint(text)).told
  })

  test.each(rows)('$title', ({ code, place, says = '' }) => {
    const found = told.find((one) => one.code === code && one.place === place)
    expect(found, JSON.stringify(told, null, 2)).toBeDefined()
    expect(found?.message ?? '').toContain(says)
  })

  // Of all the mistakes together: it is never a list that hides them. One policy waits for ever as shipped.
  test('whatever else is told comes of the same slips', () => {
    const isMeant = ({ code, place }: ToldMistake): boolean =>
      code === 'route_may_wait_for_ever' ||
      rows.some((row) => row.code === code && row.place === place)
    expect(told.length).toBeGreaterThan(0)
    expect(told.filter((one) => !isMeant(one)).length).toBeLessThan(4)
  })
})
