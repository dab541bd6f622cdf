import * as z from 'zod'
import { ANSWERS, AUDIENCES, REDACTION_ACTIONS, RUNGS } from '../model/index.js'
import { conditionSchema } from './documentForms.js'
import { oneOrMore, text } from './words.js'

/**
 * What may be claimed of a decision. Every part that is named must hold; which parts need another,
 * `checkStatements` says.
 */
const claim = z.strictObject({
  class: text(64).exactOptional().meta({ description: 'The class that the invariant is about.' }),
  at_least: z.enum(RUNGS).exactOptional().meta({ description: 'At this rung or a higher one.' }),
  at_most: z.enum(RUNGS).exactOptional().meta({ description: 'At this rung or a lower one.' }),
  action: text(64).exactOptional().meta({ description: 'The action that the invariant is about.' }),
  answer: oneOrMore(z.enum(ANSWERS))
    .exactOptional()
    .meta({ description: 'The answer to the action is one of these.' }),
  route: oneOrMore(text(64))
    .exactOptional()
    .meta({ description: 'The task takes one of these routes.' }),
  queue: oneOrMore(text(100))
    .exactOptional()
    .meta({ description: 'The task goes to one of these queues.' }),
  audience: z
    .enum(AUDIENCES)
    .exactOptional()
    .meta({ description: 'The audience that sees `identifier`.' }),
  identifier: text(64)
    .exactOptional()
    .meta({ description: 'The kind of identifier that the invariant is about.' }),
  shown: oneOrMore(z.enum(REDACTION_ACTIONS))
    .exactOptional()
    .meta({ description: 'The identifier is treated in one of these ways.' }),
})

/** The states that a claim is about: whatever a route may ask. */
const condition = conditionSchema('any')

/** A claim about every state that there can be, which is proved or refuted. */
export const invariantSchema = z.strictObject({
  name: text(200)
    .exactOptional()
    .meta({ description: 'The invariant in one sentence, for reports.' }),
  never: claim.exactOptional().meta({ description: 'What must not happen in any state.' }),
  always: claim.exactOptional().meta({ description: 'What must be so in every state.' }),
  when: condition
    .exactOptional()
    .meta({ description: 'The states for which it holds. Default: all states.' }),
  unless: condition.exactOptional().meta({
    description: 'Exceptions: the states in which this condition is known to hold.',
  }),
})
