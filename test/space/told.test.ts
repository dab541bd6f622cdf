import { expect, test } from 'vitest'
import { openSpace, prove } from '../../src/analysis/index.js'
import { compilePolicy } from '../../src/policy/index.js'

// Each of them is news of something else: an account, a link, a number, the conversation, and a look-up that failed.
const RISKS = [
  'account_disabled',
  'agent_lowered',
  'credential_change',
  'directory_unknown',
  'identifier_recycled',
  'line_inactive',
  'subject_unknown',
  'unlinked',
] as const

const LEVELS = ['recognized', 'verified', 'strong'] as const

/** A policy that has a route for whoever has a bad risk and is trusted so far all the same. */
const policyOf = (risk: string, trust: (typeof LEVELS)[number], channel: string) => {
  const compiled = compilePolicy({
    policy: 'told',
    version: 1,
    classes: { account: { full: 'verified' } },
    channels: [{ scheme: 'kiosk', grade: 'recognized', session: true }],
    stepUp: ['login'],
    routes: [
      { id: 'bad', when: { risk: [risk], trust, channel }, queue: 'desk' },
      { id: 'rest', queue: 'front' },
    ],
  })
  if (!compiled.ok) throw new TypeError('the policy of this test is broken')
  return compiled.value
}

test.each(['sms', 'kiosk', 'email', 'messenger'])(
  'on %s it is known of every risk how far somebody may be trusted who has it',
  (channel) => {
    const verdicts = RISKS.flatMap((risk) =>
      LEVELS.map((trust) => {
        const policy = policyOf(risk, trust, channel)
        const proof = prove(openSpace(policy), { never: { route: 'bad' } })
        return [risk, trust, proof.ok && proof.value.verdict] as const
      }),
    )
    expect(verdicts.filter(([, , verdict]) => verdict === 'not_proved')).toEqual([])
    const verdictOf = (risk: string) =>
      verdicts.flatMap(([name, , verdict]) => (name === risk ? [verdict] : []))
    // What could not be looked up holds everybody at a claim; an account says nothing of another proof.
    expect(verdictOf('directory_unknown')).toEqual(['proved', 'proved', 'proved'])
    expect(verdictOf('account_disabled')).toEqual(['refuted', 'refuted', 'refuted'])
  },
  120_000,
)
