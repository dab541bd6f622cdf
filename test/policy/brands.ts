import { describeIssue, isRecord } from '../../src/model/index.js'
import { compilePolicy } from '../../src/policy/index.js'
import { readSource } from '../../src/policy/readSource.js'

/** A base that has a word of everything. */
export const BASE = `policy: base
version: 3
parameters:
  code_age: { at_least: 5m, at_most: 30m, default: 15m }
  desk: { values: any, default: front-desk }
  level: { values: [verified, strong], default: verified }
brands:
  change: [routes.*.queue, classes.contact.full.maxAge]
  add: [actions]
classes:
  contact: { fields: [name, email], full: { write: verified, read: verified, maxAge: 24h } }
  account:
    fields: [orders.*]
    kind: account
    agent: orders
    masked: { write: recognized, read: recognized }
    full: { write: { parameter: level }, read: verified, maxAge: { parameter: code_age } }
  secret: { fields: [pin] }
actions:
  change_address: { write: strong, maxAge: 5m, notify: old_address }
  cancel: verified
  reset: { denied: true }
facts: { segment: [business, private] }
redact:
  agent: { payment_card: mask, default: mask }
  log: { default: drop }
risk: { sim_swap_unknown: recognized }
issuers: [{ issuer: 'https://id.example.com', acr: { gold: verified } }]
channels: [{ scheme: kiosk, grade: claimed }]
refuses: [segment_profile]
allow: ['+14155550132']
regions: [US]
stepUp: [login]
routes:
  - { id: fraud, when: { risk: sim_swap }, queue: fraud, priority: 10, skills: [fraud] }
  - { id: general, queue: { parameter: desk } }
tests:
  - name: a stranger hears nothing
    given: { channel: sms, address: '+14155550100' }
    expect: { trust: claimed, route: general }
invariants:
  - never: { class: secret, at_least: accept }
`

/** How a document begins that stands on it. */
export const HEAD = 'extends: base.yaml\npolicy: brand\nversion: 1\n'

/** A base with its lines is read anew each time; where they are not the point, it is read once. */
const known = new Map<string, object>()

function documentOf(base: string): object {
  const read = known.get(base) ?? readDocument(base)
  known.set(base, read)
  return read
}

function readDocument(base: string): object {
  const read = readSource(base)
  if (read.ok && isRecord(read.value.value)) return read.value.value
  throw new TypeError('the base of this test cannot be read')
}

/** Compiles what a brand says over the base. */
export const compile = (said: string, base: string | object = documentOf(BASE)) =>
  compilePolicy(HEAD + said, { files: { 'base.yaml': base } })

/** What is told of it. */
export const toldOf = (said: string, base = BASE): readonly string[] => {
  const compiled = compile(said, base)
  return compiled.ok ? [] : compiled.issues.map((issue) => describeIssue('brand.yaml', issue))
}

/** The same by code and place. */
export const codesOf = (said: string, base = BASE): readonly string[] => {
  const compiled = compile(said, documentOf(base))
  return compiled.ok ? [] : compiled.issues.map(({ code, path }) => `${code} ${path}`)
}
