import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { call } from '../cli/world.js'

const folder = mkdtempSync(join(tmpdir(), 'countersign-actions-'))
afterAll(() => rmSync(folder, { recursive: true }))

const policy = join(folder, 'policy.yaml')
writeFileSync(
  policy,
  `
policy: actions
version: 1
classes:
  account: { fields: [orders.*], full: { write: verified, read: verified } }
actions:
  cancel_order: { write: verified }
stepUp: [verify_sms]
routes: [{ id: general, queue: front }]
`,
)

const NUMBER = '+14155550100'
const CODE = {
  kind: 'verify_check',
  at: '2026-11-22T09:59:00Z',
  conversation: 'CH01',
  result: { sid: 'VE01', to: NUMBER, channel: 'sms', status: 'approved', valid: true },
}

const engagementWith = (code: object, channel = 'sms') => ({
  conversation: 'CH01',
  message: 'SM02',
  contact: { channel, address: channel === 'sms' ? NUMBER : `${channel}:${NUMBER}` },
  evidence: [
    {
      kind: 'directory',
      at: '2026-11-22T09:59:00Z',
      query: { address: NUMBER },
      matches: [
        { customer: 'C-1', basis: 'verified', since: '2024-03-01', confirmed: '2026-11-01' },
      ],
    },
    code,
  ],
  intent: { classes: ['account'], actions: ['cancel_order'] },
})

const BOUND = [
  ['names nothing', {}, 'step_up'],
  ['names an empty message', { message: '' }, 'step_up'],
  ['names null', { message: null, purpose: null }, 'step_up'],
  ['names an earlier message', { message: 'SM01' }, 'step_up'],
  ['names another action', { purpose: 'account' }, 'step_up'],
  ['names this message', { message: 'SM02' }, 'allow'],
  ['names this action', { purpose: 'cancel_order' }, 'allow'],
] as const

const ARGS = ['decide', '--policy', policy, '--at', '2026-11-22T10:00:00Z']

describe('on the command line, a code that', () => {
  test.each(BOUND)('%s answers the action by that', async (_, bound, answer) => {
    const { exit, stdout } = await call(ARGS, JSON.stringify(engagementWith({ ...CODE, ...bound })))
    expect([exit, JSON.parse(stdout).actions.cancel_order]).toEqual([0, answer])
  })

  test('is one of many lines is judged by itself, in every form that is printed', async () => {
    const lines = BOUND.map(([, bound]) => JSON.stringify(engagementWith({ ...CODE, ...bound })))
    const answers = BOUND.map(([, , answer]) => answer)
    const { stdout } = await call([...ARGS, '--ndjson'], lines.join('\n'))
    const decided = stdout.trim().split('\n')
    expect(decided.map((line) => JSON.parse(line).actions.cancel_order)).toEqual(answers)
    const studio = await call([...ARGS, '--ndjson', '--emit', 'studio'], lines.join('\n'))
    const results = studio.stdout.trim().split('\n')
    expect(results.map((line) => JSON.parse(line).action_cancel_order)).toEqual(answers)
    const records = await call([...ARGS, '--ndjson', '--emit', 'record'], lines.join('\n'))
    for (const [at, line] of records.stdout.trim().split('\n').entries())
      expect(JSON.parse(line).actions.cancel_order).toBe(answers[at])
  })

  test('names nothing opens the action where there is a session', async () => {
    const { stdout } = await call(ARGS, JSON.stringify(engagementWith(CODE, 'whatsapp')))
    expect(JSON.parse(stdout).actions.cancel_order).toBe('allow')
  })
})
