import { describe, expect, test } from 'vitest'
import { type DeclaringName, declaringNames } from '../../src/policy/declaringParts.js'
import { parseDocument } from '../../src/policy/index.js'

/** By the part: how it declares a name, and two lines that ask for a name of it. */
const ASKED: Readonly<
  Record<Exclude<DeclaringName, 'packs'>, (name: string) => readonly [string, string]>
> = {
  classes: (name) => [`classes: { ${name}: { full: recognized } }`, never('class', name)],
  actions: (name) => [`actions: { ${name}: strong }`, never('action', name)],
  routes: (name) => [
    `routes: [{ id: ${name}, when: { trust: strong }, queue: front }, { id: rest, queue: front }]`,
    tests(`route: ${name}`),
  ],
  channels: (name) => [
    `channels: [{ scheme: ${name}, session: true }]`,
    `invariants:${['one', 'two'].map((n) => `\n  - { name: ${n}, never: { class: letters, at_least: full }, when: { channel: ${name} } }`).join('')}`,
  ],
  facts: (name) => [
    `facts: { ${name}: [child, adult] }`,
    actions(`{ write: strong, when: { context: { ${name}: [adult] } } }`),
  ],
  identifiers: (name) => [
    `identifiers: { ${name}: { pattern: 'BR-[0-9]{6}', words: [booking] } }`,
    `redact: { log: { ${name}: drop }, agent: { ${name}: mask } }`,
  ],
  issuers: (name) => [
    `issuers: [{ issuer: 'https://${name}.example.com', amr: { pwd: verified } }]`,
    `methods: { app: { issuer: 'https://${name}.example.com', amr: [pwd] }, site: { issuer: 'https://${name}.example.com', amr: [pwd] } }`,
  ],
  knowledge: (name) => [
    `knowledge: { ${name}: { asks: [order_number] } }\nstepUp: [login]`,
    tests(`step_up: [${name}]`),
  ],
  methods: (name) => [
    `methods: { ${name}: { issuer: 'https://login.example.com', amr: [pwd] } }\nissuers: [{ issuer: 'https://login.example.com', amr: { pwd: verified } }]\nstepUp: [login]`,
    tests(`step_up: [${name}]`),
  ],
  roles: (name) => [`roles: [${name}, clerk]`, actions(`{ write: strong, roles: [${name}] }`)],
}

const actions = (takes: string): string => `actions: { pay: ${takes}, close: ${takes} }`
const never = (about: string, name: string): string =>
  `invariants:${['one', 'two']
    .map(
      (n) =>
        `\n  - { name: ${n}, never: { ${about}: ${name}, ${about === 'class' ? 'at_least: full' : 'answer: allow'} }, when: { trust_below: verified } }`,
    )
    .join('')}`
const tests = (expected: string): string =>
  `tests:${['one', 'two']
    .map(
      (n) =>
        `\n  - { name: ${n}, given: { channel: sms, address: '+14155550100' }, expect: { trust: claimed, ${expected} } }`,
    )
    .join('')}`

/** A policy whose part declares one name, where its other parts ask for another. */
function policyOf(part: keyof typeof ASKED, declared: string, asked: string): string {
  const [declaration] = ASKED[part](declared)
  const [, asking] = ASKED[part](asked)
  const rest = [
    ['classes', 'classes: { letters: { full: recognized } }'],
    ['routes', 'routes: [{ id: general, queue: front }]'],
  ].flatMap(([name, text]) => (declaration.startsWith(`${name}:`) ? [] : [text]))
  return ['policy: asked', 'version: 1', declaration, asking, ...rest].join('\n')
}

// A pack is named by its file, and is looked for there.
const parts = declaringNames.filter((part) => part !== 'packs')

describe.each(parts)('a name that `%s` declares', (part) => {
  test('is known where it is asked for', () => {
    const read = parseDocument(policyOf(part, 'harbour', 'harbour'))
    expect(read.ok ? [] : read.issues).toEqual([])
  })

  test('is reported once where it stands, if others name something nearly the same', () => {
    const text = policyOf(part, 'harbuor', 'harbour')
    const read = parseDocument(text)
    const issues = read.ok ? [] : read.issues
    expect(issues.map(({ code, line }) => `${code} ${line}`)).toEqual(['name_never_used 3'])
  })

  test('is not asked for where its part is lost', () => {
    const text = policyOf(part, 'harbour', 'harbour')
    const read = parseDocument(text.replace(new RegExp(`^${part}: .*`, 'm'), `${part}: 7`))
    const issues = read.ok ? [] : read.issues
    expect(issues.map(({ path }) => path)).toEqual([`/${part}`])
  })
})
