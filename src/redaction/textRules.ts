import { identifiers } from '../identifiers/index.js'
import { REDACTION_ACTIONS, type RedactionAction, type RedactionRule } from '../model/redaction.js'

/** The text rules of a list, looked up once. */
export interface TextRules {
  /** Types to leave as they are. */
  readonly kept: ReadonlySet<string>
  /** Whether a type is named by a rule of its own. */
  readonly named: ReadonlyMap<string, RedactionAction>
  readonly fallback: RedactionAction
  /** False when a rule cannot be understood: then nothing may pass. */
  readonly sound: boolean
}

const DROP_ONLY: ReadonlySet<string> = new Set(
  identifiers.filter(({ dropOnly }) => dropOnly === true).map(({ type }) => type),
)

/** Tells whether an action is one that is known. */
export const isAction = (action: unknown): action is RedactionAction =>
  REDACTION_ACTIONS.some((known) => known === action)

/** Gives the stricter of two actions; one not known is a drop. */
export function stricter(a: RedactionAction, b: RedactionAction): RedactionAction {
  const first = REDACTION_ACTIONS.indexOf(a)
  const second = REDACTION_ACTIONS.indexOf(b)
  if (first < 0 || second < 0) return 'drop'
  return first < second ? a : b
}

const isRule = (rule: unknown): rule is RedactionRule =>
  typeof rule === 'object' &&
  rule !== null &&
  'target' in rule &&
  ((rule.target === 'text' && 'identifier' in rule && typeof rule.identifier === 'string') ||
    (rule.target === 'field' && 'path' in rule && typeof rule.path === 'string'))

/**
 * Looks up text rules. Of two rules for one identifier the stricter holds; without a `default` the rest is dropped;
 * what must be dropped is dropped whatever a rule says.
 */
export function readTextRules(rules: readonly RedactionRule[]): TextRules {
  const named = new Map<string, RedactionAction>()
  let sound = Array.isArray(rules)
  for (const rule of sound ? rules : []) {
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
  return { kept, named, fallback, sound }
}

/** Gives what a rule list does to one type. */
export const actionOn = ({ named, fallback }: TextRules, type: string): RedactionAction =>
  named.get(type) ?? fallback
