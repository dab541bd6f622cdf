import * as z from 'zod'
import { RELATIONS } from '../model/index.js'
import { oneOrMore, optional } from './words.js'

/**
 * As what somebody acts for another: a closed list, because the directory has to say the same
 * words.
 */
export const relations = oneOrMore(z.enum(RELATIONS)).meta({
  description: 'The roles in which they act, by the words of the directory.',
})

/** What is given of a class, each rung by its requirement. The form of a requirement is handed in, since requirements stand above this file. */
export const rungsOfClass = <Requirement extends z.ZodType>(requirement: Requirement) => ({
  accept: optional(requirement, 'Accept what the person says, and say nothing.'),
  confirm: optional(requirement, 'Say whether what the person said is right.'),
  masked: optional(requirement, 'Show a part, such as the last four digits.'),
  full: optional(requirement, 'Show everything.'),
})

/** What somebody gets of a class who acts for another. */
export const representativeOfClass = <Requirement extends z.ZodType>(requirement: Requirement) => ({
  as: relations,
  ...rungsOfClass(requirement),
})
