import { expect, test } from 'vitest'
import { IDENTIFIER_TYPES, stepUpWords } from '../../src/decide/index.js'
import { compilePolicy } from '../../src/policy/index.js'
import { policyJsonSchema } from '../../src/policy/policyJsonSchema.js'
import { CLASS_KINDS } from '../../src/policy/vocabulary.js'
import { ELSEWHERE } from '../../src/policy/wordsElsewhere.js'

const rows = Object.entries(ELSEWHERE).map(([ours, said]) => ({ ours, said: said.split('|') }))

test('every word that is suggested is one of ours', () => {
  const schema = JSON.stringify(policyJsonSchema())
  const known = new Set<string>([...CLASS_KINDS, ...stepUpWords, ...IDENTIFIER_TYPES])
  const strange = rows.filter(({ ours }) => !known.has(ours) && !schema.includes(`"${ours}"`))
  expect(strange).toEqual([])
})

test('no row says a word twice, or its own', () => {
  const bare = (word: string): string => word.replaceAll(/[\s_]/g, '').toLowerCase()
  for (const { ours, said } of rows) {
    const all = [ours, ...said].map(bare)
    expect(new Set(all).size, ours).toBe(all.length)
  }
})

const clinic = ({
  key = 'maxAge',
  rung = 'masked',
  level = 'verified',
  kind = 'kind: phi',
  method = 'verify_sms',
  pack = 'hipaa',
  when = 'when',
  queue = 'queue',
  routes = 'routes',
  redact = 'us_ssn: drop',
}): string => `policy: clinic
version: 1
packs: [${pack}]
classes:
  results: { ${kind}, fields: [results.*], ${rung}: { write: ${level}, read: verified, ${key}: 1h } }
stepUp: [${method}]
${routes}:
  - { id: nurse, ${when}: { intent: results }, ${queue}: nurses }
  - { id: general, queue: desk }
redact: { agent: { ${redact} } }
`

test.each([
  [{ key: 'ttl' }, 'ttl', 'maxAge'],
  [{ key: 'expiresIn' }, 'expiresIn', 'maxAge'],
  [{ rung: 'partial' }, 'partial', 'masked'],
  [{ level: 'authenticated' }, 'authenticated', 'verified'],
  [{ kind: 'type: phi' }, 'type', 'kind'],
  [{ kind: 'kind: health' }, 'health', 'phi'],
  [{ kind: 'kind: pii' }, 'pii', 'contact'],
  [{ method: 'otp' }, 'otp', 'verify_sms'],
  [{ method: 'magic_link' }, 'magic_link', 'verify_email'],
  [{ method: 'SSO' }, 'SSO', 'login'],
  [{ pack: 'pci-dss' }, 'pci-dss', 'pci'],
  [{ when: 'if' }, 'if', 'when'],
  [{ queue: 'taskQueue' }, 'taskQueue', 'queue'],
  [{ routes: 'routing' }, 'routing', 'routes'],
  [{ redact: 'us_ssn: hide' }, 'hide', 'drop'],
  [{ redact: "'*': drop" }, '*', 'default'],
  [{ redact: 'pan: drop' }, 'pan', 'payment_card'],
] as const)('what others say is told once, with our word for it: %j', (slip, word, suggestion) => {
  const compiled = compilePolicy(clinic(slip))
  expect(compiled.ok || compiled.issues).toEqual([expect.objectContaining({ word, suggestion })])
})
