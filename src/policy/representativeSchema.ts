import * as z from 'zod'
import { RELATIONS } from '../model/index.js'
import { oneOrMore } from './words.js'

/**
 * As what somebody acts for another: a closed list, because the directory has to say the same
 * words.
 */
export const relations = oneOrMore(z.enum(RELATIONS)).meta({
  description: 'As what they act, by the word of the directory.',
})

/**
 * What somebody gets of a class who acts for another, each rung by its requirement. The form of a
 * requirement is handed in, since requirements stand above this file.
 */
export const representativeOfClass = <Requirement extends z.ZodType>(requirement: Requirement) => ({
  as: relations,
  accept: requirement.exactOptional().meta({ description: 'Take what they tell.' }),
  confirm: requirement.exactOptional().meta({ description: 'Say whether it is the same.' }),
  masked: requirement.exactOptional().meta({ description: 'Show a part.' }),
  full: requirement.exactOptional().meta({ description: 'Show all of it.' }),
})
