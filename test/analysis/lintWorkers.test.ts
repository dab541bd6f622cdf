import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { lintWorkers } from '../../src/analysis/lintWorkers.js'
import {
  evaluateExpression,
  parseExpression,
  toQueueExpressions,
} from '../../src/taskrouter/index.js'
import { call } from '../cli/world.js'
import { compiled } from '../compiled.js'
import { examples } from './policies.js'

const TEXT = `
policy: clinic
version: 1
roles: [nurse]
classes:
  open: { fields: [open.*], full: anonymous }
  history: { fields: [history.*], full: { write: verified, read: verified, roles: nurse }, agent: privacy }
routes:
  - { id: history, when: { intent: history }, queue: nurses, skills: [triage] }
  - { id: general, queue: front }
`

const worker = (attributes: object) => ({ attributes: { ...attributes } })

const lackedBy = (...workers: Parameters<typeof lintWorkers>[1][number][]): readonly string[] =>
  lintWorkers(compiled(TEXT), workers).map(({ word, path }) => `${path.join('/')} ${word}`)

test('what no worker has is told once, where it is named', () => {
  expect(lackedBy()).toEqual([
    'roles nurse',
    'classes/history/agent privacy',
    'routes/0/skills triage',
  ])
  expect(lackedBy(worker({ roles: 'nurse', training: ['privacy'] }))).toEqual([
    'routes/0/skills triage',
  ])
  // Several have it between them: who has all of it is for the workflow's own expressions.
  expect(
    lackedBy(
      worker({ roles: ['nurse'] }),
      worker({ training: ['privacy'] }),
      worker({ routing: { skills: ['triage'] } }),
    ),
  ).toEqual([])
})

test('attributes are read where the compiled workflow reads them', () => {
  const policy = compiled(TEXT)
  const wanted = parseExpression(toQueueExpressions(policy)['nurses'] ?? '')
  if (!wanted.ok) throw new Error('asks for nobody')
  const able = worker({ roles: ['nurse'], training: ['privacy'], routing: { skills: ['triage'] } })
  expect(lintWorkers(policy, [able])).toEqual([])
  expect(
    evaluateExpression(wanted.value, { worker: able.attributes, names: 'worker' }),
  ).toMatchObject({
    value: true,
  })
})

test.each(examples)('attributes of any form are read in silence: $name', ({ policy }) => {
  for (const attributes of [{}, { roles: null, training: 7, routing: 'x' }, { routing: [] }])
    expect(lintWorkers(policy, [{ attributes }])).toEqual(lintWorkers(policy, []))
})

test('the command tells it at its line, as advice', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'countersign-workers-'))
  try {
    const [policy, workers] = [join(folder, 'policy.yaml'), join(folder, 'workers.json')]
    writeFileSync(policy, TEXT)
    writeFileSync(workers, JSON.stringify([worker({ roles: ['nurse'], training: ['privacy'] })]))
    const { exit, stdout } = await call(['lint', policy, '--workers', workers])
    expect(stdout).toContain(`${policy}:9:`)
    expect(stdout).toContain('no worker has `triage`: no worker has this in `skills`')
    expect(stdout).not.toContain('`nurse`')
    expect(exit).toBe(0)
    writeFileSync(workers, '{}')
    expect((await call(['lint', policy, '--workers', workers])).exit).toBe(3)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
})
