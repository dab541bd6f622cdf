import * as z from 'zod'
import { claimOrFact, MEANINGS } from './engagementJsonSchema.js'
import { EVIDENCE_ITEM } from './evidenceJsonSchema.js'
import { text } from './words.js'

/** Somebody else who would see the answer. */
const contact = z.strictObject({
  channel: text(64).meta({ description: 'The name of the channel.' }),
  address: text(320).meta({ description: 'The address of the person.' }),
  to: text(320).exactOptional().meta({ description: 'The address of the business.' }),
})

/** Somebody of the staff. */
const agent = z.strictObject({
  worker: text(128).exactOptional().meta({ description: 'The name or the SID of the worker.' }),
  roles: z.array(text(64)).max(64).meta({ description: 'All roles of the agent.' }),
})

/**
 * One row of a policy's table of tests. What `expect` may name depends on the policy and is checked
 * with it.
 *
 * The fields of a contact stand at the top of `given`, and not under `contact` as in an engagement:
 * a row is written by hand, and most rows say little else.
 */
export const testSchema = z.strictObject({
  name: text(300).meta({
    description: 'The name of the test: a sentence that says what is expected.',
  }),
  given: z
    .strictObject({
      channel: text(64).meta({ description: 'The channel the person writes on.' }),
      // As long as an address of mail may be: 64 before the `@` and 255 behind it (RFC 5321,
      // 4.5.3.1).
      address: text(320).meta({ description: MEANINGS.address }),
      to: text(320)
        .exactOptional()
        .meta({ description: 'The address of the business that they wrote to.' }),
      at: text(40).exactOptional().meta({
        description: 'The time of the decision. Default: just after the newest evidence.',
      }),
      conversation: text(64)
        .exactOptional()
        .meta({ description: 'The conversation that proofs belong to.' }),
      message: text(64).exactOptional().meta({ description: 'The message that is answered.' }),
      epoch: z
        .int()
        .min(0)
        .exactOptional()
        .meta({ description: 'The epoch of the conversation, counted from 0.' }),
      subject: text(128)
        .exactOptional()
        .meta({ description: 'The person for whom they act, by the name of the record.' }),
      readers: z.array(contact).max(50).nullable().exactOptional().meta({
        description:
          'The other people who see the answer. `null`: it is not known. Default: nobody.',
      }),
      agent: agent.exactOptional().meta({ description: 'The agent who would see the answer.' }),
      breakGlass: z
        .strictObject({
          reason: text(64).meta({ description: MEANINGS.reason }),
          requestedBy: text(128).meta({
            description: MEANINGS.requestedBy,
          }),
          approvedBy: agent.meta({ description: 'Who approved it.' }),
          at: text(40).meta({ description: 'When it was approved.' }),
          until: text(40).exactOptional().meta({ description: MEANINGS.until }),
        })
        .exactOptional()
        .meta({
          description: MEANINGS.breakGlass,
        }),
      claims: z
        .record(z.string(), z.unknown())
        .exactOptional()
        .meta({ description: 'What the person says about themselves.' }),
      evidence: z
        .array(z.looseObject({ kind: text(64) }).meta({ title: EVIDENCE_ITEM }))
        .max(200)
        .exactOptional()
        .meta({
          description: 'What other systems observed. The page about evidence lists the kinds.',
        }),
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
          payee: text(200).exactOptional().meta({ description: 'The payee of the payment.' }),
          currency: text(8).exactOptional().meta({ description: MEANINGS.currency }),
        })
        .exactOptional()
        .meta({ description: 'What is asked for.' }),
      context: z
        .record(z.string(), claimOrFact)
        .exactOptional()
        .meta({ description: 'Facts from the business.' }),
    })
    .meta({ description: 'What is known, in the same parts as an engagement.' }),
  expect: z.record(z.string(), z.unknown()).meta({
    description:
      '`trust`, `route`, `acting_for`, `acting_as`, `break_glass`, and classes and actions by name. A class that is not named must be withheld.',
  }),
})
