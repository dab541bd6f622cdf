import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { CompiledPolicy } from '../../src/decide/compiled.js'
import { decide } from '../../src/decide/decide.js'
import { policyIndexOf } from '../../src/decide/policyIndex.js'
import { compilePolicy } from '../../src/policy/index.js'
import { anyAssessment, anyEngagement, anyPolicy } from '../policy/arbitraries.js'

const policyOf = (source: Parameters<typeof compilePolicy>[0]): CompiledPolicy => {
  const result = compilePolicy(source)
  if (!result.ok) throw new TypeError('the policy of this test is broken')
  return result.value
}

const anyMessages = fc.array(fc.tuple(anyAssessment, anyEngagement), {
  minLength: 2,
  maxLength: 12,
})

test('a plan that was made for somebody else is the plan that would have been made', () => {
  fc.assert(
    fc.property(anyPolicy, anyMessages, (document, messages) => {
      const used = policyOf(document)
      for (const [assessment, engagement] of messages) {
        const decided = decide(used, assessment, engagement)
        expect(decided).toEqual(decide(policyOf(document), assessment, engagement))
      }
    }),
  )
})

test('what is remembered of a situation names nobody and holds no word from outside', () => {
  fc.assert(
    fc.property(anyPolicy, anyMessages, (document, messages) => {
      const policy = policyOf(document)
      for (const [assessment, engagement] of messages) {
        const marked = {
          ...assessment,
          trust: { ...assessment.trust, customer: 'somebody' },
          supports: assessment.supports.map((support) => ({
            ...support,
            causes: support.causes.map((cause) => `${cause.split(':', 1)[0]}:somebody`),
            purpose: support.purpose === null ? null : 'somebody',
            node: 'tel:somebody',
            customer: 'somebody',
          })),
        }
        const intent = { classes: ['somebody'], actions: ['somebody'], amount: 'somebody' }
        decide(policy, marked, { ...engagement, conversation: 'somebody', intent })
      }
      const remembered = [...policyIndexOf(policy).plans.plans.keys()]
      expect(remembered.join()).not.toContain('somebody')
    }),
  )
})
