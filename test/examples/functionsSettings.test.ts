import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { linkPackage } from '../../examples/localRuntime.mjs'
import { stampPolicy } from '../../src/decide/index.js'
import type { FunctionHandler } from '../../src/twilio/functions/index.js'
import { compiled } from '../compiled.js'
import { POLICY, PROJECT } from '../newProject.js'
import { call } from '../twilio/functions/call.js'
import { fakeSync } from '../twilio/functions/fakeSync.js'

// Twilio gives its own two to each Function, and these three may be left out.
const OPTIONAL = [
  ...['ACCOUNT_SID', 'AUTH_TOKEN'],
  ...['LOOKUP_PACKAGES', 'LOGIN_ISSUER', 'LOGIN_CUSTOMER_CLAIM'],
]
const NAMES = [
  ...readFileSync(join(PROJECT, '.env.example'), 'utf8').matchAll(/^([A-Z_]+)=/gm),
].map(([, name = '']) => name)
const REQUIRED = NAMES.filter((name) => !OPTIONAL.includes(name))

const VALUE = 'a value that nobody is told - thirty-two bytes'
const VALUES: Readonly<Record<string, string>> = {
  ...Object.fromEntries(NAMES.map((name) => [name, VALUE])),
  LEDGER_KEYS: `k1:${VALUE}`,
  LOGIN_KEYS_URL: 'http://127.0.0.1:1/keys.json',
}

const EVENT = {
  conversation: 'CH01',
  channel: 'sms',
  address: '+14155550100',
  readers: '[]',
  method: 'verify_sms',
  code: '123456',
  Token: 'none',
  flags: 'coaching',
}
// Twilio made the chat; its other services are away.
const chat = { conversationSid: 'CH02', identity: 'FX01' }
const sync = fakeSync()
const client = {
  flexApi: { v2: { webChannels: { create: () => Promise.resolve(chat) } } },
  sync: { v1: { services: () => sync } },
  verify: { v2: { services: () => ({}) } },
}

const folder = mkdtempSync(join(tmpdir(), 'countersign-settings-'))
const said: string[] = []

beforeAll(() => {
  for (const part of ['functions', 'assets', 'package.json'])
    cpSync(join(PROJECT, part), join(folder, part), { recursive: true })
  const stamped = JSON.stringify(stampPolicy(compiled(POLICY), POLICY))
  writeFileSync(join(folder, 'assets/policy.private.json'), stamped)
  linkPackage(folder)
  vi.spyOn(console, 'error').mockImplementation((line) => void said.push(String(line)))
  const inFolder = (part: string) =>
    readdirSync(join(folder, part)).map((file) => {
      const name = file.replace(/\.(?:private|protected)\./, '.')
      return { name, path: join(folder, part, file) }
    })
  const getFunctions = () =>
    Object.fromEntries(
      inFolder('functions').map(({ name, path }) => [name.replace(/\.js$/, ''), { path }]),
    )
  const getAssets = () =>
    Object.fromEntries(
      inFolder('assets').map(({ name, path }) => [
        `/${name}`,
        { open: () => readFileSync(path, 'utf8') },
      ]),
    )
  vi.stubGlobal('Runtime', { getFunctions, getAssets })
})
afterAll(() => {
  vi.unstubAllGlobals()
  vi.restoreAllMocks()
  rmSync(folder, { recursive: true, force: true })
})
afterEach(() => {
  said.length = 0
})

/** Calls each Function of a new instance in Twilio's cloud, and gives what they answered by their names. */
async function callAll(settings: Readonly<Record<string, string>>, domain = 'acme.twil.io') {
  const require = createRequire(join(folder, 'functions/'))
  for (const path of Object.keys(require.cache))
    if (path.startsWith(join(folder, 'functions'))) delete require.cache[path]
  const context = { DOMAIN_NAME: domain, getTwilioClient: () => client, ...settings }
  const files = readdirSync(join(folder, 'functions')).filter((file) => !/private/.test(file))
  const answers = await Promise.all(
    files.map(async (file) => {
      const { handler }: { readonly handler: FunctionHandler } = require(`./${file}`)
      return [file.split('.')[0] ?? '', await call(handler, EVENT, context)] as const
    }),
  )
  return Object.fromEntries(answers)
}

describe('a project in Twilio’s cloud', () => {
  test('says nothing in its log where all is set', async () => {
    expect(REQUIRED.length).toBeGreaterThan(6)
    await callAll(VALUES)
    expect(said).toEqual([])
  })

  test.each(REQUIRED)(
    'says %s by its name where it is not set, once, and no value',
    async (name) => {
      const { [name]: _, ...others } = VALUES
      for (const settings of [others, { ...others, [name]: '' }]) {
        await callAll(settings)
        expect(said).toEqual([`${name} is not set`])
        said.length = 0
      }
    },
  )

  test('shows nothing and sends no code where it would forget what was counted', async () => {
    const { SYNC_SERVICE_SID: _, ...others } = VALUES
    const { decide, ...answers } = await callAll(others)
    expect(decide).toMatchObject({ status: 'withheld', disclose_orders: 'none' })
    for (const name of ['verify-start', 'verify-check'])
      expect(answers[name]).toMatchObject({ status: 'withheld', reason: 'store_failed' })
    const local = await callAll(others, 'localhost:3000')
    expect(local['decide']).toMatchObject({ status: 'decided' })
  })
})
