import { fail, failAll, type Issue, isRecord, isSid, ok, type Result } from '../model/index.js'
import { readJsonValue } from './readJsonValue.js'

/** The SIDs of one Twilio account by the names that policies use: a small file beside the policy. */
export interface Sids {
  readonly account?: string
  readonly workspace?: string
  readonly workflow?: string
  readonly flow?: string
  /** Functions service and environment. */
  readonly service?: string
  readonly environment?: string
  readonly conversations?: string
  readonly verify?: string
  readonly sync?: string
  /** Where the functions are served: the host name alone. */
  readonly domain?: string
  /** Queues by the policy's names for them. */
  readonly queues: Readonly<Record<string, string>>
  /** Task channels by unique name. */
  readonly channels: Readonly<Record<string, string>>
  readonly functions: Readonly<Record<string, string>>
}

/** The letters that each SID begins with (https://www.twilio.com/docs/glossary/what-is-a-sid). */
const SINGLE = {
  account: 'AC',
  workspace: 'WS',
  workflow: 'WW',
  flow: 'FW',
  service: 'ZS',
  environment: 'ZE',
  conversations: 'IS',
  verify: 'VA',
  sync: 'IS',
} as const

/** The same for SIDs that have names of their own. */
const GROUPS = { queues: 'WQ', channels: 'TC', functions: 'ZH' } as const

/** A host name, as Twilio gives an environment. */
const DOMAIN = /^[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,8}$/

/** In UTF-16 units. */
const LONGEST_FILE = 1_048_576

/** Tells whether a SID is one to be filled in: the right letters, and zeros alone. */
export const isPlaceholder = (sid: string): boolean => /^[A-Z]{2}0{32}$/.test(sid)

/** Names each queue whose SID is still to be filled in, of those that are needed. */
export const findPlaceholders = (
  { queues }: Pick<Sids, 'queues'>,
  names: readonly string[],
): readonly Issue[] =>
  names.flatMap((name) =>
    Object.hasOwn(queues, name) && isPlaceholder(queues[name] ?? '')
      ? [{ code: 'placeholder_sid', path: `/queues/${name}` }]
      : [],
  )

/**
 * Reads a map of SIDs, as an object or as JSON text. Every issue names its place, never the value.
 *
 * @example
 * ```ts
 * const sids = readSids({ workspace: `WS${'0'.repeat(32)}`, queues: { care: `WQ${'1'.repeat(32)}` } })
 * const care = sids.ok ? sids.value.queues['care'] : undefined
 * ```
 */
export function readSids(input: unknown): Result<Sids> {
  const document = readJsonValue(input, LONGEST_FILE)
  if (document === undefined) return fail('not_json')
  if (!isRecord(document)) return fail('not_an_object')
  const issues: Issue[] = []
  const groups = new Map<string, Readonly<Record<string, string>>>()
  const single = new Map<string, string>()
  for (const [name, value] of Object.entries(document)) {
    const group = Object.entries(GROUPS).find(([known]) => known === name)
    const one = Object.entries(SINGLE).find(([known]) => known === name)
    if (name === '$schema') continue
    if (name === 'domain') {
      if (typeof value === 'string' && DOMAIN.test(value)) single.set(name, value)
      else issues.push({ code: 'malformed_domain', path: '/domain' })
    } else if (group !== undefined) groups.set(name, readGroup(value, name, group[1], issues))
    else if (one === undefined) issues.push(unknownName(name))
    else if (isSid(value, one[1])) single.set(name, value)
    else issues.push({ code: 'malformed_sid', path: `/${name}`, allowed: [`${one[1]}…`] })
  }
  if (issues.length > 0) return failAll(issues)
  const named = {
    queues: groups.get('queues') ?? {},
    channels: groups.get('channels') ?? {},
    functions: groups.get('functions') ?? {},
  }
  return ok({ ...Object.fromEntries(single), ...named })
}

/** Finds the SID of a queue; a missing one is an issue with its place and the names there are. */
export function findQueueSid(
  { queues }: Pick<Sids, 'queues'>,
  name: string,
): { readonly sid: string } | { readonly issue: Issue } {
  const sid = Object.hasOwn(queues, name) ? queues[name] : undefined
  if (sid !== undefined) return { sid }
  const allowed = Object.keys(queues)
  return { issue: { code: 'missing_sid', path: `/queues/${name}`, word: name, allowed } }
}

/** Reads SIDs by name; a malformed one is named with its place. */
function readGroup(
  value: unknown,
  group: string,
  prefix: string,
  issues: Issue[],
): Readonly<Record<string, string>> {
  if (!isRecord(value)) {
    issues.push({ code: 'not_an_object', path: `/${group}` })
    return {}
  }
  const entries = Object.entries(value).flatMap(([name, sid]) => {
    if (isSid(sid, prefix)) return [[name, sid] as const]
    issues.push({ code: 'malformed_sid', path: `/${group}/${name}`, allowed: [`${prefix}…`] })
    return []
  })
  return Object.fromEntries(entries)
}

/**
 * Says that no SID goes by a name, with those that do. The name is the file's own and
 * stands in the path alone.
 */
const unknownName = (name: string): Issue => ({
  code: 'unknown_name',
  path: `/${name}`,
  allowed: [...Object.keys(SINGLE), 'domain', ...Object.keys(GROUPS)],
})
