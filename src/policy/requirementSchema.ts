import * as z from 'zod'
import { requirementParts } from '../decide/index.js'
import { conditionSchema, schemasOf } from './documentForms.js'
import { level, oneOrMore, optional, text } from './words.js'

/**
 * The form of citations: where a rule comes from. They stand in the compiled policy and beside the
 * reasons of a decision, so that whoever is asked can say why.
 */
export const citation = oneOrMore(text(1_000)).meta({
  description: 'The law, standard or internal rule that asks for it.',
})

/**
 * The parts of what is taken, each of which may be left out: two levels, the parts of the table,
 * and citations. That a level is named at all is checked with the whole
 * (`requirement_without_level`).
 */
export const requirement = {
  write: optional(level, 'How certain it must be who is asking (write trust).'),
  read: optional(level, 'How certain it must be who will read the answer (read trust).'),
  ...schemasOf(requirementParts),
  unless: optional(
    conditionSchema('opposed'),
    'Not given while this condition holds, or while it is not known whether it holds.',
  ),
  source: citation.exactOptional(),
}

/** The form of what a rung, an action or a delivery takes: one level, or its parts. */
export const requirementWord = z.union([level, z.strictObject(requirement)])
