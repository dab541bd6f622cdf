import { expect, test } from 'vitest'
import { openSpace, prove } from '../../src/analysis/index.js'
import { channels } from '../../src/channels/index.js'
import { type CompiledPolicy, SESSION_CHANNELS } from '../../src/decide/index.js'
import { compilePolicy } from '../../src/policy/index.js'

function compile(): CompiledPolicy {
  const compiled = compilePolicy({
    policy: 'p',
    version: 1,
    classes: { account: { full: { write: 'verified', read: 'verified' } } },
    routes: [{ id: 'all', queue: 'q' }],
  })
  if (!compiled.ok) throw new Error('does not compile')
  return compiled.value
}

// Channels whose addresses are accounts of a platform: people on them are alike in all but their address.
const named = channels.filter(({ name }) => SESSION_CHANNELS.includes(name)).map(({ name }) => name)

test('an answer about one channel does not depend on what was asked of another before', () => {
  const shared = compile()
  const verdictOn = (policy: CompiledPolicy, channel: string): string => {
    const proof = prove(openSpace(policy), {
      never: { route: 'all' },
      when: { channel, risk: 'unlinked' },
    })
    return proof.ok ? `${channel} ${proof.value.verdict}` : 'not answered'
  }
  const alone = named.map((channel) => verdictOn(compile(), channel))
  expect(alone.filter((said) => said.endsWith('refuted')).length).toBeGreaterThan(5)
  expect(named.map((channel) => verdictOn(shared, channel))).toEqual(alone)
})

test('what becomes of people while the directory does not answer is shown by an engagement', () => {
  const policy = compile()
  for (const channel of ['sms', 'messenger', 'email']) {
    const proof = prove(openSpace(policy), {
      never: { route: 'all' },
      when: { channel, risk: 'directory_unknown' },
    })
    expect(proof).toMatchObject({ ok: true, value: { verdict: 'refuted' } })
  }
})
