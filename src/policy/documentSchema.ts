import * as z from 'zod'
import { conditionAtoms, requirementParts, stepUpWords } from '../decide/index.js'
import { MOST_OWN, OWN_NAME } from '../identifiers/index.js'
import { ANSWERS, AUDIENCES, DURATION, REDACTION_ACTIONS, RUNGS } from '../model/index.js'
import { riskSettings } from '../trust/index.js'
import { schemasOf } from './documentForms.js'
import { ownIdentifier } from './ownIdentifierSchema.js'
import { packs } from './packs/index.js'
import { testSchema } from './testSchema.js'
import { ACTION_KINDS, CLASS_KINDS, REFUSABLE } from './vocabulary.js'
import { level, name, oneOrMore, text } from './words.js'

// The words are for editors to complete and check; the compiler has its own, kinder, message for each list.
const word = (words: readonly string[]) => text(64).meta({ enum: [...words] })

const duration = z.string().regex(DURATION).meta({ description: 'Such as 15m, 24h, 30d or PT15M.' })

const citation = oneOrMore(text(1_000)).meta({
  description: 'Law, standard or house rule behind it.',
})

const requirement = {
  write: level.exactOptional().meta({ description: 'How sure of who is asking.' }),
  read: level
    .exactOptional()
    .meta({ description: 'How sure of everyone who would see the answer.' }),
  ...schemasOf(requirementParts),
  source: citation.exactOptional(),
}

const requirementWord = z.union([level, z.strictObject(requirement)])

const dataClass = z.strictObject({
  fields: z.array(text(200)).max(200).exactOptional(),
  kind: oneOrMore(word(CLASS_KINDS)).exactOptional(),
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
  channels: z
    .record(text(64), z.strictObject({ at_most: z.enum(RUNGS) }))
    .exactOptional()
    .meta({ description: 'The most that is given on a channel.' }),
  agent: oneOrMore(text(64)).exactOptional().meta({ description: 'Training an agent needs.' }),
})

const action = z.strictObject({
  ...requirement,
  kind: oneOrMore(word(ACTION_KINDS)).exactOptional(),
  notify: oneOrMore(text(64)).exactOptional().meta({ description: 'Whom a change is told to.' }),
  deliver_to_record: requirementWord.exactOptional(),
  denied: z.boolean().exactOptional().meta({ description: 'Never in a conversation.' }),
})

const condition = schemasOf(conditionAtoms)

const route = z.strictObject({
  id: text(64).regex(/^[A-Za-z][A-Za-z0-9_-]*$/),
  when: z.strictObject(condition).exactOptional(),
  queue: text(100),
  priority: z.int().min(0).max(100).exactOptional(),
  skills: z.array(text(64)).max(50).exactOptional(),
  known_worker: duration.exactOptional().meta({
    description: 'How long the worker of the context’s `known_worker` is asked first.',
  }),
  timeout: duration.exactOptional().meta({ description: 'How long a task waits in the queue.' }),
  skip_if: z.enum(['nobody_available']).exactOptional(),
  overflow: z
    .union([
      text(100),
      z.strictObject({ queue: text(100), priority: z.int().min(0).max(100).exactOptional() }),
    ])
    .exactOptional()
    .meta({ description: 'The queue it goes on to.' }),
})

const audience = z.record(text(64), z.enum(REDACTION_ACTIONS))

const risk = z.strictObject(schemasOf(riskSettings))

const issuer = z.strictObject({
  issuer: text(500),
  acr: z.record(text(200), level).exactOptional(),
  amr: z.record(text(64), level).exactOptional(),
})

const channel = z.strictObject({
  scheme: text(32).regex(/^[a-z][a-z0-9+.-]*$/),
  grade: z.literal([0, 1, 2, 'anonymous', 'claimed', 'recognized']).exactOptional(),
  session: z.boolean().exactOptional(),
})

const claim = z.strictObject({
  class: text(64).exactOptional(),
  at_least: z.enum(RUNGS).exactOptional(),
  at_most: z.enum(RUNGS).exactOptional(),
  action: text(64).exactOptional(),
  answer: oneOrMore(z.enum(ANSWERS)).exactOptional(),
  route: oneOrMore(text(64)).exactOptional(),
  queue: oneOrMore(text(100)).exactOptional(),
  audience: z.enum(AUDIENCES).exactOptional(),
  identifier: text(64).exactOptional(),
  shown: oneOrMore(z.enum(REDACTION_ACTIONS)).exactOptional(),
})

const invariant = z.strictObject({
  name: text(200).exactOptional(),
  never: claim.exactOptional(),
  always: claim.exactOptional(),
  when: z.strictObject({ ...condition, read_below: level.exactOptional() }).exactOptional(),
})

/** A policy document's form. What the form cannot say, `checkDocument` does. */
export const documentSchema = z.strictObject({
  $schema: z.string().max(500).exactOptional(),
  policy: text(64).regex(/^[A-Za-z][A-Za-z0-9._-]*$/),
  version: z.int().min(0).max(1_000_000_000),
  description: z.string().max(2_000).exactOptional(),
  packs: z
    .array(word(packs.map((pack) => pack.name)))
    .max(32)
    .exactOptional(),
  classes: z.record(name, dataClass),
  actions: z.record(name, action).exactOptional(),
  stepUp: z.array(word(stepUpWords)).max(32).exactOptional(),
  routes: z.array(route).min(1).max(200),
  redact: z
    .strictObject({
      customer: audience.exactOptional(),
      agent: audience.exactOptional(),
      bot: audience.exactOptional(),
      log: audience.exactOptional(),
      insights: audience.exactOptional(),
      memory: audience.exactOptional(),
    })
    .exactOptional(),
  risk: risk.exactOptional(),
  issuers: z.array(issuer).max(32).exactOptional(),
  channels: z.array(channel).max(32).exactOptional(),
  regions: z
    .array(z.string().regex(/^[A-Z]{2}$/))
    .max(250)
    .exactOptional(),
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
    .exactOptional(),
  identifiers: z
    .record(text(64).regex(OWN_NAME), ownIdentifier)
    .refine((own) => Object.keys(own).length <= MOST_OWN)
    .exactOptional(),
  refuses: z.array(word(REFUSABLE)).max(64).exactOptional(),
  tests: z.array(testSchema).max(2_000).exactOptional(),
  invariants: z.array(invariant).max(500).exactOptional(),
})

/** A policy document that has the right form, before its meaning is checked. */
export type FormedDocument = z.infer<typeof documentSchema>
