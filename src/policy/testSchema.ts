import * as z from 'zod'
import { EVIDENCE_ITEM } from './evidenceJsonSchema.js'
import { text } from './words.js'

const value = z.union([z.string(), z.number(), z.boolean()])

const contact = z.strictObject({
  channel: text(64),
  address: text(320),
  to: text(320).exactOptional(),
})

/** One row of a policy's table of tests. What `expect` may name depends on the policy and is checked with it. */
export const testSchema = z.strictObject({
  name: text(300),
  given: z.strictObject({
    channel: text(64),
    address: text(320),
    to: text(320).exactOptional(),
    at: text(40).exactOptional(),
    conversation: text(64).exactOptional(),
    message: text(64).exactOptional(),
    epoch: z.int().min(0).exactOptional(),
    readers: z.array(contact).max(50).nullable().exactOptional(),
    claims: z.record(z.string(), z.unknown()).exactOptional(),
    evidence: z
      .array(z.looseObject({ kind: text(64) }).meta({ title: EVIDENCE_ITEM }))
      .max(200)
      .exactOptional(),
    intent: z
      .strictObject({
        classes: z.array(text(64)).max(64).exactOptional(),
        actions: z.array(text(64)).max(64).exactOptional(),
        amount: text(32).exactOptional(),
        payee: text(200).exactOptional(),
      })
      .exactOptional(),
    context: z.record(z.string(), value).exactOptional(),
  }),
  expect: z.record(z.string(), z.unknown()),
})
