import * as z from 'zod'
import { ANSWERS, AUDIENCES, REDACTION_ACTIONS, RUNGS } from '../model/index.js'
import { conditionSchema } from './documentForms.js'
import { oneOrMore, optional, text } from './words.js'

/**
 * What may be claimed of a decision. Every part that is named must hold; which parts need another,
 * `checkStatements` says.
 */
const claim = z.strictObject({
  class: optional(text(64), 'The class that the invariant is about.'),
  at_least: optional(z.enum(RUNGS), 'At this rung or a higher one.'),
  at_most: optional(z.enum(RUNGS), 'At this rung or a lower one.'),
  action: optional(text(64), 'The action that the invariant is about.'),
  answer: optional(oneOrMore(z.enum(ANSWERS)), 'The answer to the action is one of these.'),
  route: optional(oneOrMore(text(64)), 'The task takes one of these routes.'),
  queue: optional(oneOrMore(text(100)), 'The task goes to one of these queues.'),
  audience: optional(z.enum(AUDIENCES), 'The audience that sees `identifier`.'),
  identifier: optional(text(64), 'The kind of identifier that the invariant is about.'),
  shown: optional(
    oneOrMore(z.enum(REDACTION_ACTIONS)),
    'The identifier is treated in one of these ways.',
  ),
})

/** The states that a claim is about: whatever a route may ask. */
const condition = conditionSchema('any')

/** A claim about every state that there can be, which is proved or refuted. */
export const invariantSchema = z.strictObject({
  name: optional(text(200), 'The invariant in one sentence, for reports.'),
  never: optional(claim, 'What must not happen in any state.'),
  always: optional(claim, 'What must be so in every state.'),
  when: optional(condition, 'The states for which it holds. Default: all states.'),
  unless: optional(condition, 'Exceptions: the states in which this condition is known to hold.'),
})
