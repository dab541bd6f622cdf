import * as z from 'zod'
import { EVIDENCE_ITEM, withEvidence } from './evidenceJsonSchema.js'
import { optional } from './words.js'

/** What fields mean that an engagement and a row of a test have alike. */
export const MEANINGS = {
  address: 'The address of the person, as Twilio writes it.',
  reason: 'One of the reasons in the policy.',
  requestedBy: 'The worker who asks, and who will see the data.',
  until: 'When it ends, if that is earlier than the policy says.',
  breakGlass: 'A request to break the glass, as `break_glass` of the policy allows it.',
  currency: 'The currency of the amount, such as EUR.',
} as const

/** Whom we talk to, by a channel and an address: neither is guessed from the other. */
const contact = z.strictObject({
  channel: z
    .string()
    .meta({ description: 'The name of the channel, such as sms. It is never guessed.' }),
  address: z.string().meta({ description: MEANINGS.address }),
  /** The address of the business that was written to. */
  to: z.string().exactOptional(),
})

/** An agent, as your server knows them. */
const agent = z.strictObject({ worker: z.string().exactOptional(), roles: z.array(z.string()) })

/** The value of a claim or a fact: a word, a number, or yes and no. */
export const claimOrFact = z.union([z.string(), z.number(), z.boolean()])

/**
 * An engagement's form, for editors and for whoever writes engagements in another language. What
 * evidence looks like, by kind, its descriptors say. It says how an engagement is written; what is
 * read of one that is written otherwise is the model's to say.
 */
export const engagementSchema = z.strictObject({
  /** The Conversation's SID, or any name that is no other conversation's. */
  conversation: z.string(),
  /** The message that is answered. */
  message: z.string().exactOptional(),
  /** Counts up when a participant joins, the channel switches or the platform identity changes. */
  epoch: z.int().min(0).exactOptional(),
  contact,
  subject: optional(
    z.string(),
    'The person for whom they act, by the name of the record. It is a claim until evidence shows it.',
  ),
  // Nobody else and nobody known are two things: an empty list, and `null`.
  readers: optional(
    z.array(contact).nullable(),
    'The other people who would see a reply. Null if it is not known who they are.',
  ),
  agent: optional(agent, 'The agent who would see the answer, as your server knows them.'),
  breakGlass: optional(
    z.strictObject({
      reason: z.string().meta({ description: MEANINGS.reason }),
      requestedBy: z.string().meta({ description: MEANINGS.requestedBy }),
      approvedBy: agent,
      at: z.string().meta({ description: 'When it was approved, ISO 8601.' }),
      until: optional(z.string(), MEANINGS.until),
    }),
    MEANINGS.breakGlass,
  ),
  claims: optional(
    z.record(z.string(), claimOrFact),
    'What the person says about themselves. It is never evidence.',
  ),
  evidence: optional(
    z.array(z.looseObject({ kind: z.string() }).meta({ title: EVIDENCE_ITEM })),
    'What other systems observed, in the JSON of each source.',
  ),
  intent: z
    .strictObject({
      classes: z.array(z.string()).exactOptional(),
      actions: z.array(z.string()).exactOptional(),
      amount: z.string().exactOptional(),
      payee: z.string().exactOptional(),
      currency: optional(z.string(), MEANINGS.currency),
    })
    .exactOptional(),
  context: optional(
    z.record(z.string(), claimOrFact),
    'Facts from the business, not from the customer.',
  ),
})

/** Gives the JSON Schema (2020-12) of an engagement. */
export const engagementJsonSchema = (): Readonly<Record<string, unknown>> => ({
  ...z.toJSONSchema(engagementSchema, { override: withEvidence }),
  title: 'Countersign engagement',
})
