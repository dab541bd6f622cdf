import * as z from 'zod'
import { RELATIONS } from '../model/index.js'
import { oneOrMore } from './words.js'

/**
 * As what somebody acts for another: a closed list, because the directory has to say the same
 * words.
 */
export const relations = oneOrMore(z.enum(RELATIONS)).meta({
  description: 'The roles in which they act, by the words of the directory.',
})

/** What is given of a class, each rung by its requirement. The form of a requirement is handed in, since requirements stand above this file. */
export const rungsOfClass = <Requirement extends z.ZodType>(requirement: Requirement) => ({
  accept: requirement
    .exactOptional()
    .meta({ description: 'Accept what the person says, and say nothing.' }),
  confirm: requirement
    .exactOptional()
    .meta({ description: 'Say whether what the person said is right.' }),
  masked: requirement
    .exactOptional()
    .meta({ description: 'Show a part, such as the last four digits.' }),
  full: requirement.exactOptional().meta({ description: 'Show everything.' }),
})

/** What somebody gets of a class who acts for another. */
export const representativeOfClass = <Requirement extends z.ZodType>(requirement: Requirement) => ({
  as: relations,
  ...rungsOfClass(requirement),
})
