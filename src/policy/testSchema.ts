import * as z from 'zod'
import { EVIDENCE_ITEM } from './evidenceJsonSchema.js'
import { text } from './words.js'

/** The value of a fact. */
const value = z.union([z.string(), z.number(), z.boolean()])

/** Somebody else who would see the answer. */
const contact = z.strictObject({
  channel: text(64).meta({ description: 'The channel.' }),
  address: text(320).meta({ description: 'Who it is.' }),
  to: text(320).exactOptional().meta({ description: 'The address of yours.' }),
})

/** Somebody of the staff. */
const agent = z.strictObject({
  worker: text(128).exactOptional().meta({ description: 'Their name or SID.' }),
  roles: z.array(text(64)).max(64).meta({ description: 'Every role they have.' }),
})

/**
 * One row of a policy's table of tests. What `expect` may name depends on the policy and is checked
 * with it.
 *
 * The fields of a contact stand at the top of `given`, and not under `contact` as in an engagement:
 * a row is written by hand, and most rows say little else.
 */
export const testSchema = z.strictObject({
  name: text(300).meta({ description: 'A sentence that says what is claimed.' }),
  given: z
    .strictObject({
      channel: text(64).meta({ description: 'The channel the person writes on.' }),
      // As long as an address of mail may be: 64 before the `@` and 255 behind it (RFC 5321,
      // 4.5.3.1).
      address: text(320).meta({ description: 'Who writes, as Twilio says it.' }),
      to: text(320)
        .exactOptional()
        .meta({ description: 'The address of yours that they wrote to.' }),
      at: text(40).exactOptional().meta({
        description: 'The time of the decision; where left out, just after the newest evidence.',
      }),
      conversation: text(64).exactOptional().meta({ description: 'What a proof is bound to.' }),
      message: text(64).exactOptional().meta({ description: 'The message that is answered.' }),
      epoch: z
        .int()
        .min(0)
        .exactOptional()
        .meta({ description: 'The part of the conversation, counted from 0.' }),
      subject: text(128)
        .exactOptional()
        .meta({ description: "On whose behalf they write, by the record's name." }),
      readers: z.array(contact).max(50).nullable().exactOptional().meta({
        description: 'Who else sees the answer; `null` is not known, left out is nobody.',
      }),
      agent: agent.exactOptional().meta({ description: 'Who of the staff would see the answer.' }),
      breakGlass: z
        .strictObject({
          reason: text(64).meta({ description: "A code of the policy's list." }),
          requestedBy: text(128).meta({ description: 'The worker who asks, and sees it.' }),
          approvedBy: agent.meta({ description: 'Who approved it.' }),
          at: text(40).meta({ description: 'When it was approved.' }),
          until: text(40)
            .exactOptional()
            .meta({ description: 'When it ends, where that is sooner.' }),
        })
        .exactOptional()
        .meta({ description: 'That agent sees what is withheld, as `break_glass` lets them.' }),
      claims: z
        .record(z.string(), z.unknown())
        .exactOptional()
        .meta({ description: 'What the person says about themselves.' }),
      evidence: z
        .array(z.looseObject({ kind: text(64) }).meta({ title: EVIDENCE_ITEM }))
        .max(200)
        .exactOptional()
        .meta({ description: 'What others observed; its kinds have a page of their own.' }),
      intent: z
        .strictObject({
          classes: z
            .array(text(64))
            .max(64)
            .exactOptional()
            .meta({ description: 'Classes that are asked for.' }),
          actions: z
            .array(text(64))
            .max(64)
            .exactOptional()
            .meta({ description: 'Actions that are asked for.' }),
          amount: text(32).exactOptional().meta({ description: 'The amount of a payment.' }),
          payee: text(200).exactOptional().meta({ description: 'Whom the payment goes to.' }),
          currency: text(8).exactOptional().meta({ description: 'Of the amount, such as EUR.' }),
        })
        .exactOptional()
        .meta({ description: 'What is asked for.' }),
      context: z
        .record(z.string(), value)
        .exactOptional()
        .meta({ description: 'Facts from the business.' }),
    })
    .meta({ description: 'What is known; its parts as in an engagement.' }),
  expect: z.record(z.string(), z.unknown()).meta({
    description:
      '`trust`, `route`, `acting_for` and `acting_as`, `break_glass`, and classes and actions by name; a class that is not named is expected to be withheld.',
  }),
})
