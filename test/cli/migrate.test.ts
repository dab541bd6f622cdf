import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { compilePolicy } from '../../src/policy/index.js'
import { ownFolder } from './ownFolder.js'
import { call } from './world.js'

const { folder, file } = ownFolder('migrate')

const OLD = `# Ours, since 2026.
policy: old   # kept as it is
version: 1
classes:
  # A class may be called as a setting is.
  channels: { fields: [a], full: { write: verified, read: verified, channels: ["wa", 'sms'], methods: [sign_in, verify_check] } }
  money: { full: strong, channels: { text: { at_most: full } } }
stepUp: [session, verify_push]   # preferred first
routes:
  - { id: chat, when: { any: [{ channel: web }, { channel: [fb, sms] }] }, queue: web }
  - { id: general, queue: text }
tests:
  - name: text
    given: { channel: text, address: '+14155550100' }
    expect: { route: general, trust: claimed }
invariants:
  - { never: { class: money, at_least: masked }, when: { channel: wa, trust_below: strong } }
`

const NEW = OLD.replace('"wa"', '"whatsapp"')
  .replace('[sign_in, verify_check]', '[login, verify_check]')
  .replace('{ text: { at_most', '{ sms: { at_most')
  .replace('[session, verify_push]', '[login, push]')
  .replace('channel: web }', 'channel: web_chat }')
  .replace('[fb, sms]', '[messenger, sms]')
  .replace('channel: wa,', 'channel: whatsapp,')

describe('migrate', () => {
  test('writes a policy in the present words, and every other character as it was', async () => {
    const { exit, stdout, stderr } = await call(['migrate', file('old.yaml', OLD)])
    expect([exit, stdout]).toEqual([0, NEW])
    expect(stderr.replaceAll(folder, '').split('\n').slice(0, 2)).toEqual([
      '/old.yaml:6:80: `wa` is now written `whatsapp`',
      '/old.yaml:6:104: `sign_in` is now written `login`',
    ])
  })

  test('gives what compiles to the same policy', () => {
    const [old, now] = [compilePolicy(OLD), compilePolicy(NEW)]
    if (!old.ok || !now.ok) throw new TypeError('a policy of this test is broken')
    expect(now.value.digest).toBe(old.value.digest)
  })

  test('leaves what is in the present words as it is', async () => {
    const { exit, stdout, stderr } = await call(['migrate', file('new.yaml', NEW)])
    expect([exit, stdout, stderr.replaceAll(folder, '')]).toEqual([
      0,
      NEW,
      '/new.yaml: there is nothing to change\n',
    ])
  })

  test('--check writes nothing, and says by its exit code whether there is something to do', async () => {
    const old = file('checked.yaml', OLD)
    expect(await call(['migrate', old, '--check'])).toMatchObject({ exit: 1, stdout: '' })
    expect(await call(['migrate', file('done.yaml', NEW), '--check'])).toMatchObject({ exit: 0 })
    expect(readFileSync(old, 'utf8')).toBe(OLD)
  })

  test('--write writes into the file, and -o into another', async () => {
    const old = file('written.yaml', OLD)
    const output = join(folder, 'out.yaml')
    expect((await call(['migrate', old, '-o', output])).exit).toBe(0)
    expect((await call(['migrate', old, '--write'])).exit).toBe(0)
    expect([readFileSync(output, 'utf8'), readFileSync(old, 'utf8')]).toEqual([NEW, NEW])
  })

  test('keeps line ends and JSON as they are', async () => {
    const lines = file('lines.yaml', OLD.replaceAll('\n', '\r\n'))
    expect((await call(['migrate', lines])).stdout).toBe(NEW.replaceAll('\n', '\r\n'))
    const json =
      '{"policy":"j","version":1,"classes":{"a":{}},"stepUp":["session"],"routes":[{"id":"a","queue":"q"}]}'
    expect((await call(['migrate', file('p.json', json)])).stdout).toBe(
      json.replace('session', 'login'),
    )
  })

  const BASE = `policy: base
version: 1
parameters:
  chats: { values: [[wa], [wa, sms]], default: [wa] }
  proof: { values: [session, verify_push] }
classes:
  money: { full: { write: strong, read: strong, channels: { parameter: chats } } }
stepUp: [{ parameter: proof }]
routes: [{ id: general, queue: text }]
`
  const BRAND = `extends: base.yaml
policy: brand   # ours
version: 1
parameters: { chats: ["wa", sms], proof: session }
`

  test('writes what a policy extends as well, and what parameters stand for', async () => {
    const base = file('base.yaml', `\ufeff${BASE}`)
    const brand = file('brand.yaml', BRAND)
    expect((await call(['migrate', brand, '--check'])).exit).toBe(1)
    const shown = await call(['migrate', brand])
    const now = BRAND.replace('"wa"', '"whatsapp"').replace('session', 'login')
    expect([shown.exit, shown.stdout]).toEqual([0, now])
    expect(shown.stderr.replaceAll(folder, '')).toMatch(
      /^\/brand.yaml:4:23: `wa` is now written `whatsapp`\n[\s\S]*\/base.yaml:4:22: `wa` is now written `whatsapp`\n[\s\S]*\/base.yaml: this base policy was not changed; --write changes it too\n$/,
    )
    expect((await call(['migrate', brand, '--write'])).exit).toBe(0)
    expect([readFileSync(brand, 'utf8'), readFileSync(base, 'utf8')]).toEqual([
      now,
      `\ufeff${BASE.replaceAll('wa', 'whatsapp').replace('session', 'login').replace('verify_push', 'push')}`,
    ])
    expect(await call(['migrate', brand, '--check'])).toMatchObject({ exit: 0 })
  })

  test('refuses a policy that does not compile, in its place', async () => {
    const { exit, stderr } = await call([
      'migrate',
      file('wrong.yaml', OLD.replace('full: strong', 'fulll: strong')),
    ])
    expect(exit).toBe(3)
    expect(stderr).toMatch(/wrong\.yaml:7:\d+: unknown key `fulll`/)
  })
})
