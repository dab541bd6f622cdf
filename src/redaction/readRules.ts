import { isRecord } from '../model/record.js'
import { REDACTION_ACTIONS, type RedactionAction, type RedactionRule } from '../model/redaction.js'
import { failAll, type Issue, ok, type Result } from '../model/result.js'

/** The most rules one audience may have. */
const MOST_RULES = 10_000

/**
 * Reads portable rules from plain data. A rule that cannot be read is an issue with its place; an action that is not
 * known drops what it speaks of.
 */
export function readRules(input: unknown): Result<readonly RedactionRule[]> {
  if (!Array.isArray(input)) return failAll([{ code: 'rules_malformed', path: '' }])
  if (input.length > MOST_RULES) return failAll([{ code: 'too_many_rules', path: '' }])
  const issues: Issue[] = []
  const rules = input.flatMap((item: unknown, index) => {
    const rule = readRule(item)
    if (rule === null) issues.push({ code: 'rule_malformed', path: `/${index}` })
    return rule ?? []
  })
  return issues.length === 0 ? ok(rules) : failAll(issues)
}

function readRule(item: unknown): RedactionRule | null {
  if (!isRecord(item)) return null
  const { target, path, identifier } = item
  const action = actionOf(item['action'])
  if (target === 'field' && typeof path === 'string') {
    const named = item['class']
    return { target, path, action, ...(typeof named === 'string' && { class: named }) }
  }
  return target === 'text' && typeof identifier === 'string' ? { target, identifier, action } : null
}

const actionOf = (value: unknown): RedactionAction =>
  REDACTION_ACTIONS.find((action) => action === value) ?? 'drop'
