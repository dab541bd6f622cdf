import * as z from 'zod'
import { claimOrFact, MEANINGS } from './engagementJsonSchema.js'
import { EVIDENCE_ITEM } from './evidenceJsonSchema.js'
import { optional, text } from './words.js'

/** Somebody else who would see the answer. */
const contact = z.strictObject({
  channel: text(64).meta({ description: 'The name of the channel.' }),
  address: text(320).meta({ description: 'The address of the person.' }),
  to: optional(text(320), 'The address of the business.'),
})

const agent = z.strictObject({
  worker: optional(text(128), 'The name or the SID of the worker.'),
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
      to: optional(text(320), 'The address of the business that they wrote to.'),
      at: optional(text(40), 'The time of the decision. Default: just after the newest evidence.'),
      conversation: optional(text(64), 'The conversation that proofs belong to. Default: `CH01`.'),
      message: optional(text(64), 'The message that is answered.'),
      epoch: optional(z.int().min(0), 'The epoch of the conversation, counted from 0.'),
      subject: optional(text(128), 'The person for whom they act, by the name of the record.'),
      readers: optional(
        z.array(contact).max(50).nullable(),
        'The other people who see the answer. `null`: it is not known. Default: nobody.',
      ),
      agent: optional(agent, 'The agent who would see the answer.'),
      breakGlass: optional(
        z.strictObject({
          reason: text(64).meta({ description: MEANINGS.reason }),
          requestedBy: text(128).meta({
            description: MEANINGS.requestedBy,
          }),
          approvedBy: agent.meta({ description: 'Who approved it.' }),
          at: text(40).meta({ description: 'When it was approved.' }),
          until: optional(text(40), MEANINGS.until),
        }),
        MEANINGS.breakGlass,
      ),
      claims: optional(z.record(z.string(), z.unknown()), 'What the person says about themselves.'),
      evidence: optional(
        z.array(z.looseObject({ kind: text(64) }).meta({ title: EVIDENCE_ITEM })).max(200),
        'What other systems observed. The page about evidence lists the kinds.',
      ),
      intent: optional(
        z.strictObject({
          classes: optional(z.array(text(64)).max(64), 'Classes that are asked for.'),
          actions: optional(z.array(text(64)).max(64), 'Actions that are asked for.'),
          amount: optional(text(32), 'The amount of a payment.'),
          payee: optional(text(200), 'The payee of the payment.'),
          currency: optional(text(8), MEANINGS.currency),
        }),
        'What is asked for.',
      ),
      context: optional(z.record(z.string(), claimOrFact), 'Facts from the business.'),
    })
    .meta({ description: 'What is known, in the same parts as an engagement.' }),
  expect: z.record(z.string(), z.unknown()).meta({
    description:
      '`trust`, `route`, `acting_for`, `acting_as`, `break_glass`, and classes and actions by name. A class that is not named must be withheld.',
  }),
})
