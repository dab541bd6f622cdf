import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, describe, expect, test, vi } from 'vitest'
import { call } from '../cli/world.js'
import { MARK, MISTAKES, type PolicyMistake } from './mistakes.js'

// Each row asks every question of lint about a whole policy.
vi.setConfig({ testTimeout: 60_000 })

const folder = mkdtempSync(join(tmpdir(), 'countersign-mistakes-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const sourceOf = (policy: string): string =>
  readFileSync(resolve(import.meta.dirname, `../../examples/policies/${policy}.yaml`), 'utf8')

/** What is told of a text: code, place and message of each thing. */
async function lint(text: string) {
  const file = join(folder, 'planted.yaml')
  writeFileSync(file, text)
  const { exit, stdout } = await call(['lint', '--format', 'sarif', file])
  const [{ results }] = JSON.parse(stdout).runs
  const told: readonly { code: string; place: string; message: string }[] = results.map(
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

/** Plants a mistake, and says where it has to be pointed at. */
function plant({ policy, from, to, at }: PolicyMistake): { text: string; place: string } {
  const source = sourceOf(policy)
  expect(source.split(from).length, `${from} stands in ${policy}`).toBeGreaterThan(1)
  const marked = source.replace(from, () => to)
  const offset = at === undefined ? marked.indexOf(MARK) : marked.indexOf(at)
  expect(offset, 'the place is marked').toBeGreaterThan(0)
  const before = marked.slice(0, offset)
  const place = `${before.split('\n').length}:${offset - before.lastIndexOf('\n')}`
  return { text: marked.replace(MARK, ''), place }
}

test.each(['bank', 'clinic', 'retailer'])(
  'of %s as it is shipped, nothing is told',
  async (name) => {
    expect(await lint(sourceOf(name))).toEqual({ exit: 0, told: [] })
  },
)

test('there are more kinds of mistake than anybody makes in a day', () => {
  const planted = MISTAKES.map(({ title }) => title)
  expect(new Set(planted).size).toBe(planted.length)
  expect(planted.length).toBeGreaterThan(60)
})

describe('a mistake is told at its place, with what to do', () => {
  test.each(MISTAKES.map((mistake) => [mistake.title, mistake] as const))(
    '%s',
    async (_, mistake) => {
      const { text, place } = plant(mistake)
      const { told } = await lint(text)
      const found = told.find((one) => one.code === mistake.code && one.place === place)
      expect(found, JSON.stringify(told.slice(0, 5), null, 2)).toBeDefined()
      expect(found?.message ?? '').toContain(mistake.says ?? '')
      // Whatever else is told comes of the same slip: it is never a list that hides it. One policy waits for ever as shipped.
      const besides = told.filter(({ code }) => code !== 'route_may_wait_for_ever')
      expect(besides.length).toBeLessThan(4)
    },
  )
})
