import type { AudienceRedaction, CompiledPolicy, DataClass } from '../decide/index.js'
import {
  AUDIENCES,
  type Audience,
  type Disclosure,
  KEEPING_AUDIENCES,
  type OwnIdentifier,
  type OwnIdentifiers,
  type Redaction,
  type RedactionAction,
  type RedactionRule,
} from '../model/index.js'
import { stricter } from './actions.js'
import { cachedRules } from './rulesCache.js'

/**
 * What may be shown of a field at a disclosure. A value that may be accepted, confirmed or
 * delivered is not shown: the customer says it, or it is sent to an address on file.
 */
function toAction(disclosure: Disclosure | undefined): RedactionAction {
  switch (disclosure) {
    case 'full':
      return 'keep'
    case 'masked':
      return 'mask'
    case 'none':
    case 'accept':
    case 'confirm':
    case 'deliver_to_record':
    case undefined:
      return 'drop'
  }
}

// Logs, insights and memory are told nothing by a disclosure: there only the policy's own words
// count.
const isTold = (audience: Audience): boolean =>
  !KEEPING_AUDIENCES.some((keeping) => keeping === audience)

// Own keys alone: `constructor` is no class that a policy names.
const settingOf = (
  settings: Readonly<Record<string, RedactionAction>>,
  name: string,
): RedactionAction | undefined => (Object.hasOwn(settings, name) ? settings[name] : undefined)

/**
 * What happens to the fields of one class. Where a disclosure counts, it is the most that is shown,
 * and the policy can only hide more. In logs, insights and memory nothing is shown but what the
 * policy names, and never a class that is given to nobody.
 */
function classAction(
  told: boolean,
  settings: AudienceRedaction | undefined,
  { name, rungs, deliver }: DataClass,
  disclosure: Disclosure | undefined,
): RedactionAction {
  const said = settings === undefined ? undefined : settingOf(settings.classes, name)
  if (told) return stricter(toAction(disclosure), said ?? 'keep')
  const isNeverGiven = rungs.length === 0 && deliver === undefined
  return isNeverGiven ? 'drop' : (said ?? 'drop')
}

// A card code may not be kept after authorisation, in whatever form (PCI DSS v4.0.1, 3.3.1.2).
const CARD_CODE: RedactionRule = { target: 'text', identifier: 'card_code', action: 'drop' }

// The order in which its keys were written is no part of it.
const inOrder = ({ pattern, words, checksum, mask }: OwnIdentifier): OwnIdentifier => ({
  pattern,
  ...(words !== undefined && { words }),
  ...(checksum !== undefined && { checksum }),
  ...(mask !== undefined && { mask }),
})

/**
 * What happens to identifiers in text. The order does not depend on how the policy was written, so
 * that equal policies give equal rules.
 */
function textRules(
  audience: Audience,
  settings: AudienceRedaction | undefined,
  own: OwnIdentifiers,
): readonly RedactionRule[] {
  // By name, for the order in which a policy's keys were written is no part of the policy.
  const named = Object.entries(settings?.identifiers ?? {})
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .filter(([identifier]) => identifier !== 'card_code' && identifier !== 'default')
    .filter(([identifier]) => !Object.hasOwn(own, identifier))
    .map(([identifier, action]): RedactionRule => ({ target: 'text', identifier, action }))
  // What is not named: masked where a conversation is read, dropped where it is stored.
  const fallback = settings?.default ?? 'drop'
  const action = isTold(audience) ? stricter('mask', fallback) : fallback
  // Whoever applies the rules need not have the policy, so each of its own kinds says what it looks
  // like.
  const brought = Object.entries(own)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(
      ([identifier, finds]): RedactionRule => ({
        target: 'text',
        identifier,
        action: settingOf(settings?.identifiers ?? {}, identifier) ?? action,
        finds: inOrder(finds),
      }),
    )
  return [...named, ...brought, CARD_CODE, { target: 'text', identifier: 'default', action }]
}

/** Says in each list which regions' phone numbers are looked for, as whoever applies it need not have the policy. */
function withRegions(
  rules: readonly RedactionRule[],
  regions: readonly string[],
): readonly RedactionRule[] {
  if (regions.length === 0) return rules
  const isPhone = (rule: RedactionRule) => rule.target === 'text' && rule.identifier === 'phone'
  if (rules.some(isPhone)) return rules.map((rule) => (isPhone(rule) ? { ...rule, regions } : rule))
  return rules.map((rule) =>
    rule.target === 'text' && rule.identifier === 'default' ? { ...rule, regions } : rule,
  )
}

/**
 * Gives the portable redaction rules of a decision, for each audience.
 *
 * Customer, agent and bot are shown what the disclosure opens, tightened by the policy's `redact`
 * block: the stricter wins. Log, insights and memory are shown what that block names, else nothing.
 * A field no rule names is withheld by whoever applies the rules. `broken` is what an agent who
 * broke the glass sees besides; to nobody else it says anything. Card numbers keep the same four
 * digits for every audience, so two copies joined tell no more than one (PCI SSC FAQ 1091).
 */
export function emitRules(
  policy: CompiledPolicy,
  disclosure: Readonly<Record<string, Disclosure>>,
  broken?: Readonly<Record<string, Disclosure>>,
): Redaction {
  // Beside its policy all that the rules depend on; mostly no glass is broken.
  const opened = saidOf(policy, disclosure)
  const seen = broken === undefined ? '' : saidOf(policy, broken)
  return cachedRules(policy, `${opened} ${seen}`, () => makeRules(policy, disclosure, broken ?? {}))
}

const saidOf = (policy: CompiledPolicy, given: Readonly<Record<string, Disclosure>>): string =>
  policy.classes.map(({ name }) => openedOf(given, name)).join()

// What shows less of a field than another disclosure does.
const isLess = (told: Disclosure | undefined, seen: Disclosure): boolean =>
  stricter(toAction(told), toAction(seen)) !== toAction(seen)

const openedOf = (
  disclosure: Readonly<Record<string, Disclosure>>,
  name: string,
): Disclosure | undefined => (Object.hasOwn(disclosure, name) ? disclosure[name] : undefined)

/**
 * Makes the rules anew. Every class has its rules for every audience, also where the action is a
 * drop: then the field is named in what was removed.
 */
function makeRules(
  policy: CompiledPolicy,
  disclosure: Readonly<Record<string, Disclosure>>,
  broken: Readonly<Record<string, Disclosure>>,
): Redaction {
  const rulesFor = (audience: Audience): readonly RedactionRule[] => {
    const settings = Object.hasOwn(policy.redact, audience) ? policy.redact[audience] : undefined
    const fields = policy.classes.flatMap((dataClass): readonly RedactionRule[] => {
      const told = openedOf(disclosure, dataClass.name)
      const seen = audience === 'agent' ? openedOf(broken, dataClass.name) : undefined
      const opened = seen !== undefined && isLess(told, seen) ? seen : told
      const action = classAction(isTold(audience), settings, dataClass, opened)
      return dataClass.fields.map((path) => ({
        target: 'field',
        path,
        action,
        class: dataClass.name,
      }))
    })
    const texts = textRules(audience, settings, policy.identifiers ?? {})
    return [...fields, ...withRegions(texts, policy.regions)]
  }
  const [customer, agent, bot, log, insights, memory] = AUDIENCES.map(rulesFor)
  return {
    customer: customer ?? [],
    agent: agent ?? [],
    bot: bot ?? [],
    log: log ?? [],
    insights: insights ?? [],
    memory: memory ?? [],
  }
}
