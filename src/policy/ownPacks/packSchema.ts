import * as z from 'zod'
import { AUDIENCES, REDACTION_ACTIONS, RUNGS } from '../../model/index.js'
import { riskSettings } from '../../trust/index.js'
import { schemasOf } from '../documentForms.js'
import { citation, requirementWord } from '../requirementSchema.js'
import { oneOrMore, text } from '../words.js'

/** Which kinds there are depends on the policy that names the pack, so `checkPacks` looks. */
const kinds = oneOrMore(text(64)).meta({
  description: 'Kinds of data or actions, as policies name them or mark them with `kind`.',
})

/**
 * A rule without anything to require would be read as "never" once compiled, so a document has to
 * say the word.
 */
const orNever = z.union([requirementWord, z.literal('never')]).meta({
  description: 'What it takes whatever the policy asks; `never` for what nobody is given.',
})

/** Names stand in decisions as `pack.rule`, so neither has a dot. */
const NAME = /^[a-z][a-z0-9_]*$/

/**
 * Rules of one part, by name. Each says where it comes from: a rule that nobody can look up is
 * never dropped again.
 */
const rule = <Shape extends z.ZodRawShape>(shape: Shape) =>
  z.record(text(64).regex(NAME), z.strictObject({ ...shape, source: citation }))

/** Who would see it. */
const audience = z.enum(AUDIENCES)

/** The form of a pack of the business's own. What the form cannot say, `checkPacks` does. */
export const packSchema = z
  .strictObject({
    pack: text(64)
      .regex(NAME)
      .meta({ description: 'The name of the pack; its rules are named after it.' }),
    title: text(200).exactOptional().meta({ description: 'What it is called in full.' }),
    description: z.string().max(2_000).exactOptional().meta({ description: 'What it is for.' }),
    kinds: z
      .array(text(64).regex(NAME))
      .max(64)
      .exactOptional()
      .meta({ description: 'Kinds of your own, which policies may mark data and actions with.' }),
    classes: rule({
      kinds,
      except: kinds.exactOptional().meta({ description: 'Kinds that `*` leaves out.' }),
      rung: z
        .enum(RUNGS)
        .exclude(['none'])
        .meta({ description: 'The lowest rung it speaks of; those above take it as well.' }),
      requires: orNever,
    })
      .exactOptional()
      .meta({ description: 'What data of some kinds takes, by the name of the rule.' }),
    actions: rule({
      kinds,
      requires: orNever,
      notify: oneOrMore(text(64)).exactOptional().meta({ description: 'Whom it is told to.' }),
    })
      .exactOptional()
      .meta({ description: 'What actions of some kinds take, by the name of the rule.' }),
    delivery: rule({
      kinds,
      requires: requirementWord.meta({ description: 'What it takes whatever the policy asks.' }),
    })
      .exactOptional()
      .meta({ description: 'What sending data to the address on file takes.' }),
    redact: rule({
      audiences: oneOrMore(audience).meta({ description: 'Who sees no more of it than this.' }),
      identifiers: oneOrMore(text(64))
        .exactOptional()
        .meta({ description: 'Kinds of identifier.' }),
      kinds: kinds.exactOptional(),
      all: z.literal(true).exactOptional().meta({ description: 'It speaks of everything.' }),
      at_most: z.enum(REDACTION_ACTIONS).meta({ description: 'The most that is shown.' }),
    })
      .exactOptional()
      .meta({ description: 'The most that audiences are shown.' }),
    refuses: rule({
      evidence: text(64).meta({ description: 'The kind of evidence that is refused.' }),
    })
      .exactOptional()
      .meta({ description: 'Evidence that may not be used.' }),
    risk: z
      .strictObject(schemasOf(riskSettings))
      .exactOptional()
      .meta({ description: 'Caps and windows, each no laxer than what holds without a word.' }),
    training: z
      .record(text(64), kinds)
      .exactOptional()
      .meta({ description: 'Training an agent needs for data of some kinds, by its skill.' }),
  })
  .meta({ description: 'A pack of your own, as the object it stands for.' })
