import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { AT, call } from './world.js'

const folder = mkdtempSync(join(tmpdir(), 'countersign-taskrouter-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const file = (name: string, content: unknown): string => {
  const path = join(folder, name)
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content))
  return path
}

const WQ = (number: number) => `WQ${String(number).padStart(32, '0')}`

const policy = file(
  'policy.yaml',
  `
policy: desk
version: 1
classes:
  contact: { fields: [name], full: verified }
routes:
  - { id: known, when: { trust: recognized }, queue: care, priority: 5, skills: [text] }
  - { id: general, queue: front-desk }
`,
)
const sids = file('sids.json', { queues: { care: WQ(1), 'front-desk': WQ(2) } })
const task = file('task.json', { tier: 'gold', tags: ['a'] })
const worker = file('worker.json', { skills: ['a'] })

const SECRET = 'zanzibar7731'

describe('expr', () => {
  test.each([
    [["tier == 'gold'", '--task', task], 0, 'true'],
    [["tier == 'silver'", '--task', task], 1, 'false'],
    [["skills HAS 'a'", '--worker', worker], 0, 'true'],
    [
      ["worker.skills HAS 'a' AND task.tier == 'gold'", '--task', task, '--worker', worker],
      0,
      'true',
    ],
    [['1==1'], 0, 'true'],
  ])('%j', async (argv, exit, answer) => {
    expect(await call(['expr', ...argv])).toEqual({ exit, stdout: `${answer}\n`, stderr: '' })
  })

  test('a broken one is refused with its column', async () => {
    const { exit, stdout, stderr } = await call(['expr', 'tier == '])
    expect([exit, stdout]).toEqual([3, ''])
    expect(stderr).toMatch(/^expression:1:9: unexpected end; allowed: `text`/)
  })

  test('says what never matches, and what is not documented', async () => {
    const { exit, stderr } = await call(['expr', "skill-level != 'x'", '--task', task])
    expect(exit).toBe(1)
    expect(stderr).toContain('hyphenated key')
    expect(stderr).toContain('Twilio does not document this answer')
  })

  test('gives both readings as JSON', async () => {
    const { stdout } = await call(['expr', "missing != 'x'", '--json', '--task', task])
    expect(JSON.parse(stdout)).toEqual({
      value: false,
      undocumented: true,
      readings: { strict: false, loose: true },
    })
  })

  test('wrong usage, a missing file and broken JSON have their exit codes', async () => {
    expect((await call(['expr'])).exit).toBe(2)
    expect((await call(['expr', '1==1', '--task', join(folder, 'missing.json')])).exit).toBe(3)
    const broken = await call(['expr', '1==1', '--task', file('broken.json', `{"a": ${SECRET}}`)])
    expect(broken.exit).toBe(3)
    expect(broken.stderr).not.toContain(SECRET)
  })
})

describe('workflow', () => {
  test('compiles the routes of a policy', async () => {
    const { exit, stdout, stderr } = await call(['workflow', '--policy', policy, '--sids', sids])
    const { task_routing } = JSON.parse(stdout)
    expect([exit, stderr, task_routing.default_filter.queue]).toEqual([0, '', WQ(2)])
    expect(task_routing.filters[0]).toEqual({
      filter_friendly_name: 'countersign: known',
      expression: "countersign.route == 'known'",
      targets: [{ queue: WQ(1), priority: 5, expression: "worker.routing.skills HAS 'text'" }],
    })
  })

  test('a second file beside the one that is checked is not passed over', async () => {
    const one = file('one.json', {
      task_routing: { filters: [], default_filter: { queue: WQ(2) } },
    })
    const alone = await call(['workflow', '--check', one])
    expect([alone.exit, alone.stdout]).toEqual([0, expect.stringContaining('0 issues')])
    expect((await call(['workflow', '--check', one, join(folder, 'two.json')])).exit).toBe(2)
  })

  test('names a queue whose SID is missing', async () => {
    const some = file('some.json', { queues: { care: WQ(1) } })
    const { exit, stdout, stderr } = await call(['workflow', '--policy', policy, '--sids', some])
    expect([exit, stdout]).toEqual([3, ''])
    expect(stderr).toContain(
      'the SID of this name is missing: `front-desk` at `/queues/front-desk`',
    )
  })

  test('merges into one that exists', async () => {
    const existing = file('existing.json', {
      task_routing: {
        filters: [{ filter_friendly_name: 'all', expression: '1==1', targets: [{ queue: WQ(7) }] }],
      },
    })
    const argv = ['workflow', '--policy', policy, '--sids', sids, '--merge', existing]
    const { exit, stdout, stderr } = await call(argv)
    expect([exit, stderr]).toEqual([0, 'filters: 3 added, 0 replaced, 0 removed, 1 kept\n'])
    expect(JSON.parse(stdout).task_routing.filters).toHaveLength(4)
    const first = await call([...argv, '--keep-first', 'all'])
    expect(JSON.parse(first.stdout).task_routing.filters[0].filter_friendly_name).toBe('all')
    expect(first.exit).toBe(1)
    expect(first.stderr).toContain('filter `all` takes every task')
    expect((await call([...argv, '--keep-first', 'al'])).exit).toBe(3)
  })

  test('keeps transfers first, and says where tasks would go elsewhere', async () => {
    const all = { filter_friendly_name: 'all', expression: '1==1', targets: [{ queue: WQ(8) }] }
    const transfer = {
      filter_friendly_name: 'transfers',
      expression: "transferTargetType == 'worker'",
      targets: [{ queue: WQ(9) }],
    }
    const merge = (filters: readonly object[], ...more: readonly string[]) => {
      const existing = file('field.json', { task_routing: { filters } })
      return call(['workflow', '--policy', policy, '--sids', sids, '--merge', existing, ...more])
    }
    const good = await merge([transfer, all])
    expect([good.exit, good.stderr]).toEqual([
      0,
      'filters: 3 added, 0 replaced, 0 removed, 2 kept (first: `transfers`)\n',
    ])
    const bad = await merge([all, transfer])
    expect(bad.exit).toBe(1)
    expect(bad.stderr).toContain('filter `transfers` now comes after the filters of the policy')
    const moved = await merge([all, transfer], '--keep-first', 'transfers')
    expect(moved.exit).toBe(1)
    expect(moved.stderr).toContain('tasks without a decision go elsewhere')
  })

  test('checks one that exists, filter by filter', async () => {
    const checked = file(
      'checked.json',
      `{"task_routing": {"filters": [\n {"filter_friendly_name": "odd", "expression": "a == \\"x\\" AND b ==", "targets": [{"queue": "${WQ(1)}"}]}],\n "default_filter": {"queue": "WQ1"}}}`,
    )
    const { exit, stdout } = await call(['workflow', '--check', checked])
    expect(exit).toBe(1)
    const [broken, sid, count] = stdout.split('\n')
    expect(broken).toMatch(/:2:68: unexpected end at .*, filter `odd`$/)
    expect(sid).toContain(
      ':3:30: this is not a SID of this kind at `/task_routing/default_filter/queue`',
    )
    expect(count).toBe(`${checked}: 1 filters, 2 issues`)
    const good = file(
      'good.json',
      (await call(['workflow', '--policy', policy, '--sids', sids])).stdout,
    )
    expect((await call(['workflow', '--check', good])).exit).toBe(0)
    expect((await call(['workflow', '--check', file('none.json', '{')])).exit).toBe(3)
  })

  test('gives the expressions of queues', async () => {
    const { stdout } = await call(['workflow', '--policy', policy, '--queues'])
    expect(JSON.parse(stdout)).toEqual({
      care: "routing.skills HAS 'text'",
      'front-desk': '1 == 1',
    })
  })

  test('wrong usage is reported', async () => {
    expect((await call(['workflow', '--sids', sids])).exit).toBe(2)
    expect((await call(['workflow', '--policy', policy])).exit).toBe(2)
  })
})

describe('route', () => {
  const workflow = async () =>
    file('workflow.json', (await call(['workflow', '--policy', policy, '--sids', sids])).stdout)
  const attributes = async () => {
    const engagement = {
      conversation: 'CH01',
      contact: { channel: 'sms', address: '+14155550100' },
    }
    const argv = ['decide', '--policy', policy, '--at', AT, '--emit', 'attributes']
    return (await call(argv, JSON.stringify(engagement))).stdout
  }

  test('takes what `decide` emits to the queue the policy names', async () => {
    const { exit, stdout } = await call(
      ['route', '--workflow', await workflow()],
      await attributes(),
    )
    expect(exit).toBe(0)
    expect(JSON.parse(stdout)).toMatchObject({
      outcome: 'waiting',
      filterName: 'countersign: general',
      target: 0,
      queue: WQ(2),
      priority: 0,
      worker: null,
    })
  })

  test('finds the worker who takes it, and draws the way', async () => {
    const workers = file('workers.json', {
      workers: [{ sid: 'WK1', attributes: {} }],
      queues: [{ sid: WQ(2), friendly_name: 'front-desk', target_workers: '1==1' }],
    })
    const argv = ['route', '--workflow', await workflow(), '--workers', workers]
    const { stdout } = await call(argv, await attributes())
    expect(JSON.parse(stdout)).toMatchObject({
      outcome: 'reserved',
      worker: 'WK1',
      queueName: 'front-desk',
    })
    const drawn = await call([...argv, '--draw'], await attributes())
    expect(drawn.stdout).toContain('└ ✓ 0 s  reserved for WK1')
  })

  test('answers no where the task is cancelled', async () => {
    const none = file('none.json', { task_routing: { filters: [] } })
    const { exit, stdout } = await call(['route', '--workflow', none], '{}')
    expect([exit, JSON.parse(stdout).reason]).toEqual([1, 'no_filter_matched'])
  })

  test('takes many tasks, one a line', async () => {
    const lines = `${await attributes()}not json ${SECRET}\n{}\n`
    const { exit, stdout, stderr } = await call(
      ['route', '--workflow', await workflow(), '--ndjson'],
      lines,
    )
    const queues = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line).queue)
    expect([exit, queues]).toEqual([3, [WQ(2), undefined, WQ(2)]])
    expect(stderr).not.toContain(SECRET)
  })

  test('a workflow with a broken expression is followed around it, named by its place in the file', async () => {
    const broken = file(
      'broken-workflow.json',
      `{ "task_routing": {\n  "filters": [{ "expression": "tier == 'gold' AND '${SECRET}", "targets": [] }],\n  "default_filter": { "queue": "${WQ(3)}" } } }`,
    )
    const { exit, stdout, stderr } = await call(['route', '--workflow', broken], '{}')
    expect([exit, JSON.parse(stdout).queue]).toEqual([0, WQ(3)])
    expect(stderr).toContain(':2:51: unterminated text at `/task_routing/filters/0/expression`')
    expect(stderr).not.toContain(SECRET)
  })

  test('a workflow of another shape is refused with its place, never its text', async () => {
    const broken = file('shape.json', `{"task_routing":\n{"filters":\n [{"expression": 7}]}}`)
    const { exit, stderr } = await call(['route', '--workflow', broken], '{}')
    expect([exit, stderr]).toEqual([
      3,
      `${broken}:3:18: not text at \`/task_routing/filters/0/expression\`\n`,
    ])
  })

  test('reads what is not documented strictly, loosely or both ways', async () => {
    const open = file('open.json', {
      task_routing: {
        filters: [{ expression: "tier != 'gold'", targets: [{ queue: WQ(4) }] }],
        default_filter: { queue: WQ(5) },
      },
    })
    const read = async (...argv: readonly string[]) => {
      const { stdout } = await call(['route', '--workflow', open, ...argv], '{}')
      const { queue, otherwise, undocumented } = JSON.parse(stdout)
      return [queue, undocumented, otherwise?.queue ?? null]
    }
    expect(await read()).toEqual([WQ(5), true, WQ(4)])
    expect(await read('--reading', 'both')).toEqual([WQ(5), true, WQ(4)])
    expect(await read('--reading', 'strict')).toEqual([WQ(5), true, null])
    expect(await read('--reading', 'loose')).toEqual([WQ(4), true, null])
    const wrong = await call(['route', '--workflow', open, '--reading', 'lose'], '{}')
    expect(wrong.exit).toBe(2)
    const drawn = await call(['route', '--workflow', open, '--draw'], '{}')
    expect(drawn.stdout).toContain(`or, read the other way: … waits in ${WQ(4)}`)
  })

  test('wrong usage is reported', async () => {
    expect((await call(['route'])).exit).toBe(2)
    expect((await call(['route', '--workflow', await workflow(), '--at', 'noon'])).exit).toBe(2)
  })
})
