import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeEach, describe, expect, test } from 'vitest'
import { POLICY } from '../newProject.js'
import { type AccountApi, deployTo, startAccount } from './accountApi.js'
import { call } from './world.js'

const scratch = mkdtempSync(join(tmpdir(), 'countersign-sids-'))
afterAll(() => rmSync(scratch, { recursive: true, force: true }))

const [policy, env, into] = ['policy.yaml', '.env', 'sids.json'].map((name) => join(scratch, name))
const SERVICE = 'my-business-functions'

let account: AccountApi
beforeEach(async () => {
  account = await startAccount()
  rmSync(String(into), { force: true })
  writeFileSync(String(policy), POLICY)
  const lines = [`ACCOUNT_SID=AC${'0'.repeat(32)}`, 'AUTH_TOKEN="secret-of-a-test"', 'EMPTY=']
  writeFileSync(String(env), [...lines, `TWILIO_API=${account.url}`].join('\n'))
})
afterEach(() => account.stop())

const sids = (...more: readonly string[]) =>
  call(['sids', '--policy', String(policy), '--env', String(env), '--service', SERVICE, ...more])
const map = () => JSON.parse(readFileSync(String(into), 'utf8'))

describe('countersign sids', () => {
  test('names what an account lacks, makes nothing, and exits with 1', async () => {
    const { exit, stderr, stdout } = await sids()
    expect(exit).toBe(1)
    for (const name of ['queues/specialists', 'queues/care', 'queues/front-desk', 'workflow'])
      expect(stderr).toContain(`${name}: `)
    expect([account.posted, JSON.parse(stdout).channels.chat]).toEqual([[], `TC${'0'.repeat(31)}1`])
  })

  test('makes what may be made, once: a second call makes nothing', async () => {
    const first = await sids('--create', '--into', String(into))
    expect(account.posted).toEqual([
      'VA my-business',
      'IS my-business',
      'WQ specialists',
      'WQ care',
      'WQ front-desk',
      'WW my-business',
    ])
    expect(first.stderr).toContain(`VERIFY_SERVICE_SID=VA${'0'.repeat(31)}1`)
    const after = map()
    await sids('--create', '--into', String(into))
    expect([account.posted.length, map()]).toEqual([6, after])
  })

  test('finds functions and their domain once they are deployed, and then all is there', async () => {
    await sids('--create', '--into', String(into))
    deployTo(account, SERVICE)
    expect((await sids('--into', String(into))).exit).toBe(0)
    expect(map()).toMatchObject({
      domain: 'my-business-1234-dev.twil.io',
      environment: `ZE${'0'.repeat(31)}1`,
      functions: { decide: `ZH${'0'.repeat(31)}1`, 'verify-check': `ZH${'0'.repeat(31)}3` },
    })
    const { exit, stdout } = await call([
      'workflow',
      '--policy',
      String(policy),
      '--sids',
      String(into),
    ])
    expect([exit, stdout.includes(`WQ${'0'.repeat(31)}3`)]).toEqual([0, true])
  })

  test('no queue is guessed where two have one name', async () => {
    const queue = { sid: `WQ${'1'.repeat(32)}`, friendly_name: 'care' }
    account.things.set('WQ', [queue, { ...queue, sid: `WQ${'2'.repeat(32)}` }])
    const { exit, stderr } = await sids('--create', '--into', String(into))
    expect([exit, map().queues.care]).toEqual([1, undefined])
    expect(stderr).toContain('queues/care: `care` exists more than once')
    writeFileSync(String(into), JSON.stringify({ queues: { care: `WQ${'2'.repeat(32)}` } }))
    await sids('--into', String(into))
    expect(map().queues.care).toBe(`WQ${'2'.repeat(32)}`)
  })

  test.each([401, 403, 500])(
    'an account that answers %i is named, without its words',
    async (status) => {
      account.refuse = status
      const { exit, stderr } = await sids()
      expect([exit, stderr.includes('Twilio refused'), stderr.includes('secret')]).toEqual([
        1,
        true,
        false,
      ])
    },
  )

  test('no account, or no token, is invalid input, and nothing is asked', async () => {
    writeFileSync(String(env), 'ACCOUNT_SID=\nAUTH_TOKEN=\n')
    expect(await sids()).toMatchObject({ exit: 3, stderr: expect.stringContaining('no account') })
  })

  test('a placeholder is refused by name, before anything is written', async () => {
    const blank = `WQ${'0'.repeat(32)}`
    const queues = { care: `WQ${'1'.repeat(32)}`, specialists: blank, 'front-desk': blank }
    writeFileSync(String(into), JSON.stringify({ queues }))
    const { exit, stdout, stderr } = await call([
      'workflow',
      '--policy',
      String(policy),
      '--sids',
      String(into),
    ])
    expect([exit, stdout]).toEqual([3, ''])
    expect(stderr).toContain('`/queues/specialists`')
    expect(stderr).toContain('`/queues/front-desk`')
    expect(stderr).not.toContain('/queues/care')
  })
})
