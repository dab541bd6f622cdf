import { describe, expect, test } from 'vitest'
import { engagementOf } from '../../src/analysis/index.js'
import { stepUpMethods } from '../../src/decide/index.js'
import { applyFields, startState } from '../../src/report/desk/changeState.js'
import { attributesOf, decideDesk, decideOn } from '../../src/report/desk/decideDesk.js'
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
      const item = evidenceKit(policy, { channel, address, message: 'SM01' }).find(
        ({ method = '' }) => wordOf(method) === wordOf(name),
      )
      return { title, channel, address, item }
    })
    // An account is linked to an address; every other proof can be given on every channel.
    if (kind !== 'account_link') expect(offered.filter(({ item }) => !item)).toEqual([])
    const counts = offered.map(({ channel, address, item }) => {
      if (item === undefined) return false
      const { engagement, at } = engagementOf({
        ...{ channel, address, message: 'SM01' },
        evidence: [item.evidence],
      })
      return assess(engagement, at, policy).supports.some(
        (support) => support.method === kind && (kind !== 'verify_check' || support.via === via),
      )
    })
    expect(counts).toContain(true)
  })
})

test.each(policies)('the proofs that $name asks for stand first', (policy) => {
  const kit = evidenceKit(policy, { channel: 'sms', address: '+14155550100' })
  const words = kit.flatMap(({ method }) => (method === undefined ? [] : [method]))
  const wanted = policy.stepUp.filter((word) => words.includes(word))
  expect([...new Set(words)].slice(0, wanted.length)).toEqual(wanted)
})

// A proof on the desk is given for what is asked now, so an action is judged by what was proved and by nothing else.
test.each(policies)(
  'where there is no session, what $name lets a proof open it opens on the desk',
  (one) => {
    const { actions } = one
    const opened = (channel: string, address: string): readonly string[] => {
      const start = startState(one, channel)
      const kit = evidenceKit(one, start.given)
      const fields = {
        address,
        claims: '',
        amount: '12.50',
        payee: 'Acme',
        minutes: 0,
        message: '',
      }
      const ties = kit.flatMap(({ group, title }, at) =>
        group === 'directory' && title.endsWith('on file, verified at enrolment') ? [at] : [],
      )
      const clean = kit.findIndex(({ title }) => title === 'number checked: no risk found')
      const proofs = kit.flatMap(({ group }, at) => (group === 'proof' ? [at] : []))
      const topics = actions.map(({ name }) => name)
      const state = applyFields(one, start, { ...fields, topics, kit: [...ties, clean, ...proofs] })
      const decision = decideOn(one, state)
      return topics.filter((name) => decision.actions[name] === 'allow')
    }
    const texts = opened('sms', startState(one, 'sms').given.address)
    const chats = opened('whatsapp', startState(one, 'whatsapp').given.address)
    // Of actions that no reader matters to, and that ask for no more than proof of who asks.
    const plain = actions.filter(({ requires }) =>
      requires.every(({ purpose, linked }) => purpose !== true && linked !== true),
    )
    const isPlain = (name: string): boolean => plain.some((action) => action.name === name)
    expect(texts.filter(isPlain)).toEqual(chats.filter(isPlain))
    expect(texts.length).toBeGreaterThan(0)
  },
)

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
