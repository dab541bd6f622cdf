import { isOwnIdentifier } from '../identifiers/index.js'
import {
  failAll,
  type Issue,
  isRecord,
  isSnakeWord,
  ok,
  type RedactionAction,
  type RedactionRule,
  type Result,
  type TextRule,
} from '../model/index.js'
import { isAction } from './actions.js'

// A policy of a hundred classes, with a hundred fields each.
const MOST_RULES = 10_000
const LONGEST_WORD = 512

// ISO 3166-1 alpha-2.
const REGION = /^[A-Z]{2}$/
const MOST_REGIONS = 300

const isRegions = (value: unknown): value is readonly string[] =>
  Array.isArray(value) &&
  value.length <= MOST_REGIONS &&
  value.every((region) => typeof region === 'string' && REGION.test(region))

// Whether the rules can be carried out is asked again where they are compiled; this refuses what no
// rule can mean.
const isPath = (value: unknown): value is string =>
  typeof value === 'string' &&
  value.length <= LONGEST_WORD &&
  value
    .split('.')
    .every((step, i, steps) => step !== '' && (step !== '**' || i === steps.length - 1))

function readTextRule(
  { identifier, finds, regions }: Readonly<Record<string, unknown>>,
  action: RedactionAction,
  path: string,
): TextRule | Issue {
  if (typeof identifier !== 'string' || !isSnakeWord(identifier))
    return { code: 'invalid_identifier', path: `${path}/identifier` }
  if (finds !== undefined && !isOwnIdentifier(finds))
    return { code: 'invalid_identifier', path: `${path}/finds` }
  if (regions !== undefined && !isRegions(regions))
    return { code: 'unknown_region', path: `${path}/regions` }
  return {
    target: 'text',
    identifier,
    action,
    ...(finds !== undefined && { finds }),
    ...(regions !== undefined && { regions }),
  }
}

// An action this version does not know is one it cannot be trusted to carry out: the value is
// dropped.
function readRule(input: unknown, path: string): RedactionRule | Issue {
  if (!isRecord(input)) return { code: 'not_an_object', path }
  const { target, action: given } = input
  const action = isAction(given) ? given : ('drop' as const)
  if (target === 'text') {
    return readTextRule(input, action, path)
  }
  if (target !== 'field')
    return { code: 'unknown_rule', path: `${path}/target`, allowed: ['field', 'text'] }
  if (!isPath(input['path'])) return { code: 'invalid_path', path: `${path}/path` }
  const { path: place, class: name, text } = input
  return {
    target,
    path: place,
    action,
    ...(typeof name === 'string' && { class: name.slice(0, LONGEST_WORD) }),
    ...(text === true && { text }),
  }
}

/**
 * Reads redaction rules from JSON: a list of field rules and text rules, as a decision holds them.
 *
 * If one rule cannot be understood, the whole list is refused, because what it should hide would be
 * shown. An unknown action becomes `drop`. At most 10,000 rules; paths and class names of at most
 * 512 characters. Other fields of a rule are left out.
 *
 * Codes: `not_a_list`, `too_many_rules`, `not_an_object`, `unknown_rule` (at `/0/target`),
 * `invalid_path`, `invalid_identifier`.
 *
 * @example
 * ```ts
 * readRules([{ target: 'text', identifier: 'email', action: 'shred' }])
 * // { ok: true, value: [{ target: 'text', identifier: 'email', action: 'drop' }] }
 * readRules([{ target: 'field', path: 'a..b', action: 'keep' }])
 * // { ok: false, issues: [{ code: 'invalid_path', path: '/0/path' }] }
 * ```
 */
export function readRules(input: unknown): Result<readonly RedactionRule[]> {
  if (!Array.isArray(input)) return failAll([{ code: 'not_a_list', path: '' }])
  if (input.length > MOST_RULES) return failAll([{ code: 'too_many_rules', path: '' }])
  const read = input.map((rule: unknown, index) => readRule(rule, `/${index}`))
  const issues = read.filter((rule) => 'code' in rule)
  return issues.length > 0 ? failAll(issues) : ok(read.filter((rule) => 'target' in rule))
}
