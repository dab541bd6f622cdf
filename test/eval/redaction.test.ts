import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, describe, expect, test } from 'vitest'
import { collectTo } from '../cli/world.js'
import { main } from './redaction.mjs'

const script = fileURLToPath(new URL('redaction.mjs', import.meta.url))
const made: string[] = []

function folderOf(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'corpora-'))
  made.push(folder)
  for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content)
  return folder
}

async function measure(files: Readonly<Record<string, string>>) {
  let stdout = ''
  let stderr = ''
  const status = await main([folderOf(files)], {
    stdout: collectTo((text) => {
      stdout += text
    }),
    stderr: collectTo((text) => {
      stderr += text
    }),
  })
  return { status, stdout, stderr }
}

afterAll(() => {
  for (const folder of made) rmSync(folder, { recursive: true, force: true })
})

const item = (type: string, more: object = {}) => ({
  text: 'write to ada@example.com',
  spans: [{ start: 9, end: 24, type }],
  scope: [type],
  ...more,
})
const corpus = (...items: readonly unknown[]) => JSON.stringify({ meta: {}, items })

describe('measuring a folder of labelled text', () => {
  test('an identifier is known by its own name and by what others call it', async () => {
    const { status, stdout } = await measure({
      'a.json': corpus(item('email')),
      'b.json': corpus(item('EMAIL_ADDRESS')),
    })
    expect(status).toBe(0)
    expect(stdout).toMatch(/email +1 +100\.0 % +1 +100\.0 %/)
    expect(stdout).toMatch(/EMAIL_ADDRESS +1 +100\.0 %/)
  })

  test('an unknown label is listed, and everything else is measured', async () => {
    const { status, stdout } = await measure({ 'a.json': corpus(item('email'), item('SHOE_SIZE')) })
    expect(status).toBe(0)
    expect(stdout).toContain('not measured: SHOE_SIZE 1')
  })

  test('what is broken is reported by its place, without its text, and everything else is measured', async () => {
    const { status, stdout, stderr } = await measure({
      'a.json': corpus(
        item('email'),
        item('email', { spans: [{ start: 9, end: 99, type: 'email' }] }),
        { text: 7, spans: [] },
        item('email', { spans: 'ada@example.com' }),
      ),
      'b.json': '{"items": [ada@example.com',
      'c.json': '{"things": []}',
      'd.json.gz': 'ada@example.com',
    })
    expect(status).toBe(3)
    expect(stdout).toMatch(/email +1 +100\.0 %/)
    expect(stderr.trim().split('\n')).toEqual([
      'a.json: items[1].spans[0]: not_a_span_of_the_text',
      'a.json: items[2].text: not_text',
      'a.json: items[3].spans: not_list',
      'b.json: not_json',
      'c.json: items: not_list',
      'd.json.gz: not_readable',
    ])
  })

  test('a folder with nothing to measure, and a flag that is none, end with code 2', async () => {
    expect((await measure({})).status).toBe(2)
    expect((await measure({ 'a.json': corpus(item('SHOE_SIZE')) })).status).toBe(2)
    const folder = folderOf({ 'a.json': corpus(item('email')) })
    const asked = spawnSync(process.execPath, [script, folder, '--what'], { encoding: 'utf8' })
    expect([asked.status, asked.stdout]).toEqual([2, ''])
    expect(asked.stderr).toMatch(/^usage: /)
  })
})
