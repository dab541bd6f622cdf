import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, symlinkSync } from 'node:fs'
import { createRequire } from 'node:module'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { callAsStudio, linkPackage } from '../../examples/localRuntime.mjs'
import { call } from './world.js'

const scratch = mkdtempSync(join(tmpdir(), 'countersign-start-'))
const folder = join(scratch, 'shop')

const freePort = (): Promise<number> =>
  new Promise((done) => {
    const server = createServer()
    server.listen(0, '127.0.0.1', () => {
      const at = server.address()
      server.close(() => done(typeof at === 'object' && at !== null ? at.port : 0))
    })
  })

let stop: () => Promise<unknown>
let url: string
let printed = ''

// As on an empty machine: nothing but what `init` wrote and `npm install` installs.
beforeAll(async () => {
  await call(['init', folder])
  linkPackage(folder)
  symlinkSync(resolve('node_modules/twilio-run'), join(folder, 'node_modules/twilio-run'))
  const port = await freePort()
  url = `http://127.0.0.1:${port}`
  const child = spawn('npm', ['start', '--', '--port', String(port)], {
    cwd: folder,
    detached: true,
    env: { PATH: process.env['PATH'], NO_UPDATE_NOTIFIER: '1', CI: 'true' },
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  child.stdout.on('data', (part) => {
    printed += String(part)
  })
  const ended = new Promise((done) => child.once('exit', done))
  stop = () => {
    if (child.pid !== undefined) process.kill(-child.pid, 'SIGTERM')
    return ended
  }
  for (let waits = 0; waits < 400; waits++) {
    if ((await fetch(url).catch(() => null)) !== null) return
    await new Promise((done) => setTimeout(done, 100))
  }
}, 60_000)
afterAll(async () => {
  await stop()
  rmSync(scratch, { recursive: true, force: true })
})

const ask = async (path: string, more: Readonly<Record<string, string>>) => {
  const who = { channel: 'sms', address: '+14155550100', conversation: 'CH01', readers: '[]' }
  const { text } = await callAsStudio(`${url}/${path}`, { ...who, classes: 'orders', ...more })
  return JSON.parse(text)
}

describe('npm start, with no account', { timeout: 60_000 }, () => {
  test('answers ten calls, and remembers between two of them which code was sent', async () => {
    const before = await ask('decide', {})
    expect([before.status, before.level]).toEqual(['decided', 'recognized'])
    expect((await ask('verify-start', { method: 'verify_sms' })).status).toBe('sent')
    expect((await ask('verify-check', { code: '111111' })).reason).toBe('wrong_code')
    const checked = await ask('verify-check', { code: '123456' })
    expect(checked.status).toBe('approved')
    expect(await ask('decide', { ledger: checked.ledger })).toMatchObject({ level: 'verified' })
    const other = await ask('decide', { ledger: checked.ledger, conversation: 'CH02' })
    expect(other.level).toBe('recognized')
    const stranger = { address: '+14155550199', conversation: 'CH03' }
    expect((await ask('decide', stranger)).disclose_orders).toBe('none')
    expect((await ask('decide', { channel: 'pigeon' })).status).toBe('withheld')
    expect((await ask('webchat-start', { formData: '{}' })).reason).toBe('web_chat_unavailable')
    expect((await ask('webchat-token', {})).reason).toBe('conversation_missing')
  })

  test('prints nothing of npm’s own, so that what a script prints can be redirected to a file', () => {
    // It would be the first that is printed, long before anything answers.
    expect(printed).not.toContain('my-business-functions')
  })

  test('says which settings of .env have another name than those that are read', () => {
    const { unknownSettings } = createRequire(import.meta.url)(join(folder, 'local/start.js'))
    const example = readFileSync(join(folder, '.env.example'), 'utf8')
    expect(unknownSettings(readFileSync(join(folder, '.env'), 'utf8'), example)).toEqual([])
    expect(unknownSettings('LEDGER_KEY=k1:x\nMINE=1\n# OTHER=\n', example)).toEqual([
      '.env: LEDGER_KEY is not in .env.example, did you mean LEDGER_KEYS?',
      '.env: MINE is not in .env.example',
    ])
  })

  test('made a .env with a key of its own, for its owner’s eyes, and no account in it', () => {
    const env = readFileSync(join(folder, '.env'), 'utf8')
    expect(env).toMatch(/^LEDGER_KEYS=k1:[0-9a-f]{64}$/m)
    expect(env).toMatch(/^ACCOUNT_SID=$/m)
    expect(statSync(join(folder, '.env')).mode & 0o077).toBe(0)
    const ignored = readFileSync(join(folder, '.gitignore'), 'utf8').split('\n')
    for (const name of ['.env', '.env.start'])
      expect([ignored.includes(name), existsSync(join(folder, name))]).toEqual([true, true])
  })
})
