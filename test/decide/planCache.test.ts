import fc from 'fast-check'
import { expect, test } from 'vitest'
import { decide } from '../../src/decide/decide.js'
import { policyIndexOf } from '../../src/decide/policyIndex.js'
import { assess } from '../../src/trust/index.js'
import { compiled as policyOf } from '../compiled.js'
import { anyAssessment, anyEngagement, anyPolicy } from '../policy/arbitraries.js'
import { runs } from '../runs.js'

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
        // A policy that is another object has made no plan yet.
        expect(decided).toEqual(decide({ ...used }, assessment, engagement))
      }
    }),
    runs(60),
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

test('whatever classes and actions are called, what is asked of one is never taken for another', () => {
  const used = policyOf(`
    policy: words
    version: 1
    classes:
      and: { fields: [name], full: { write: verified, methods: [session] } }
      where: { fields: [email], full: { write: verified, methods: [verify_check] } }
    actions:
      for: { write: verified, methods: [session] }
      acting: { write: verified, methods: [verify_check] }
    stepUp: [login, verify_sms]
    routes: [{ id: rest, queue: front }]
  `)
  const contact = { channel: 'sms', address: '+14155550100' }
  const assessment = assess({ conversation: 'CH01', contact }, Date.UTC(2026, 10, 22), used)
  // Every name may be asked for as a class or as an action, known as such or not.
  const lists = [...Array(16).keys()].map((chosen) =>
    ['and', 'where', 'for', 'acting'].filter((_, at) => (chosen >> at) % 2 === 1),
  )
  for (const classes of lists) {
    for (const actions of lists) {
      const engagement = { conversation: 'CH01', contact, intent: { classes, actions } }
      const decided = decide(used, assessment, engagement)
      expect(decided).toEqual(decide({ ...used }, assessment, engagement))
    }
  }
  expect(policyIndexOf(used).plans.plans.size).toBe(lists.length ** 2)
})
