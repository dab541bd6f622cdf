import * as z from 'zod'
import { breakGlassSettings, stepUpWords } from '../decide/index.js'
import { MOST_OWN, OWN_NAME } from '../identifiers/index.js'
import { REDACTION_ACTIONS, RUNGS } from '../model/index.js'
import { riskSettings } from '../trust/index.js'
import { countersSchema } from './countersSchema.js'
import { conditionSchema, schemasOf } from './documentForms.js'
import { fact } from './factSchema.js'
import { invariantSchema } from './invariantSchema.js'
import { issuer } from './issuerSchema.js'
import { knowledgeSchema } from './knowledgeSchema.js'
import { ownIdentifier } from './ownIdentifierSchema.js'
import { ownMethodsSchema } from './ownMethodsSchema.js'
import { packSchema } from './ownPacks/packSchema.js'
import { packs } from './packs/index.js'
import { relations, representativeOfClass } from './representativeSchema.js'
import { requirement, requirementWord } from './requirementSchema.js'
import { dates, route } from './routeSchema.js'
import { testSchema } from './testSchema.js'
import { ACTION_KINDS, CLASS_KINDS, REFUSABLE } from './vocabulary.js'
import { level, name, oneOrMore, text } from './words.js'

/**
 * The form of a word of a list. The list is for editors to complete and check (`enum` in the JSON
 * Schema); the compiler has its own, kinder, message for each, so zod is not told of it.
 */
const word = (words: readonly string[]) => text(64).meta({ enum: [...words] })

/**
 * A pack of the business's own, by the file it stands in. Only such a name has a dot or a slash, so
 * it is no name of a pack that is shipped. The pattern is for editors, as above.
 */
const packFile = text(300).meta({ pattern: '[./]', description: 'The file of a pack of your own.' })

/**
 * The form of a data class. Rungs are keys of it and no list, so that each stands once and in no
 * order.
 */
const dataClass = z.strictObject({
  when: conditionSchema('request')
    .exactOptional()
    .meta({ description: 'Nothing of it is given but where this is so.' }),
  unless: conditionSchema('opposed').exactOptional().meta({
    description: 'Nothing of it is given where this is so, or where it is not known.',
  }),
  ...dates,
  fields: z
    .array(text(200))
    .max(200)
    .exactOptional()
    .meta({ description: 'Fields of a customer record; `address.*` names all below `address`.' }),
  kind: oneOrMore(word(CLASS_KINDS))
    .exactOptional()
    .meta({ description: 'What sort of data it is, for packs; its own name counts as one.' }),
  accept: requirementWord
    .exactOptional()
    .meta({ description: 'Take what they tell; say nothing.' }),
  confirm: requirementWord
    .exactOptional()
    .meta({ description: 'Say whether what they told is the same.' }),
  masked: requirementWord
    .exactOptional()
    .meta({ description: 'Show a part, such as the last four.' }),
  full: requirementWord.exactOptional().meta({ description: 'Show all of it.' }),
  deliver_to_record: requirementWord
    .exactOptional()
    .meta({ description: 'Send it to the address on file instead.' }),
  representative: oneOrMore(z.strictObject(representativeOfClass(requirementWord)))
    .exactOptional()
    .meta({
      description: 'What somebody gets who acts for another; nothing, where left out.',
    }),
  channels: z
    .record(
      text(64),
      z.strictObject({ at_most: z.enum(RUNGS).meta({ description: 'The highest rung.' }) }),
    )
    .exactOptional()
    .meta({ description: 'The most that is given on a channel.' }),
  agent: oneOrMore(text(64)).exactOptional().meta({ description: 'Training an agent needs.' }),
})

/** The form of an action that takes more than a level. */
const actionDocument = z.strictObject({
  ...requirement,
  kind: oneOrMore(word(ACTION_KINDS))
    .exactOptional()
    .meta({ description: 'What sort of action it is, for packs; its own name counts as one.' }),
  representative: oneOrMore(z.strictObject({ ...requirement, as: relations }))
    .exactOptional()
    .meta({
      description: 'What it takes for somebody who acts for another; never, where left out.',
    }),
  notify: oneOrMore(text(64)).exactOptional().meta({ description: 'Whom a change is told to.' }),
  deliver_to_record: requirementWord
    .exactOptional()
    .meta({ description: 'What it takes to send it to the address on file instead.' }),
  denied: z.boolean().exactOptional().meta({ description: 'Never in a conversation.' }),
})

/**
 * An action: a level alone, or all that it takes. `cancel: verified` is `cancel: { write: verified
 * }`.
 */
const action = z.union([level, actionDocument])

/** The form of what one audience is shown. */
const audience = z.record(text(64), z.enum(REDACTION_ACTIONS)).meta({
  description:
    'What is done to a kind of identifier, by its name; `default` is for all that is not named.',
})

/** The form of the risk settings, made from their descriptors. */
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
        'The prefix of its addresses, such as `kiosk` of `kiosk:42`; the name of the channel.',
    }),
  grade: z.literal([0, 1, 2, 'anonymous', 'claimed', 'recognized']).exactOptional().meta({
    description: 'How far the platform vouches for an address; `claimed` where left out.',
  }),
  session: z
    .boolean()
    .exactOptional()
    .meta({ description: 'Whether proof carries on to later messages; no, where left out.' }),
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
  $schema: z
    .string()
    .max(500)
    .exactOptional()
    .meta({ description: 'Where an editor finds the schema.' }),
  policy: text(64)
    .regex(/^[A-Za-z][A-Za-z0-9._-]*$/)
    .meta({ description: 'The name of the policy.' }),
  version: z
    .int()
    .min(0)
    .max(1_000_000_000)
    .meta({ description: 'Goes up with each change; stands in every decision.' }),
  description: z.string().max(2_000).exactOptional().meta({ description: 'What it is for.' }),
  packs: z
    .array(z.union([word(packs.map((pack) => pack.name)), packFile, packSchema]))
    .max(32)
    .exactOptional()
    .meta({
      description: 'Regulations that tighten what follows: by name, or packs of your own by file.',
    }),
  zone: text(64).exactOptional().meta({
    description: 'The time zone in which days begin, such as Europe/Berlin.',
  }),
  facts: z
    .record(text(64).regex(/^[a-z][a-z0-9_]*$/), fact)
    .exactOptional()
    .meta({ description: 'Facts that conditions may name, each with the values it may have.' }),
  roles: z
    .array(name)
    .min(1)
    .max(64)
    .exactOptional()
    .meta({ description: 'Roles of the staff that rungs and actions may ask for, by name.' }),
  classes: z
    .record(name, dataClass)
    .meta({ description: 'Data that is opened or withheld as a whole, by name.' }),
  actions: z
    .record(name, action)
    .exactOptional()
    .meta({ description: 'What can be done in a conversation, by name.' }),
  counters: countersSchema.exactOptional().meta({
    description: 'How many may go wrong before nobody is asked again, and how long that counts.',
  }),
  break_glass: z.strictObject(schemasOf(breakGlassSettings)).exactOptional().meta({
    description:
      'How an agent may see what is withheld: with a reason, a second person, and an end.',
  }),
  stepUp: z
    .array(z.union([word(stepUpWords), name]))
    .max(32)
    .exactOptional()
    .meta({ description: 'What this business can do to be surer who is asking, preferred first.' }),
  methods: ownMethodsSchema.exactOptional().meta({
    description:
      'Ways of your own to be surer who is asking, by name: a login at an issuer that is declared.',
  }),
  routes: z
    .array(route)
    .min(1)
    .max(200)
    .meta({ description: 'Where a task goes: the first that holds.' }),
  redact: z
    .strictObject({
      customer: audience
        .exactOptional()
        .meta({ description: 'What the customer sees in a reply.' }),
      agent: audience.exactOptional().meta({ description: 'What an agent sees.' }),
      bot: audience.exactOptional().meta({ description: 'What a bot or model is given.' }),
      log: audience
        .exactOptional()
        .meta({ description: 'What logs hold; all is dropped, where left out.' }),
      insights: audience
        .exactOptional()
        .meta({ description: 'What Flex Insights holds; all is dropped, where left out.' }),
      memory: audience
        .exactOptional()
        .meta({ description: 'What Conversation Memory holds; all is dropped, where left out.' }),
    })
    .exactOptional()
    .meta({ description: 'What each audience sees of identifiers in text.' }),
  risk: risk
    .exactOptional()
    .meta({ description: 'The most that trust comes to while something is bad or not known.' }),
  issuers: z
    .array(issuer)
    .max(32)
    .exactOptional()
    .meta({ description: 'Whose logins count, and for how much.' }),
  channels: z.array(channel).max(32).exactOptional().meta({ description: 'Channels of your own.' }),
  knowledge: knowledgeSchema.exactOptional().meta({
    description:
      "The business's own checks of what somebody knows, by name; never above `recognized`.",
  }),
  regions: z
    .array(text(64).meta({ pattern: '^[A-Z]{2}$' }))
    .max(250)
    .exactOptional()
    .meta({
      description: 'Countries whose phone numbers are written without a prefix, such as `GB`.',
    }),
  // The business's own values: long enough to be one, and without space around it.
  allow: z
    .array(
      z
        .string()
        .min(4)
        .max(200)
        .regex(/^\S.*\S$/),
    )
    .max(1_000)
    .exactOptional()
    .meta({
      description: "Values of the business's own that are never hidden, such as its hotline.",
    }),
  identifiers: z
    .record(text(64).regex(OWN_NAME), ownIdentifier)
    // Each kind is looked for in every text, so their number is what redaction costs.
    .refine((own) => Object.keys(own).length <= MOST_OWN)
    .exactOptional()
    .meta({ description: 'Kinds of identifier of your own, by name.' }),
  // Names of evidence are checked with their list, so that a message can suggest one.
  refuses: z
    .array(word(REFUSABLE))
    .max(64)
    .exactOptional()
    .meta({ description: 'Evidence that may not be used.' }),
  tests: z
    .array(testSchema)
    .max(2_000)
    .exactOptional()
    .meta({ description: 'Examples that must come out as they say.' }),
  invariants: z
    .array(invariantSchema)
    .max(500)
    .exactOptional()
    .meta({ description: 'Claims that are proved over every state.' }),
})

/** A policy document that has the right form, before its meaning is checked. */
export type FormedDocument = z.infer<typeof documentSchema>
