import { identifiers } from '../identifiers/index.js'
import {
  isRecord,
  type OwnIdentifiers,
  type RedactionAction,
  type RedactionRule,
  type TextRule,
} from '../model/index.js'
import { isAction, stricter } from './actions.js'
import { toOwnKinds } from './ownKinds.js'
import type { ScanOptions } from './scan.js'

/**
 * The text rules of a list, looked up once. Lists come over a wire: nothing is taken from one but
 * what was checked.
 */
export interface TextRules {
  /** Types to leave as they are. */
  readonly kept: ReadonlySet<string>
  /**
   * What a rule of its own does to a type. Those that must be dropped, such as `card_code`, are
   * always here.
   */
  readonly named: ReadonlyMap<string, RedactionAction>
  /** What happens to every other type: the action of the rule `default`, else `drop`. */
  readonly fallback: RedactionAction
  /** Kinds of the policy's own that the rules bring along; `undefined` for none. */
  readonly own: OwnIdentifiers | undefined
  /** Regions of phone numbers that the rules bring along; none for the default. */
  readonly regions: readonly string[]
  /** False when a rule cannot be understood: then nothing may pass. */
  readonly sound: boolean
}

const DROP_ONLY: ReadonlySet<string> = new Set(
  identifiers.filter(({ dropOnly }) => dropOnly === true).map(({ type }) => type),
)

/**
 * As much of a rule as is used here. Field rules are checked as well: a list with one that cannot
 * be read is not trusted.
 */
const isRule = (rule: unknown): rule is RedactionRule =>
  typeof rule === 'object' &&
  rule !== null &&
  'target' in rule &&
  ((rule.target === 'text' && 'identifier' in rule && typeof rule.identifier === 'string') ||
    (rule.target === 'field' && 'path' in rule && typeof rule.path === 'string'))

/**
 * Looks up text rules. Of two rules for one identifier the stricter holds; without a `default` the
 * rest is dropped; what must be dropped is dropped whatever a rule says.
 */
export function readTextRules(rules: unknown): TextRules {
  try {
    return lookUp(rules)
  } catch {
    // Rules that throw when they are looked at are none, and nothing is shown by them.
    return { ...lookUp([]), sound: false }
  }
}

function lookUp(given: unknown): TextRules {
  const named = new Map<string, RedactionAction>()
  let sound = Array.isArray(given)
  const rules: readonly unknown[] = Array.isArray(given) ? given : []
  const own = ownOf(rules)
  const regions = regionsOf(rules)
  if (own === null || regions === null) sound = false
  for (const rule of rules) {
    if (!isRule(rule)) sound = false
    else if (rule.target === 'text') {
      const action = isAction(rule.action) ? rule.action : 'drop'
      const earlier = named.get(rule.identifier)
      named.set(rule.identifier, earlier === undefined ? action : stricter(earlier, action))
    }
  }
  const fallback = named.get('default') ?? 'drop'
  named.delete('default')
  for (const type of DROP_ONLY) named.set(type, 'drop')
  const kept = new Set<string>()
  for (const [type, action] of named) if (action === 'keep') kept.add(type)
  if (fallback === 'keep') for (const { type } of identifiers) if (!named.has(type)) kept.add(type)
  return { kept, named, fallback, own: own ?? undefined, regions: regions ?? [], sound }
}

const isFinding = (
  rule: unknown,
): rule is TextRule & { readonly finds: NonNullable<TextRule['finds']> } =>
  isRule(rule) && rule.target === 'text' && rule.finds !== undefined

/**
 * Gives the kinds that rules bring along; null where one cannot be read, or two of one name are not
 * the same. Rules bring them because whoever applies them need not have the policy.
 */
function ownOf(rules: readonly unknown[]): OwnIdentifiers | undefined | null {
  const found = rules.filter(isFinding)
  if (found.length === 0) return undefined
  const own = Object.fromEntries(found.map(({ identifier, finds }) => [identifier, finds]))
  const isSame = found.every(
    ({ identifier, finds }) => JSON.stringify(finds) === JSON.stringify(own[identifier]),
  )
  return isSame && toOwnKinds(own) !== null ? own : null
}

/** Gives the regions that rules bring along; null where one is no word. */
function regionsOf(rules: readonly unknown[]): readonly string[] | null {
  const found = rules.flatMap((rule): readonly unknown[] =>
    isRule(rule) && rule.target === 'text' ? (rule.regions ?? []) : [],
  )
  const words = found.filter((region) => typeof region === 'string')
  return words.length === found.length ? words : null
}

type SharedOptions = Pick<ScanOptions, 'identifiers' | 'regions'>

/**
 * Adds to what is looked for the kinds and the regions that rules bring along. Of two of one name the rules' own is
 * taken.
 */
export function withOwn<Options extends SharedOptions>(
  options: Options,
  { own, regions }: TextRules,
): Options {
  if (!isRecord(options) || (own === undefined && regions.length === 0)) return options
  return {
    ...options,
    ...(own !== undefined && { identifiers: { ...options.identifiers, ...own } }),
    ...(regions.length > 0 &&
      isListOrAbsent(options.regions) && {
        regions: [...new Set([...(options.regions ?? []), ...regions])],
      }),
  }
}

// What is no list makes a text unreadable, and stays for that to be seen.
const isListOrAbsent = (regions: unknown): boolean =>
  regions === undefined || Array.isArray(regions)

/**
 * Gives the types that are left as they are, and so must not be found: they would hide what they
 * overlap.
 */
export function keptBy(rules: TextRules, own: OwnIdentifiers | undefined): ReadonlySet<string> {
  const more = Object.keys(own ?? {}).filter(
    (type) => !rules.kept.has(type) && actionOn(rules, type) === 'keep',
  )
  return more.length === 0 ? rules.kept : new Set([...rules.kept, ...more])
}

/** Gives what a rule list does to one type, a built-in's or one that a finder made up. */
export const actionOn = ({ named, fallback }: TextRules, type: string): RedactionAction =>
  named.get(type) ?? fallback
