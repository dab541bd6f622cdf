import { engagementOf } from '../../analysis/index.js'
import type { CompiledPolicy } from '../../decide/index.js'
import { MINUTE } from '../../model/index.js'
import type { GivenDocument } from '../../policy/index.js'
import { type DeskState, readGiven, SAMPLE_MESSAGE } from './deskState.js'
import { deskCallers, evidenceKit, messageOn, purposeIn } from './evidenceKit.js'
import { extraEvidence } from './extraEvidence.js'
import { factFieldsOf, readFacts } from './factFields.js'

/**
 * What the form's fields say, as text: it is read in `applyFields`, and what cannot be read is left
 * out there and told beside the field.
 */
export interface DeskFields {
  /** As it was typed. */
  readonly address: string
  /** One `name: value` a line. */
  readonly claims: string
  /** As it was typed; empty for none. */
  readonly amount: string
  /** As it was typed; empty for none. */
  readonly payee: string
  /** How many minutes the clock stands after the latest evidence. */
  readonly minutes: number
  /** The message to redact. */
  readonly message: string
  /** Places in the evidence kit that are ticked. */
  readonly kit: readonly number[]
  /** Evidence that is none of the kit and stays, each as JSON; all of it where this is absent. */
  readonly extras?: readonly string[]
  /** Names of the classes and actions that are ticked. */
  readonly topics: readonly string[]
  /** Of the amount, such as EUR. */
  readonly currency?: string
  /** On whose behalf they write, by the record's name. */
  readonly subject?: string
  /** What the proofs were given for, by an action's or a class's name; nothing in particular where it is empty. */
  readonly purpose?: string
  /** What was chosen or typed for each fact that the policy asks for; facts stay as they are where this is absent. */
  readonly facts?: readonly string[]
}

/** The desk as it is found: somebody unknown writes on the first channel. */
export function startState(policy: CompiledPolicy, title?: string): DeskState {
  const callers = deskCallers(policy)
  const caller = callers.find((one) => one.title === title) ?? callers[0]
  const given = { channel: caller?.channel ?? 'sms', address: caller?.address ?? '' }
  const message = messageOn(policy, given)
  return { given: { ...given, ...(message !== null && { message }) }, message: SAMPLE_MESSAGE }
}

/**
 * Applies what the fields say. Evidence that is not in the kit stays as it is. Where what is typed
 * makes no engagement at all, the desk stays as it was.
 */
export function applyFields(
  policy: CompiledPolicy,
  state: DeskState,
  fields: DeskFields,
): DeskState {
  const { given } = state
  const purpose = purposeIn(given)
  const before = evidenceKit(policy, { ...given, purpose })
  // What the kit holds is made once while it stays what the proofs are given for, and which payment they show.
  const next = fields.purpose ?? purpose
  const intent = intentOf(policy, fields)
  const isSame = next === purpose && PAYMENT.every((name) => intent[name] === given.intent?.[name])
  const kit = isSame ? before : evidenceKit(policy, { ...given, intent, purpose: next })
  // What is proved here is proved for a message, so there is one.
  const message = messageOn(policy, given)
  const evidence = [
    ...(fields.extras?.map(parseText) ?? extraEvidence(given, before)),
    ...kit.flatMap((item, at) => (fields.kit.includes(at) ? [item.evidence] : [])),
  ]
  const { at: _, subject: _subject, ...rest } = given
  const subject = fields.subject ?? given.subject ?? ''
  const { facts } = fields
  const changed = readGiven({
    ...rest,
    ...(message !== null && { message }),
    address: fields.address,
    claims: readClaims(fields.claims, given),
    evidence,
    ...(subject !== '' && { subject }),
    ...(facts !== undefined && { context: readFacts(factFieldsOf(policy), facts, given) }),
    intent,
  })
  return {
    given: changed === null ? given : withoutBlanks(moveClock(changed, fields.minutes)),
    message: fields.message,
  }
}

// What a proof for a payment shows.
const PAYMENT = ['amount', 'currency', 'payee'] as const

function intentOf(
  policy: CompiledPolicy,
  fields: DeskFields,
): NonNullable<GivenDocument['intent']> {
  const isClass = (name: string): boolean => policy.classes.some((one) => one.name === name)
  return {
    classes: fields.topics.filter(isClass),
    actions: fields.topics.filter((name) => !isClass(name)),
    ...(fields.amount !== '' && { amount: fields.amount }),
    ...(fields.payee !== '' && { payee: fields.payee }),
    ...(fields.currency && { currency: fields.currency }),
  }
}

/**
 * Sets the clock some minutes after the latest evidence. No minutes, or fewer, is the time of the
 * latest evidence.
 */
export function moveClock(given: GivenDocument, minutes: number): GivenDocument {
  const { at: _, ...rest } = given
  if (!(minutes > 0)) return rest
  return { ...rest, at: new Date(engagementOf(rest).at + minutes * MINUTE).toISOString() }
}

/** Reads JSON; `null` for text that is none. */
export function parseText(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

/** Leaves out what nobody filled in, as a test row does. */
function withoutBlanks(given: GivenDocument): GivenDocument {
  const { intent, claims, context, ...rest } = given
  return {
    ...rest,
    ...(context !== undefined && Object.keys(context).length > 0 && { context }),
    ...(intent !== undefined && Object.keys(intent).length > 0 && { intent }),
    ...(claims !== undefined && Object.keys(claims).length > 0 && { claims }),
  }
}

/**
 * Reads claims, one a line. A value that was a number or a truth value, and still reads the
 * same, stays one.
 */
const readClaims = (text: string, { claims }: GivenDocument): GivenDocument['claims'] =>
  Object.fromEntries(
    text.split('\n').flatMap((line) => {
      const colon = line.indexOf(':')
      const name = line.slice(0, colon).trim()
      const value = line.slice(colon + 1).trim()
      const old = claims?.[name]
      if (colon < 1 || name === '') return []
      return [[name, String(old) === value ? old : value] as const]
    }),
  )
