import * as z from 'zod'
import {
  ANSWERS,
  DISCLOSURES,
  LAYERS,
  LEVELS,
  RANKS,
  REDACTION_ACTIONS,
  RELATIONS,
  RESOLUTIONS,
} from '../model/index.js'
import { ownIdentifier } from './ownIdentifierSchema.js'
import { optional } from './words.js'

/** A level by number, so that an expression of TaskRouter can compare it. */
const rank = z.literal([...RANKS])

const layer = z.enum(LAYERS)

/** How sure we are, of whom, and by which path (`Trust` in the model). */
const trust = z.strictObject({
  level: z.enum(LEVELS).meta({ description: 'The level of write trust, by name.' }),
  rank: rank.meta({ description: 'The level of write trust, as a number for expressions.' }),
  write: rank.meta({ description: 'How certain it is who is asking (write trust).' }),
  read: rank.meta({ description: 'How certain it is who will read the answer (read trust).' }),
  customer: z.string().nullable(),
  resolution: z.enum(RESOLUTIONS),
  // The steps that the level rests on, and of these the weakest (`bottleneck`).
  path: z.array(
    z.strictObject({
      from: layer,
      to: layer,
      by: z.string(),
      grade: rank,
      at: z.string().exactOptional(),
      bottleneck: z.boolean().exactOptional(),
    }),
  ),
  // The caps on it, whatever was proved.
  caps: z.array(
    z.strictObject({ code: z.string(), max: rank, on: layer, at: z.string().exactOptional() }),
  ),
})

/** One rule of redaction: a field of a record, or a kind of value in text. */
const rule = z.union([
  z.strictObject({
    target: z.literal('field'),
    path: z.string(),
    action: z.enum(REDACTION_ACTIONS),
    class: z.string().exactOptional(),
    text: z.literal(true).exactOptional(),
  }),
  z.strictObject({
    target: z.literal('text'),
    identifier: z.string(),
    action: z.enum(REDACTION_ACTIONS),
    finds: ownIdentifier.exactOptional(),
    regions: optional(
      z.array(z.string()),
      'Regions of phone numbers written without a country code.',
    ),
  }),
])

/** The rules for one audience; what no rule opens is withheld. */
const rules = z.array(rule)

/** One way to be given more: what to prove, and what that opens. */
const stepUp = z.strictObject({
  methods: z.array(z.string()),
  opens: z.array(z.string()),
  purposes: optional(z.array(z.string()), 'Those of `opens` that need a proof given for them.'),
  acr: z.enum(LEVELS).exactOptional(),
  logins: optional(
    z.array(z.strictObject({ issuer: z.string().exactOptional(), amr: z.array(z.string()) })),
    'The logins that count: one of these, with this word in `amr`.',
  ),
  maxAge: optional(z.int(), 'Seconds.'),
  insufficient: z.array(z.string()).exactOptional(),
  channel: z.string().exactOptional(),
})

/** By class, how much may be told. */
const disclosure = z.record(z.string(), z.enum(DISCLOSURES))

const actions = z.record(z.string(), z.enum(ANSWERS))

const route = z.strictObject({
  id: z.string(),
  queue: z.string(),
  priority: z.int(),
  skills: z.array(z.string()),
})

/** Why it was decided so, by code. `at` names the evidence or the channel, never a value. */
const reasons = z.array(
  z.strictObject({
    code: z.string(),
    at: z.string().exactOptional(),
    rule: z.string().exactOptional(),
  }),
)

/** ISO 8601, or `null` where only something new changes the decision. */
const validUntil = z.string().nullable()

/** A decision's form, as it is printed. */
export const decisionSchema = z.strictObject({
  trust,
  acting: optional(
    z.strictObject({
      as: z
        .array(z.enum(RELATIONS))
        .meta({ description: 'The roles in which they may act, as the directory says.' }),
      subject: z
        .string()
        .nullable()
        .meta({ description: 'Null if no evidence shows that they may.' }),
    }),
    'The person for whom they act, if they do not write for themselves.',
  ),
  channel: z.string().meta({ description: 'The name of the channel. Empty if it is not known.' }),
  disclosure,
  actions,
  route,
  redaction: z.strictObject({
    customer: rules,
    agent: rules,
    bot: rules,
    log: rules,
    insights: rules,
    memory: rules,
  }),
  stepUp: z.array(stepUp),
  notices: z.array(z.strictObject({ action: z.string(), to: z.string() })),
  reasons,
  validUntil: validUntil.meta({ description: 'ISO 8601. The decision is valid until then.' }),
  policy: z.strictObject({ name: z.string(), version: z.int(), digest: z.string() }),
  breakGlass: optional(
    z.strictObject({
      ...{ reason: z.string(), requestedBy: z.string(), approvedBy: z.string() },
      until: z.string(),
      classes: z.array(z.string()),
    }),
    'What this agent sees in addition. The customer must not be told any of it.',
  ),
  shared: optional(
    z.strictObject({ disclosure, actions, route, stepUp: z.array(stepUp), reasons, validUntil }),
    'The same without a certain agent, for what several agents see.',
  ),
})

/** Gives the JSON Schema (2020-12) of a decision. */
export const decisionJsonSchema = (): Readonly<Record<string, unknown>> => ({
  ...z.toJSONSchema(decisionSchema),
  title: 'Countersign decision',
})
