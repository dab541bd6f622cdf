import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readStampedPolicy, stampPolicy } from '../../src/decide/stampedPolicy.js'
import { compilePolicy } from '../../src/policy/index.js'
import { POLICY } from '../newProject.js'

const compiled = (text: string) => {
  const policy = compilePolicy(text)
  if (!policy.ok) throw new TypeError('the policy of this test does not compile')
  return policy.value
}

const deployed = (text: string): unknown =>
  JSON.parse(JSON.stringify(stampPolicy(compiled(text), text)))

const codesOf = (input: unknown, text: string): readonly string[] => {
  const read = readStampedPolicy(input, text)
  return read.ok ? [] : read.issues.map(({ code, path }) => `${code} ${path}`)
}

const bank = readFileSync('examples/policies/bank.yaml', 'utf8')

describe('a policy that was compiled when a project was deployed', () => {
  test.each([POLICY, bank])('is the policy that its text compiles to', (text) => {
    expect(readStampedPolicy(deployed(text), text)).toEqual({ ok: true, value: compiled(text) })
  })

  test('is refused beside any other text, however little was changed', () => {
    const input = deployed(POLICY)
    fc.assert(
      fc.property(
        fc.nat(POLICY.length),
        fc.nat(3),
        fc.string({ maxLength: 3 }),
        (at, gone, put) => {
          const text = POLICY.slice(0, at) + put + POLICY.slice(at + gone)
          fc.pre(text !== POLICY)
          // With a dot in it the name of a pack is the name of a file, which is not given here.
          expect([['policy_stale /source'], ['base_not_given /source']]).toContainEqual(
            codesOf(input, text),
          )
        },
      ),
    )
  })

  test('is refused where it was changed itself, though its text was not', () => {
    const stamped = stampPolicy(compiled(POLICY), POLICY)
    const loosened = { ...stamped, policy: { ...stamped.policy, version: 2 } }
    expect(codesOf(loosened, POLICY)).toEqual(['digest_mismatch /policy/digest'])
  })

  test.each([null, undefined, '', [], 7])('that is none is told as not compiled: %j', (input) => {
    expect(codesOf(input, POLICY)).toEqual(['policy_not_compiled '])
  })

  test('is refused when a document that it extends is another, and when that is not given', () => {
    const brand = 'extends: base.yaml\npolicy: brand\nversion: 1\n'
    const made = compilePolicy(brand, { files: { 'base.yaml': POLICY } })
    if (!made.ok) throw new TypeError('the brand of this test does not compile')
    const input: unknown = JSON.parse(
      JSON.stringify(stampPolicy(made.value, brand, { 'base.yaml': POLICY })),
    )
    const read = (bases?: Readonly<Record<string, string>>) => {
      const found = readStampedPolicy(input, brand, bases)
      return found.ok ? [] : found.issues.map(({ code }) => code)
    }
    expect(read({ 'base.yaml': POLICY })).toEqual([])
    expect(read({ 'base.yaml': `${POLICY}# later\n` })).toEqual(['policy_stale'])
    expect(read({ 'base.yaml': POLICY, 'another.yaml': '' })).toEqual([])
    expect(read({ 'other.yaml': POLICY })).toEqual(['base_not_given'])
    expect(read({})).toEqual(['base_not_given'])
    expect(read()).toEqual(['base_not_given'])
  })

  test.each([
    'packs: [gdpr, ./house.yaml]',
    'packs:\n  - gdpr # both\n  - house.yaml',
    '{"packs": ["../a/house"]}',
    'packs: ["@acme/house"]',
    'packs:\n  - gdpr\n  # ours\n  - ~/packs (old)/house',
    'packs: house#1.yaml',
  ])('that was stamped without the packs of its text is not taken for current: %j', (text) => {
    expect(codesOf(stampPolicy(compiled(POLICY), text), text)).toEqual(['base_not_given /source'])
  })

  test.each([
    'packs: [gdpr, pci]\nzone: Europe/Berlin\n# see brands/base.yaml\n',
    // What a comment says names no file, and one that is drawn as a line takes no time.
    'packs:\n  - gdpr # EU/EEA law\n  - pci\nzone: Europe/Berlin\n',
    `packs: ${'#'.repeat(400)}\n  - gdpr\nzone: Europe/Berlin\n`,
    `packs: ${'# - '.repeat(400)}\n  - gdpr\nzone: Europe/Berlin\n`,
  ])('with shipped packs alone stands for itself: %j', (text) => {
    expect(codesOf(stampPolicy(compiled(POLICY), text), text)).toEqual([])
  })

  test('says for certain whether it has a base, whatever its text looks like', () => {
    const text = `# extends: nothing\n${POLICY}`
    const marked: unknown = JSON.parse(JSON.stringify(stampPolicy(compiled(text), text, {})))
    expect(codesOf(marked, text)).toEqual([])
    // Without the mark there is only the look of it.
    expect(codesOf(stampPolicy(compiled(text), text), text)).toEqual(['base_not_given /source'])
  })

  test.each(['extends: base.yaml', '{"extends": "base.yaml"}', "policy: x\n'extends' : base.yaml"])(
    'that was stamped without the base of its text is not taken for current: %j',
    (text) => {
      expect(codesOf(stampPolicy(compiled(POLICY), text), text)).toEqual(['base_not_given /source'])
    },
  )

  test('without its stamp is refused as well', () => {
    expect(codesOf(compiled(POLICY), POLICY)).toEqual(['policy_stale /source'])
  })
})
