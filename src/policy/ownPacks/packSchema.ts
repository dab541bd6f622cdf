import * as z from 'zod'
import { AUDIENCES, GIVEN_RUNGS, REDACTION_ACTIONS } from '../../model/index.js'
import { riskSettings } from '../../trust/index.js'
import { schemasOf } from '../documentForms.js'
import { citation, requirementWord } from '../requirementSchema.js'
import { REFUSES } from '../vocabulary.js'
import { NAME, oneOrMore, optional, purposeSchema, text } from '../words.js'

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
    title: optional(text(200), 'The full title of the pack.'),
    description: purposeSchema(2_000),
    kinds: optional(
      z.array(text(64).regex(NAME)).max(64),
      'Custom kinds, which policies may use as `kind`.',
    ),
    classes: optional(
      rule({
        kinds,
        except: optional(kinds, 'Kinds to which `*` does not apply.'),
        rung: z.enum(GIVEN_RUNGS).meta({
          description: 'The lowest rung for which the rule holds. It holds for higher rungs too.',
        }),
        requires: orNever,
      }),
      'Rules for data of some kinds, by name.',
    ),
    actions: optional(
      rule({
        kinds,
        requires: orNever,
        notify: optional(oneOrMore(text(64)), 'Who is told about it.'),
      }),
      'Rules for actions of some kinds, by name.',
    ),
    delivery: optional(
      rule({
        kinds,
        requires: requirementWord.meta({
          description: 'What it takes at least, whatever the policy asks.',
        }),
      }),
      'Rules for sending data to the address on file.',
    ),
    redact: optional(
      rule({
        audiences: oneOrMore(audience).meta({
          description: 'The audiences that see no more than this.',
        }),
        identifiers: optional(oneOrMore(text(64)), 'Kinds of identifier.'),
        kinds: kinds.exactOptional(),
        all: optional(z.literal(true), 'The rule holds for every kind.'),
        at_most: z.enum(REDACTION_ACTIONS).meta({ description: 'The most that may be shown.' }),
      }),
      'Rules for what audiences may see, by name.',
    ),
    refuses: optional(
      rule({
        evidence: text(64).meta({ description: 'The kind of evidence that is refused.' }),
      }),
      REFUSES,
    ),
    risk: optional(
      z.strictObject(schemasOf(riskSettings)),
      'Caps and times, each at least as strict as the default.',
    ),
    training: optional(
      z.record(text(64), kinds),
      'The training that an agent needs for data of some kinds, by skill.',
    ),
  })
  .meta({ description: 'A custom pack, written out.' })
