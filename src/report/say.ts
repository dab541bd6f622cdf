import type { Condition, Requirement } from '../decide/index.js'
import { levelOf, printDuration, type Rank } from '../model/index.js'
import { type Html, html, joinHtml, word, words } from './html.js'

/** Shows a code of ours as words. */
export const plain = (code: string): string => code.replaceAll('_', ' ')

/** Shows an instant of ISO 8601 in UTC, to the second. */
export const sayTime = (iso: string): string => `${iso.slice(0, 10)} ${iso.slice(11, 19)} UTC`

/** Says what a requirement takes. */
export function sayRequirement(requirement: Requirement): Html {
  const { write, read, maxAge, purpose, linked, methods, categories } = requirement
  const parts: readonly (Html | false)[] = [
    html`who asks: ${levelOf(write)}`,
    read > 0 && html`who reads: ${levelOf(read)}`,
    maxAge !== undefined && html`proof within ${printDuration(maxAge)}`,
    purpose === true && html`proof given for this`,
    linked === true && html`proof names amount and payee`,
    methods !== undefined && html`by ${words(methods.map(plain), ' or ')}`,
    categories !== undefined && html`${categories} different kinds of proof`,
    requirement.forbidPhishableOnly === true && html`one proof nobody can be tricked out of`,
  ]
  return joinHtml(
    parts.filter((part) => part !== false),
    '; ',
  )
}

/** Says when a route or an invariant applies; `always` for a condition without parts. */
export function sayCondition(when: Condition): Html {
  const { trust, trustBelow, read, risk, channel, intent, resolution, context, discloses } = when
  const list = (names: readonly (string | number | boolean)[]): Html =>
    words(names.map(String), ' or ')
  const parts: readonly (Html | false)[] = [
    trust !== undefined && html`${levelOf(trust)} or more`,
    trustBelow !== undefined && html`below ${levelOf(trustBelow)}`,
    read !== undefined && html`readers ${levelOf(read)} or more`,
    risk !== undefined && html`risk: ${list(risk.map(plain))}`,
    channel !== undefined && html`on ${list(channel)}`,
    intent !== undefined && html`asking for ${list(intent)}`,
    resolution !== undefined && html`record: ${list(resolution)}`,
    ...Object.entries(context ?? {}).map(
      ([fact, values]) => html`${word(fact)} is ${list(values)}`,
    ),
    ...Object.entries(discloses ?? {}).map(
      ([name, rung]) => html`${word(name)} open to ${rung} at least`,
    ),
  ]
  const said = parts.filter((part) => part !== false)
  return said.length === 0 ? html`always` : joinHtml(said, '; ')
}

/** Says a span of trust. */
export const saySpan = ([low, high]: readonly [Rank, Rank]): string =>
  low === high ? levelOf(low) : `${levelOf(low)} to ${levelOf(high)}`
