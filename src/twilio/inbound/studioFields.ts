import { fail, ok, type Result } from '../../model/index.js'
import { readBoundedJson } from './boundedJson.js'
import type { Parameters } from './parameters.js'

/** How flows spell each parameter we read, as letters alone in lower case, ours first. */
const SPELLINGS = {
  channel: ['channel', 'channelname'],
  address: ['address', 'contactaddress', 'customeraddress'],
  author: ['author'],
  from: ['from'],
  source: ['source'],
  clientIdentity: ['clientidentity'],
  to: ['to', 'businessaddress'],
  conversation: ['conversation'],
  conversationSid: ['conversationsid'],
  channelSid: ['channelsid'],
  // A flow's own SID is no key of a conversation: strangers share it.
  execution: ['executionsid'],
  message: ['message', 'messagesid'],
  text: ['text', 'body'],
  claims: ['claims', 'preengagementdata', 'preengagement'],
  channelAttributes: ['channelattributes', 'attributes'],
  memory: ['memory', 'botmemory', 'agenthandoffparameters'],
  classes: ['classes', 'intentclasses'],
  actions: ['actions', 'intentactions'],
  amount: ['amount'],
  payee: ['payee'],
  epoch: ['epoch'],
  ledger: ['ledger'],
} as const

type Field = keyof typeof SPELLINGS

/** The parameters we read, each one text or absent. */
export type StudioFields = Readonly<Partial<Record<Field, string>>>

// Texts that a flow passes on as they are; in all others `to_json`'s quotes are noise.
const AS_IT_IS: ReadonlySet<string> = new Set(['text', 'claims', 'channelAttributes', 'memory'])
// Studio allows 64 KB of variables; a name, an address or a list of classes is far shorter.
const LONGEST = 65_536
const LONGEST_WORD = 4_096

const FIELD_OF: ReadonlyMap<string, Field> = new Map(
  Object.entries(SPELLINGS).flatMap(([field, spellings]) =>
    isField(field) ? spellings.map((spelling) => [spelling, field] as const) : [],
  ),
)

/** Picks the parameters we read, whatever their spelling; two that differ under one meaning are refused. */
export function readStudioFields(parameters: Parameters): Result<StudioFields> {
  const fields = new Map<Field, string>()
  for (const [name, values] of parameters) {
    const field = FIELD_OF.get(lettersOf(name))
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

/** An undefined variable arrives as nothing, or as `null` where the flow wrote it with `to_json`. */
function readText(field: Field, value: unknown): Result<string | undefined> {
  if (value === undefined || value === null || value === '') return ok(undefined)
  const text = textOf(value)
  if (text === null) return fail('invalid_type', field)
  const longest = AS_IT_IS.has(field) || field === 'ledger' ? LONGEST : LONGEST_WORD
  if (text.length > longest) return fail('too_long', field)
  if (field === 'text') return ok(text)
  if (text.trim() === 'null') return ok(undefined)
  return ok(AS_IT_IS.has(field) ? text : withoutQuotes(text))
}

function textOf(value: unknown): string | null {
  if (typeof value === 'string') return value
  if (typeof value === 'number' || typeof value === 'boolean') return String(value)
  return null
}

function withoutQuotes(text: string): string | undefined {
  const trimmed = text.trim()
  if (!trimmed.startsWith('"')) return trimmed
  const parsed = readBoundedJson(trimmed)
  if (!parsed.ok || typeof parsed.value !== 'string') return trimmed
  return parsed.value === '' ? undefined : parsed.value
}

const lettersOf = (name: string): string =>
  name.length > 64 ? '' : name.toLowerCase().replaceAll(/[_-]/g, '')

function isField(name: string): name is Field {
  return Object.hasOwn(SPELLINGS, name)
}
