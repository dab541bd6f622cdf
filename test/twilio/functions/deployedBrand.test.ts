import { execFileSync } from 'node:child_process'
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type ExampleWorld, startExample } from '../../../examples/exampleWorld.mjs'
import { linkPackage } from '../../../examples/localRuntime.mjs'
import { PROJECT } from '../../newProject.js'

const scratch = mkdtempSync(join(tmpdir(), 'countersign-brand-'))
afterAll(() => rmSync(scratch, { recursive: true, force: true }))

const BASE = `policy: house-of-brands
version: 1
classes:
  orders: { fields: [orders.*], masked: { write: recognized, read: recognized } }
  money: { fields: [balance], masked: { write: recognized, read: recognized }, full: { write: verified, read: verified } }
counters: { otp_failures_to_claimed: 3, otp_failures_within: 1h }
stepUp: [verify_sms]
routes:
  - { id: known, when: { trust: recognized }, queue: care }
  - { id: general, queue: front }
`
// The brand shows orders to nobody without a proof, and its pack gives money in full on two proofs only.
const BRAND = `extends: base.private.yaml
policy: brand
version: 1
packs: [./board.private.yaml]
classes: { orders: { masked: { write: verified, read: verified } } }
counters: { otp_failures_to_claimed: 2 }
`
const BOARD = `pack: board
classes:
  two_proofs: { kinds: money, rung: full, requires: { write: strong }, source: Board }
`

const FILES = { 'base.private.yaml': BASE, 'board.private.yaml': BOARD }

/** Makes the project that `init` writes, of a policy of its own, and compiles it as its own script does. */
function deploy(name: string, policy: string, files: Readonly<Record<string, string>> = {}) {
  const folder = join(scratch, name)
  cpSync(PROJECT, folder, {
    recursive: true,
    filter: (path) => !path.startsWith(join(PROJECT, 'node_modules')),
  })
  linkPackage(folder)
  for (const [file, text] of Object.entries({ ...files, 'policy.private.yaml': policy }))
    writeFileSync(join(folder, 'assets', file), text)
  execFileSync(process.execPath, ['local/compile.js'], { cwd: folder })
  return folder
}

const TEXT = { channel: 'sms', address: '+14155550100', readers: '[]', classes: 'orders,money' }

/** Asks a function of a project, and gives its answer. */
type AskFunction = (
  name: string,
  event: Readonly<Record<string, string>>,
) => Promise<Readonly<Record<string, unknown>> | null>

/** What somebody is answered who writes from a number on file, and again once a code was right. */
async function converse(call: AskFunction, conversation: string, guesses: readonly string[]) {
  const message = { ...TEXT, conversation }
  const before = await call('decide', message)
  await call('verify-start', { ...message, method: 'verify_sms' })
  const checks = []
  for (const code of guesses) checks.push(await call('verify-check', { ...message, code }))
  const ledger = String(checks.at(-1)?.['ledger'])
  const after = await call('decide', { ...message, ledger })
  const shown = (json: typeof before) =>
    ['level', 'disclose_orders', 'disclose_money'].map((key) => json?.[key])
  return { checked: checks.at(-1)?.['status'], before: shown(before), after: shown(after) }
}

// What can be wrong with the files of a project is asked of its functions alone, in `cli/init`: a base or a pack that is
// missing or was changed, a policy that was not compiled, or written by half.
describe('a project whose policy stands on a base and a pack, in Twilio’s local runtime', () => {
  let world: ExampleWorld
  const inRuntime: AskFunction = async (name, event) => (await world.call(name, event)).json
  // The base that stands alone is called as the tests of a new project call it.
  const ofBase: { readonly call: AskFunction } = createRequire(import.meta.url)(
    join(deploy('base', BASE), 'local/runtime.js'),
  )
  beforeAll(async () => {
    world = await startExample({ project: deploy('brand', BRAND, FILES) })
  }, 60_000)
  afterAll(async () => {
    await world.stop()
    Reflect.deleteProperty(globalThis, 'Runtime')
  })

  test('is held to the tightening of the brand and to the rule of the pack, which the base alone is not', async () => {
    expect(await converse(ofBase.call, 'CH01', ['123456'])).toEqual({
      checked: 'approved',
      before: ['recognized', 'masked', 'masked'],
      after: ['verified', 'masked', 'full'],
    })
    expect(await converse(inRuntime, 'CH01', ['123456'])).toEqual({
      checked: 'approved',
      before: ['recognized', 'none', 'masked'],
      after: ['verified', 'masked', 'masked'],
    })
  })

  test('counts wrong codes by what the brand says, and by the base where it stands alone', async () => {
    const guesses = ['000000', '000000', '123456']
    expect(await converse(ofBase.call, 'CH02', guesses)).toMatchObject({
      checked: 'approved',
      after: ['verified', 'masked', 'full'],
    })
    expect(await converse(inRuntime, 'CH02', guesses)).toMatchObject({
      checked: 'approved',
      after: ['claimed', 'none', 'none'],
    })
  })
})
