import * as z from 'zod'
import { type CustomScheme, parseContact } from '../../channels/index.js'
import {
  type Contact,
  type Engagement,
  type Evidence,
  fail,
  failAll,
  type Intent,
  type Issue,
  isRecord,
  MOST_PARTICIPANTS,
  ok,
  type Reason,
  type Result,
  withoutAbsent,
} from '../../model/index.js'
import { readBusinessFacts } from './businessFacts.js'
import { readClaims } from './claims.js'
import { displayName } from './displayName.js'
import { engagementIssues, meantInContact } from './engagementIssues.js'
import { AMOUNT, SHOWN_NAME, TYPED_CURRENCY } from './intentForms.js'
import { total } from './total.js'

/** An engagement, the name to show, and what was left out of its claims. */
export interface ReadEngagement {
  /** The engagement that was put together. */
  readonly engagement: Engagement
  /** The name to show for the person; `null` where they gave none, or one that may not be shown. */
  readonly displayName: string | null
  /** What could not be read, by code and place. */
  readonly reasons: readonly Reason[]
}

const MOST_EVIDENCE = 1_000
const MOST_NAMES = 256

// Names of things: conversations, messages, classes, actions. Printable, so that they can be
// written down.
const name = z.string().regex(SHOWN_NAME)

// Classes, actions, roles: few, and each a name.
const names = z.array(name).max(MOST_NAMES)

const Agent = z.strictObject({ worker: name.optional(), roles: names })

const IntentFields = z.strictObject({
  classes: names.optional(),
  actions: names.optional(),
  amount: z.string().regex(AMOUNT).optional(),
  payee: name.optional(),
  currency: z.string().regex(TYPED_CURRENCY).optional(),
})

const Glass = z.strictObject({
  reason: name,
  requestedBy: name,
  approvedBy: Agent,
  at: name,
  until: name.optional(),
})

/**
 * The form of an engagement, but for what has readers of its own. Strict, so that a field we do not
 * know is told.
 */
const Form = z.strictObject({
  conversation: name,
  message: name.optional(),
  epoch: z.int().min(0).max(1_000_000_000).optional(),
  subject: name.optional(),
  agent: Agent.optional(),
  breakGlass: Glass.optional(),
  // Read by hand, beside this form: the contact table, the claims reader and plain facts.
  contact: z.unknown().optional(),
  readers: z.unknown().optional(),
  claims: z.unknown().optional(),
  context: z.unknown().optional(),
  // Items as they come: `evaluate` counts one that it cannot read as absent, with a reason and its
  // place.
  evidence: z.array(z.custom<Evidence>()).max(MOST_EVIDENCE).optional(),
  intent: IntentFields.optional(),
})

/** Our fields by the part that has them, for suggestions. */
const KNOWN = {
  '': Object.keys(Form.shape),
  agent: Object.keys(Agent.shape),
  breakGlass: Object.keys(Glass.shape),
  'breakGlass.approvedBy': Object.keys(Agent.shape),
  intent: Object.keys(IntentFields.shape),
}

/**
 * Reads an engagement from plain data, and checks its structure and types strictly. The result is
 * the input of `evaluate`.
 *
 * Evidence is passed on as it is. An optional field that is `null` counts as absent, except
 * `readers`, where it means that nobody knows who they are. An unknown field is an issue, so that a
 * misspelt `evidence` does not count as no evidence. Issues hold paths and codes, never what was
 * received.
 */
export function parseEngagement(
  input: unknown,
  custom?: readonly CustomScheme[],
): Result<Engagement> {
  const read = total(() => readForm(input, custom))
  return read.ok ? ok(read.value.engagement) : read
}

/**
 * Reads an engagement as `parseEngagement` does. It also gives the name to show, and what was left
 * out of the claims.
 */
export function readEngagement(
  input: unknown,
  custom?: readonly CustomScheme[],
): Result<ReadEngagement> {
  const read = total(() => readForm(input, custom))
  if (!read.ok) return read
  const { engagement, reasons } = read.value
  const name = displayName(engagement.claims ?? {})
  return ok({ engagement, displayName: name.text, reasons: [...reasons, ...name.reasons] })
}

/** Reads the whole and gives every issue of it, not only the first. */
function readForm(
  received: unknown,
  custom: readonly CustomScheme[] | undefined,
): Result<Omit<ReadEngagement, 'displayName'>> {
  if (!isRecord(received)) return fail('invalid_type')
  const input = withoutNulls(received)
  const form = Form.safeParse(input)
  const contact = parseContact(input['contact'], custom)
  const readers = readReaders(input['readers'], custom)
  const claims = checkClaims(input['claims'])
  const context = readBusinessFacts(input['context'])
  if (!form.success || !contact.ok || !readers.ok || !claims.ok || !context.ok) {
    return failAll([
      ...(form.success ? [] : engagementIssues(form.error, input, KNOWN)),
      ...(contact.ok ? [] : meantInContact(input['contact'], contact.issues)),
      ...[readers, claims, context].flatMap((part) => (part.ok ? [] : part.issues)),
    ])
  }
  const { conversation, message, epoch, subject, agent, breakGlass, evidence, intent } = form.data
  const read = claims.value === undefined ? undefined : readClaims(claims.value)
  const engagement: Engagement = {
    conversation,
    ...withoutAbsent({ message, epoch }),
    contact: contact.value,
    ...withoutAbsent({ subject, readers: readers.value, agent, breakGlass }),
    ...(read !== undefined && { claims: read.claims }),
    ...(evidence !== undefined && { evidence }),
    ...(intent !== undefined && { intent: readIntent(intent) }),
    ...(context.value !== undefined && { context: context.value }),
  }
  return ok({ engagement, reasons: read?.reasons ?? [] })
}

// Programs in other languages write an absent field as `null`.
const NULLABLE: ReadonlySet<string> = new Set([
  'message',
  'epoch',
  'subject',
  'agent',
  'breakGlass',
  'claims',
  'evidence',
  'intent',
  'context',
])

/** Leaves out fields that are `null`; the same object where none is. */
function withoutNulls(input: Readonly<Record<string, unknown>>): typeof input {
  const fields = Object.entries(input)
  const isAbsent = ([name, value]: readonly [string, unknown]): boolean =>
    value === null && NULLABLE.has(name)
  return fields.some(isAbsent)
    ? Object.fromEntries(fields.filter((field) => !isAbsent(field)))
    : input
}

/**
 * Reads who else would see a reply. One that cannot be read refuses the engagement: left out, it
 * would raise read trust.
 */
function readReaders(
  input: unknown,
  custom: readonly CustomScheme[] | undefined,
): Result<readonly Contact[] | null | undefined> {
  if (input === undefined || input === null) return ok(input)
  if (!Array.isArray(input)) return fail('invalid_type', 'readers')
  if (input.length > MOST_PARTICIPANTS) return fail('too_many', 'readers')
  const readers: Contact[] = []
  const issues: Issue[] = []
  for (const [at, reader] of input.entries()) {
    const contact = parseContact(reader, custom)
    if (contact.ok) readers.push(contact.value)
    else {
      const told = meantInContact(reader, contact.issues)
      issues.push(...told.map((issue) => inReaders(issue, at)))
    }
  }
  return issues.length > 0 ? failAll(issues) : ok(readers)
}

/**
 * Places an issue of a contact in the list of readers: `contact.address` -> `readers.2.address`.
 */
const inReaders = ({ path, ...issue }: Issue, at: number): Issue => ({
  ...issue,
  path: path.replace(/^contact/, `readers.${at}`),
})

/** Claims are a form, or its JSON text. What is wrong inside them is a reason, not an issue. */
const checkClaims = (input: unknown): Result<unknown> =>
  input === undefined || typeof input === 'string' || isRecord(input)
    ? ok(input)
    : fail('invalid_type', 'claims')

type IntentForm = z.infer<typeof IntentFields>

/** Writes what is asked for without keys that are undefined. */
const readIntent = ({ classes, actions, amount, payee, currency }: IntentForm): Intent => ({
  ...withoutAbsent({ classes, actions, amount, payee, currency }),
})
