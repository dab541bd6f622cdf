import * as z from 'zod'
import { AUDIENCES, GIVEN_RUNGS, REDACTION_ACTIONS } from '../../model/index.js'
import { riskSettings } from '../../trust/index.js'
import { schemasOf } from '../documentForms.js'
import { citation, requirementWord } from '../requirementSchema.js'
import { REFUSES } from '../vocabulary.js'
import { NAME, oneOrMore, purposeSchema, text } from '../words.js'

/** Which kinds there are depends on the policy that names the pack, so `checkPacks` looks. */
const kinds = oneOrMore(text(64)).meta({
  description: 'Kinds of data or actions: names of classes and actions, or their `kind`.',
})

/**
 * A rule without anything to require would be read as "never" once compiled, so a document has to
 * say the word.
 */
const orNever = z.union([requirementWord, z.literal('never')]).meta({
  description: 'What it takes at least, whatever the policy asks. `never`: nobody is given it.',
})

/**
 * Rules of one part, by name. Each says where it comes from: a rule that nobody can look up is
 * never dropped again.
 */
const rule = <Shape extends z.ZodRawShape>(shape: Shape) =>
  z.record(text(64).regex(NAME), z.strictObject({ ...shape, source: citation }))

/** Who would see a text or a record. */
const audience = z.enum(AUDIENCES)

/** The form of a pack of the business's own. What the form cannot say, `checkPacks` does. */
export const packSchema = z
  .strictObject({
    pack: text(64)
      .regex(NAME)
      .meta({ description: 'The name of the pack. The names of its rules begin with it.' }),
    title: text(200).exactOptional().meta({ description: 'The full title of the pack.' }),
    description: purposeSchema(2_000),
    kinds: z
      .array(text(64).regex(NAME))
      .max(64)
      .exactOptional()
      .meta({ description: 'Custom kinds, which policies may use as `kind`.' }),
    classes: rule({
      kinds,
      except: kinds.exactOptional().meta({ description: 'Kinds to which `*` does not apply.' }),
      rung: z.enum(GIVEN_RUNGS).meta({
        description: 'The lowest rung for which the rule holds. It holds for higher rungs too.',
      }),
      requires: orNever,
    })
      .exactOptional()
      .meta({ description: 'Rules for data of some kinds, by name.' }),
    actions: rule({
      kinds,
      requires: orNever,
      notify: oneOrMore(text(64)).exactOptional().meta({ description: 'Who is told about it.' }),
    })
      .exactOptional()
      .meta({ description: 'Rules for actions of some kinds, by name.' }),
    delivery: rule({
      kinds,
      requires: requirementWord.meta({
        description: 'What it takes at least, whatever the policy asks.',
      }),
    })
      .exactOptional()
      .meta({ description: 'Rules for sending data to the address on file.' }),
    redact: rule({
      audiences: oneOrMore(audience).meta({
        description: 'The audiences that see no more than this.',
      }),
      identifiers: oneOrMore(text(64))
        .exactOptional()
        .meta({ description: 'Kinds of identifier.' }),
      kinds: kinds.exactOptional(),
      all: z.literal(true).exactOptional().meta({ description: 'The rule holds for every kind.' }),
      at_most: z.enum(REDACTION_ACTIONS).meta({ description: 'The most that may be shown.' }),
    })
      .exactOptional()
      .meta({ description: 'Rules for what audiences may see, by name.' }),
    refuses: rule({
      evidence: text(64).meta({ description: 'The kind of evidence that is refused.' }),
    })
      .exactOptional()
      .meta({ description: REFUSES }),
    risk: z
      .strictObject(schemasOf(riskSettings))
      .exactOptional()
      .meta({ description: 'Caps and times, each at least as strict as the default.' }),
    training: z
      .record(text(64), kinds)
      .exactOptional()
      .meta({ description: 'The training that an agent needs for data of some kinds, by skill.' }),
  })
  .meta({ description: 'A custom pack, written out.' })
