import { decisionJsonSchema } from './decisionJsonSchema.js'
import { engagementJsonSchema } from './engagementJsonSchema.js'
import { policyJsonSchema } from './policyJsonSchema.js'

/** Gives the JSON Schemas (2020-12) of every document that people write or read, by name. */
export const jsonSchemas = (): Readonly<Record<string, Readonly<Record<string, unknown>>>> => ({
  policy: policyJsonSchema(),
  engagement: engagementJsonSchema(),
  decision: decisionJsonSchema(),
})
