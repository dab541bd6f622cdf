import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { AT, call } from './world.js'

const folder = mkdtempSync(join(tmpdir(), 'countersign-glass-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const policy = join(folder, 'clinic.yaml')
writeFileSync(
  policy,
  `policy: clinic
version: 1
roles: [nurse, duty_lead]
classes:
  record: { fields: [allergies], full: { write: verified, read: verified } }
break_glass:
  roles: [nurse]
  reasons: [life_at_risk]
  second: [duty_lead]
  for: 30m
  notice: [privacy_office]
  classes: [record]
routes: [{ id: all, queue: care }]
`,
)

const explain = async (more: object) => {
  const engagement = {
    conversation: 'CH01',
    contact: { channel: 'web_chat', address: 'guest-1' },
    readers: [],
    ...more,
  }
  const argv = ['explain', '--policy', policy, '--at', AT]
  const { exit, stdout } = await call(argv, JSON.stringify(engagement))
  expect(exit).toBe(0)
  return stdout.replaceAll(/\s+/g, ' ')
}

const agent = { worker: 'WK01', roles: ['nurse'] }
const breakGlass = {
  reason: 'life_at_risk',
  requestedBy: 'WK01',
  approvedBy: { worker: 'WK02', roles: ['duty_lead'] },
  at: '2026-11-22T09:50:00Z',
}

test('who broke the glass, for what, until when, and who is told of it', async () => {
  expect(await explain({ agent, breakGlass })).toContain(
    'the glass is broken by WK01 for life_at_risk, approved by WK02, until 2026-11-22T10:20:00.000Z: the agent sees record told about it: privacy_office;',
  )
})

test('what is wrong with a glass that stays shut, and what breaking it takes', async () => {
  const alone = { ...breakGlass, approvedBy: { worker: 'WK01', roles: ['duty_lead'] } }
  const said = await explain({ agent, breakGlass: alone })
  expect(said).toMatch(/the glass is not broken: \w+/)
  expect(said).toContain('breaking the glass takes ')
})

test('that nobody asked to break it', async () => {
  expect(await explain({ agent })).toContain('nobody asked to break the glass')
})
