import { fail, isGiven, isNear, ok, type Result } from '../../model/index.js'
import { readBoundedJson } from './boundedJson.js'
import type { FormParameters } from './parameters.js'
import { sentAs, sentLetters } from './sentAs.js'

/** How flows spell each parameter we read, as letters alone in lower case, ours first. */
const SPELLINGS = {
  /**
   * The channel the person writes on, such as `sms` or `whatsapp`. Needed where the address does
   * not show it.
   */
  channel: ['channel', 'channelname'],
  /** Who writes, as Twilio says it. */
  address: ['address', 'contactaddress', 'customeraddress'],
  /** The author of a message in a conversation, in place of `address`. */
  author: ['author'],
  /** The sender of a plain message, in place of `address`. */
  from: ['from'],
  /** The source of the message, as Conversations says; needed with `author`. */
  source: ['source'],
  /** The identity of a chat client; needed with `author` if there is one. */
  clientIdentity: ['clientidentity'],
  /** The address of yours that they wrote to. */
  to: ['to', 'businessaddress'],
  /** The conversation that proofs belong to: `CH…`, or the execution for a plain message. */
  conversation: ['conversation'],
  /** The same, as Conversations calls it. */
  conversationSid: ['conversationsid'],
  /** The same, as Programmable Chat called it. */
  channelSid: ['channelsid'],
  // A flow's own SID is no key of a conversation: strangers share it.
  /** SID of the execution, if there is no conversation. */
  execution: ['execution', 'executionsid'],
  /** SID of the message. */
  message: ['message', 'messagesid'],
  /** What the message says. */
  text: ['text', 'body'],
  /** What the person says about themselves, as JSON. It opens nothing. */
  claims: ['claims', 'preengagementdata', 'preengagement'],
  /** The conversation's attributes, as JSON: the form and the ledger of a web chat. */
  channelAttributes: ['channelattributes', 'attributes'],
  /** What a bot remembers, as JSON. It counts as claims. */
  memory: ['memory', 'botmemory', 'agenthandoffparameters'],
  /** Classes that are asked for: names separated by commas, or a JSON list. */
  classes: ['classes', 'intentclasses'],
  /** Actions that are asked for, in the same way. */
  actions: ['actions', 'intentactions'],
  /** The amount that a payment is about, such as `12.50`. */
  amount: ['amount'],
  /** The payee of the payment. */
  payee: ['payee'],
  /** The currency of the amount, such as EUR. */
  currency: ['currency'],
  /**
   * The record of whom the person writes for, where that is somebody else. A claim: the directory
   * has to say that they may.
   */
  subject: ['subject', 'onbehalfof'],
  /**
   * The part of the conversation this is, counted from 0. Goes up when it is taken up again or
   * someone joins; proof does not pass from one to the next.
   */
  epoch: ['epoch'],
  /** The proofs so far, sealed, from the previous answer. */
  ledger: ['ledger'],
} as const

/** A parameter by our own name. */
type StudioField = keyof typeof SPELLINGS

/** The parameters we read, each one text or absent. */
export type StudioFields = Readonly<Partial<Record<StudioField, string>>>

// Texts that a flow passes on as they are; in all others `to_json`'s quotes are noise.
const AS_IT_IS: ReadonlySet<string> = new Set(['text', 'claims', 'channelAttributes', 'memory'])
// Studio allows 64 KB of variables; a name, an address or a list of classes is far shorter.
const LONGEST = 65_536
const LONGEST_WORD = 4_096

/** By spelling, which parameter it is. */
const FIELD_OF: ReadonlyMap<string, StudioField> = new Map(
  Object.entries(SPELLINGS).flatMap(([field, spellings]) =>
    isField(field) ? spellings.map((spelling) => [spelling, field] as const) : [],
  ),
)

/**
 * Picks the parameters we read, whatever their spelling; two that differ under one meaning are
 * refused (`duplicate`), because a browser could send one spelling and the flow another. Others are
 * left alone.
 */
export function readStudioFields(parameters: FormParameters): Result<StudioFields> {
  const fields = new Map<StudioField, string>()
  for (const [name, values] of parameters) {
    const field = FIELD_OF.get(sentLetters(name))
    if (field === undefined) continue
    for (const value of values) {
      const text = readText(field, value)
      if (!text.ok) return text
      if (text.value === undefined) continue
      if ((fields.get(field) ?? text.value) !== text.value) return fail('duplicate', field)
      fields.set(field, text.value)
    }
  }
  return ok(Object.fromEntries(fields))
}

/** Every parameter with its spellings; the last two are read beside the fields. */
const NAMED: readonly (readonly [name: string, spellings: readonly string[]])[] = Object.entries({
  ...SPELLINGS,
  readers: ['readers'],
  context: ['context'],
})

/**
 * Names the parameters that were left out while one with nearly their name was sent: `class` for `classes`, `ledgr` for
 * `ledger`. Whoever sends it believes that it was read. Only our own names are given.
 */
export function misspeltParameters(parameters: FormParameters): readonly string[] {
  const sent = [...parameters.keys()].map((name) => sentLetters(name.split(/[.[]/)[0] ?? ''))
  const known = new Set(NAMED.flatMap(([, spellings]) => spellings))
  const strange = sent.filter((name) => !known.has(name))
  if (strange.length === 0) return []
  return NAMED.flatMap(([name, spellings]) => {
    const isThere = spellings.some((spelling) => sent.includes(spelling))
    return !isThere && strange.some((one) => isMisspelt(one, spellings)) ? [name] : []
  })
}

/** Tells whether a name is one of ours with a letter or two otherwise, or the beginning of the first. */
const isMisspelt = (name: string, spellings: readonly string[]): boolean =>
  spellings.some((spelling) => isNear(name, spelling)) ||
  (name.length >= 4 && spellings[0]?.startsWith(name) === true)

/**
 * Reads words that a Function takes besides, in the same way: each one text, in whatever letters
 * its name is. Codes: `invalid_type` (also for two that differ), `too_long`.
 */
export function readWords(
  event: object,
  names: readonly string[],
): Result<Readonly<Record<string, string>>> {
  const words: Record<string, string> = {}
  for (const name of names) {
    const text = readText(name, sentAs(event, name))
    if (!text.ok) return text
    if (text.value !== undefined) words[name] = text.value
  }
  return ok(words)
}

/**
 * An undefined variable arrives as nothing, or as `null` where the flow wrote it with `to_json`.
 */
function readText(field: string, value: unknown): Result<string | undefined> {
  if (!isGiven(value)) return ok(undefined)
  const text = textOf(value)
  if (text === null) return fail('invalid_type', field)
  const longest = AS_IT_IS.has(field) || field === 'ledger' ? LONGEST : LONGEST_WORD
  if (text.length > longest) return fail('too_long', field)
  if (field === 'text') return ok(text)
  if (text.trim() === 'null') return ok(undefined)
  return ok(AS_IT_IS.has(field) ? text : withoutQuotes(text))
}

/** Text as it is, numbers and flags as their text; `null` for what is none. */
function textOf(value: unknown): string | null {
  if (typeof value === 'string') return value
  if (typeof value === 'number' || typeof value === 'boolean') return String(value)
  return null
}

/**
 * Takes off the quotes that `to_json` puts around a text: `"sms"` -> `sms`; of `""` nothing is
 * left.
 */
function withoutQuotes(text: string): string | undefined {
  const trimmed = text.trim()
  if (!trimmed.startsWith('"')) return trimmed
  const parsed = readBoundedJson(trimmed)
  if (!parsed.ok || typeof parsed.value !== 'string') return trimmed
  return parsed.value === '' ? undefined : parsed.value
}

/** Tells the compiler that a name is one of ours. */
function isField(name: string): name is StudioField {
  return Object.hasOwn(SPELLINGS, name)
}
