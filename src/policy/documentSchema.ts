import * as z from 'zod'
import { breakGlassSettings, LAST_VERSION, stepUpWords } from '../decide/index.js'
import { MOST_OWN, OWN_NAME } from '../identifiers/index.js'
import { REDACTION_ACTIONS, RUNGS } from '../model/index.js'
import { riskSettings } from '../trust/index.js'
import { countersSchema } from './countersSchema.js'
import { conditionSchema, schemasOf } from './documentForms.js'
import { factSchema } from './factSchema.js'
import { invariantSchema } from './invariantSchema.js'
import { issuer } from './issuerSchema.js'
import { knowledgeSchema } from './knowledgeSchema.js'
import { ownIdentifier } from './ownIdentifierSchema.js'
import { ownMethodsSchema } from './ownMethodsSchema.js'
import { packSchema } from './ownPacks/packSchema.js'
import { packs } from './packs/index.js'
import { relations, representativeOfClass, rungsOfClass } from './representativeSchema.js'
import { requirement, requirementWord } from './requirementSchema.js'
import { dates, routeSchema } from './routeSchema.js'
import { testSchema } from './testSchema.js'
import { ACTION_KINDS, CLASS_KINDS, REFUSABLE, REFUSES } from './vocabulary.js'
import { level, NAME, name, oneOrMore, optional, purposeSchema, text } from './words.js'

/**
 * The form of a word of a list. The list is for editors to complete and check (`enum` in the JSON
 * Schema); the compiler has its own, kinder, message for each, so zod is not told of it.
 */
const word = (words: readonly string[]) => text(64).meta({ enum: [...words] })

/**
 * A pack of the business's own, by the file it stands in. Only such a name has a dot or a slash, so
 * it is no name of a pack that is shipped. The pattern is for editors, as above.
 */
const packFile = text(300).meta({ pattern: '[./]', description: 'The file of a custom pack.' })

/**
 * The form of a data class. Rungs are keys of it and no list, so that each stands once and in no
 * order.
 */
const dataClass = z.strictObject({
  when: optional(conditionSchema('request'), 'It is given only while this condition holds.'),
  unless: optional(
    conditionSchema('opposed'),
    'It is not given while this condition holds, or while it is not known whether it holds.',
  ),
  ...dates,
  fields: optional(
    z.array(text(200)).max(200),
    'Fields of a customer record; `address.*` names all below `address`.',
  ),
  kind: optional(
    oneOrMore(word(CLASS_KINDS)),
    'The kind of data, for packs. The name of the class counts as a kind too.',
  ),
  ...rungsOfClass(requirementWord),
  deliver_to_record: optional(
    requirementWord,
    'Send it to the address on file instead of showing it.',
  ),
  representative: optional(
    oneOrMore(z.strictObject(representativeOfClass(requirementWord))),
    'What a person gets who acts for another person. Default: nothing.',
  ),
  channels: optional(
    z.record(
      text(64),
      z.strictObject({
        at_most: z.enum(RUNGS).meta({ description: 'The highest rung on this channel.' }),
      }),
    ),
    'The highest rung for each channel.',
  ),
  agent: optional(oneOrMore(text(64)), 'The training that an agent needs to see it.'),
})

const actionDocument = z.strictObject({
  ...requirement,
  kind: optional(
    oneOrMore(word(ACTION_KINDS)),
    'The kind of action, for packs. The name of the action counts as a kind too.',
  ),
  representative: optional(
    oneOrMore(z.strictObject({ ...requirement, as: relations })),
    'What it takes for a person who acts for another person. Default: never allowed.',
  ),
  notify: optional(oneOrMore(text(64)), 'Who is told about the change.'),
  deliver_to_record: optional(
    requirementWord,
    'What it takes to send it to the address on file instead.',
  ),
  denied: optional(z.boolean(), 'Never allowed in a conversation.'),
})

/**
 * An action: a level alone, or all that it takes. `cancel: verified` is `cancel: { write: verified
 * }`.
 */
const action = z.union([level, actionDocument])

const audience = z.record(text(64), z.enum(REDACTION_ACTIONS)).meta({
  description:
    'What is done to each kind of identifier. `default` is for every kind that is not named.',
})

const risk = z.strictObject(schemasOf(riskSettings))

/**
 * The form of a channel of the business's own. A scheme is one of RFC 3986 in small letters; a
 * grade ends at `recognized`, because a platform's word is not a proof.
 */
const channel = z.strictObject({
  scheme: text(32)
    .regex(/^[a-z][a-z0-9+.-]*$/)
    .meta({
      description:
        'The prefix of its addresses, such as `kiosk` of `kiosk:42`. It is also the name of the channel.',
    }),
  grade: optional(
    z.literal([0, 1, 2, 'anonymous', 'claimed', 'recognized']),
    'How far the platform can be trusted about an address. Default: `claimed`.',
  ),
  session: optional(z.boolean(), 'Whether a proof also counts for later messages. Default: no.'),
})

/**
 * A policy document's form. What the form cannot say, `checkDocument` does.
 *
 * Objects are strict: a key that is not known may be a misspelt one, and a rule that nobody reads
 * guards nothing. Every list and text has an end, so that what a document costs to check is bounded
 * by its size. Numbers of things are far above what a policy needs; what binds first is the size of
 * the text, 256 KB.
 */
export const documentSchema = z.strictObject({
  $schema: optional(z.string().max(500), 'The address of the JSON Schema, for editors.'),
  policy: text(64)
    .regex(/^[A-Za-z][A-Za-z0-9._-]*$/)
    .meta({ description: 'The name of the policy.' }),
  version: z.int().min(0).max(LAST_VERSION).meta({
    description:
      'The version of the policy. It goes up with each change, and every decision names it.',
  }),
  description: purposeSchema(2_000),
  packs: optional(
    z.array(z.union([word(packs.map((pack) => pack.name)), packFile, packSchema])).max(32),
    'Regulations that tighten the policy: by name, or custom packs by file.',
  ),
  zone: optional(text(64), 'The time zone of all days in the policy, such as Europe/Berlin.'),
  facts: optional(
    z.record(text(64).regex(NAME), factSchema),
    'Facts that conditions may use, each with its possible values.',
  ),
  roles: optional(z.array(name).min(1).max(64), 'The names of the roles that agents may have.'),
  classes: z
    .record(name, dataClass)
    .meta({ description: 'Classes of data. Each class is disclosed or withheld as a whole.' }),
  actions: optional(z.record(name, action), 'Actions that can be done in a conversation, by name.'),
  counters: optional(countersSchema, 'How many attempts may fail, and how long they count.'),
  break_glass: optional(
    z.strictObject(schemasOf(breakGlassSettings)),
    'How an agent may see withheld data in an emergency: with a reason, an approval by a second person, and for a limited time.',
  ),
  stepUp: optional(
    z.array(z.union([word(stepUpWords), name])).max(32),
    'Methods by which this business can ask for a proof, the preferred one first.',
  ),
  methods: optional(
    ownMethodsSchema,
    'Custom step-up methods, by name. Each is a login at one of the `issuers`.',
  ),
  routes: z
    .array(routeSchema)
    .min(1)
    .max(200)
    .meta({ description: 'Where a task goes. The first route whose condition holds is taken.' }),
  redact: optional(
    z.strictObject({
      customer: optional(audience, 'What the customer sees in a reply.'),
      agent: optional(audience, 'What an agent sees.'),
      bot: optional(audience, 'What a bot or a language model gets.'),
      log: optional(audience, 'What logs hold. Default: everything is dropped.'),
      insights: optional(audience, 'What Flex Insights holds. Default: everything is dropped.'),
      memory: optional(audience, 'What Conversation Memory holds. Default: everything is dropped.'),
    }),
    'What each audience sees of the identifiers in a text.',
  ),
  risk: optional(risk, 'Caps: the highest trust while a risk is present or not known.'),
  issuers: optional(
    z.array(issuer).max(32),
    'Issuers whose logins count, and how much each login is worth.',
  ),
  channels: optional(z.array(channel).max(32), 'Custom channels.'),
  knowledge: optional(
    knowledgeSchema,
    'Knowledge checks, by name. Each is worth `recognized` at most.',
  ),
  regions: optional(
    z.array(text(64).meta({ pattern: '^[A-Z]{2}$' })).max(250),
    'Countries whose telephone numbers people write without the country code, such as `GB`.',
  ),
  // The business's own values: long enough to be one, and without space around it.
  allow: optional(
    z
      .array(
        z
          .string()
          .min(4)
          .max(200)
          .regex(/^\S.*\S$/),
      )
      .max(1_000),
    'Values of the business that are never hidden, such as its hotline.',
  ),
  identifiers: optional(
    z
      .record(text(64).regex(OWN_NAME), ownIdentifier)
      // Each kind is looked for in every text, so their number is what redaction costs.
      .refine((own) => Object.keys(own).length <= MOST_OWN),
    'Custom kinds of identifier, by name.',
  ),
  // Names of evidence are checked with their list, so that a message can suggest one.
  refuses: optional(z.array(word(REFUSABLE)).max(64), REFUSES),
  tests: optional(
    z.array(testSchema).max(2_000),
    'Tests: examples, each with the decision that it expects.',
  ),
  invariants: optional(
    z.array(invariantSchema).max(500),
    'Invariants: statements that must hold in every state.',
  ),
})

/** A policy document that has the right form, before its meaning is checked. */
export type FormedDocument = z.infer<typeof documentSchema>
