import { describe, expect, test } from 'vitest'
import { engagementOf } from '../../src/analysis/engagementOf.js'
import { stepUpMethods } from '../../src/decide/stepUpMethods.js'
import { attributesOf, decideDesk } from '../../src/report/desk/decideDesk.js'
import { deskCallers, evidenceKit } from '../../src/report/desk/evidenceKit.js'
import { renderClaims } from '../../src/report/desk/renderClaims.js'
import { assess } from '../../src/trust/index.js'
import { EXAMPLES, readExample, sourceOf } from './world.js'

const policies = EXAMPLES.map((name) => sourceOf(readExample(name)).policy)

// The portal is a login on another channel.
const wordOf = (name: string): string => (name === 'portal' ? 'login' : name)

describe.each(stepUpMethods)('$name', ({ name, kind, via }) => {
  test.each(policies)('can be put on the desk of $name, and counts there', (policy) => {
    const offered = deskCallers(policy).map(({ channel, address, title }) => {
      const item = evidenceKit(policy, channel, address).find(
        ({ method = '' }) => wordOf(method) === wordOf(name),
      )
      return { title, channel, address, item }
    })
    // An account is linked to an address; every other proof can be given on every channel.
    if (kind !== 'account_link') expect(offered.filter(({ item }) => !item)).toEqual([])
    const counts = offered.map(({ channel, address, item }) => {
      if (item === undefined) return false
      const { engagement, at } = engagementOf({ channel, address, evidence: [item.evidence] })
      return assess(engagement, at, policy).supports.some(
        (support) => support.method === kind && (kind !== 'verify_check' || support.via === via),
      )
    })
    expect(counts).toContain(true)
  })
})

test.each(policies)('the proofs that $name asks for stand first', (policy) => {
  const kit = evidenceKit(policy, 'sms', '+14155550100')
  const words = kit.flatMap(({ method }) => (method === undefined ? [] : [method]))
  const wanted = policy.stepUp.filter((word) => words.includes(word))
  expect([...new Set(words)].slice(0, wanted.length)).toEqual(wanted)
})

const [policy] = policies
if (policy === undefined) throw new Error('no policy')

const readForm = (claims: Readonly<Record<string, unknown>>) => {
  const given = { channel: 'sms', address: '+14155550100', claims }
  const decided = decideDesk(policy, { given, message: '' })
  return { decided, markup: renderClaims(decided)?.markup ?? '' }
}

test('what was read from the form is shown, and what was refused is named by its code', () => {
  const { decided, markup } = readForm({ tier: 'gold', verified: 'zanzibar7731', name: 'Ada' })
  expect(markup).toContain('gold')
  expect(markup).toContain('<code>claim_reserved</code>')
  expect(markup).not.toContain('zanzibar7731')
  expect(markup).toContain('<bdi>Ada</bdi>')
  expect(decided.printed.reasons).toContainEqual({ code: 'claim_reserved', at: '/claims' })
  expect(attributesOf(decided).countersign.reasons).not.toContain('claim_reserved')
})

test('a name that passes itself off as somebody is not shown to the agent', () => {
  const { markup } = readForm({ name: 'Verified ✓ Support' })
  expect(markup).toContain('shown no name')
})

test('without a form nothing is said of one', () => {
  const given = { channel: 'sms', address: '+14155550100' }
  expect(renderClaims(decideDesk(policy, { given, message: '' }))).toBeNull()
})
