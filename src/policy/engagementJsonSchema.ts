import * as z from 'zod'
import { EVIDENCE_ITEM, withEvidence } from './evidenceJsonSchema.js'

/** Whom we talk to, by a channel and an address: neither is guessed from the other. */
const contact = z.strictObject({
  channel: z.string().meta({ description: 'A channel by name, such as sms; never guessed.' }),
  address: z.string().meta({ description: "The person's address, as Twilio writes it." }),
  /** The address of the business that was written to. */
  to: z.string().exactOptional(),
})

/** The value of a claim or a fact: a word, a number, or yes and no. */
const fact = z.union([z.string(), z.number(), z.boolean()])

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
  subject: z.string().exactOptional().meta({
    description: "On whose behalf they write, by the record's name. A claim until a tie says it.",
  }),
  // Nobody else and nobody known are two things: an empty list, and `null`.
  readers: z.array(contact).nullable().exactOptional().meta({
    description: 'Others who would see a reply; null where it is not known who they are.',
  }),
  agent: z
    .strictObject({ worker: z.string().exactOptional(), roles: z.array(z.string()) })
    .exactOptional()
    .meta({
      description:
        "Who of the staff would see the answer, as the business's own server knows them.",
    }),
  breakGlass: z
    .strictObject({
      reason: z.string().meta({ description: "A code of the policy's list." }),
      requestedBy: z.string().meta({ description: 'The worker who asks, and sees it.' }),
      approvedBy: z.strictObject({
        worker: z.string().exactOptional(),
        roles: z.array(z.string()),
      }),
      at: z.string().meta({ description: 'When it was approved, ISO 8601.' }),
      until: z
        .string()
        .exactOptional()
        .meta({ description: 'When it ends, where that is sooner.' }),
    })
    .exactOptional()
    .meta({ description: 'That agent sees what is withheld, as `break_glass` lets them.' }),
  claims: z
    .record(z.string(), fact)
    .exactOptional()
    .meta({ description: 'What the person says about themselves. Never evidence.' }),
  evidence: z
    .array(z.looseObject({ kind: z.string() }).meta({ title: EVIDENCE_ITEM }))
    .exactOptional()
    .meta({ description: 'What other parties observed, in their own JSON.' }),
  intent: z
    .strictObject({
      classes: z.array(z.string()).exactOptional(),
      actions: z.array(z.string()).exactOptional(),
      amount: z.string().exactOptional(),
      payee: z.string().exactOptional(),
      currency: z.string().exactOptional().meta({ description: 'Of the amount, such as EUR.' }),
    })
    .exactOptional(),
  context: z
    .record(z.string(), fact)
    .exactOptional()
    .meta({ description: 'Facts from the business, not from the customer.' }),
})

/** Gives the JSON Schema (2020-12) of an engagement. */
export const engagementJsonSchema = (): Readonly<Record<string, unknown>> => ({
  ...z.toJSONSchema(engagementSchema, { override: withEvidence }),
  title: 'Countersign engagement',
})
