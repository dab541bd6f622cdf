import * as z from 'zod'
import { ANSWERS, AUDIENCES, REDACTION_ACTIONS, RUNGS } from '../model/index.js'
import { conditionSchema } from './documentForms.js'
import { oneOrMore, text } from './words.js'

/**
 * What may be claimed of a decision. Every part that is named must hold; which parts need another,
 * `checkStatements` says.
 */
const claim = z.strictObject({
  class: text(64).exactOptional().meta({ description: 'The class it speaks of.' }),
  at_least: z.enum(RUNGS).exactOptional().meta({ description: 'At this rung or a higher one.' }),
  at_most: z.enum(RUNGS).exactOptional().meta({ description: 'At this rung or a lower one.' }),
  action: text(64).exactOptional().meta({ description: 'The action it speaks of.' }),
  answer: oneOrMore(z.enum(ANSWERS))
    .exactOptional()
    .meta({ description: 'The action has one of these answers.' }),
  route: oneOrMore(text(64))
    .exactOptional()
    .meta({ description: 'The task takes one of these routes.' }),
  queue: oneOrMore(text(100))
    .exactOptional()
    .meta({ description: 'The task goes to one of these queues.' }),
  audience: z
    .enum(AUDIENCES)
    .exactOptional()
    .meta({ description: 'Who sees it, beside `identifier`.' }),
  identifier: text(64)
    .exactOptional()
    .meta({ description: 'The kind of identifier it speaks of.' }),
  shown: oneOrMore(z.enum(REDACTION_ACTIONS))
    .exactOptional()
    .meta({ description: 'What is done to it is one of these.' }),
})

/** The states that a claim is about: whatever a route may ask. */
const condition = conditionSchema('any')

/** A claim about every state that there can be, which is proved or refuted. */
export const invariantSchema = z.strictObject({
  name: text(200).exactOptional().meta({ description: 'A sentence that says it, for reports.' }),
  never: claim.exactOptional().meta({ description: 'What must not be, in any state.' }),
  always: claim.exactOptional().meta({ description: 'What must be, in every state.' }),
  when: condition
    .exactOptional()
    .meta({ description: 'The states it speaks of; all, where left out.' }),
  unless: condition.exactOptional().meta({
    description: 'The states it does not speak of: those in which this is known to be so.',
  }),
})
