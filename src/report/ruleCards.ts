import type { CompiledPolicy, Requirement, Rule } from '../decide/index.js'
import { packs } from '../policy/index.js'
import { type Html, html, word, words } from './html.js'
import { renderSource } from './lawLinks.js'
import { sayRequirement } from './say.js'
import { type Topic, topicsOf } from './topics.js'

/** What stands behind a cell: a name for links within the page, and what to show. */
export interface RuleCard {
  /** The name of the card in links of the page, such as `rule-3-1`. */
  readonly id: string
  /** The name of the class or action. */
  readonly topic: string
  /** The rung or answer that it opens; `none` for what is never given. */
  readonly opens: string
  /** What the rule takes, and where it comes from. */
  readonly body: Html
}

/**
 * Makes a card for each rung, action and delivery, and one for each topic that says why it is
 * withheld. Its id stays the same for the same policy, as links and prints hold it.
 */
export function ruleCardsOf(policy: CompiledPolicy): readonly RuleCard[] {
  return topicsOf(policy).flatMap((topic, at) =>
    rulesBehind(topic).map(([opens, rule], step) => ({
      id: `rule-${at}-${step}`,
      topic: topic.name,
      opens,
      body: bodyOf(topic, opens, rule),
    })),
  )
}

/** Finds the card behind a cell: the rule that gave it, or else the lowest that could have. */
export const cardBehind = (
  cards: readonly RuleCard[],
  topic: string,
  given: string,
): RuleCard | undefined =>
  cards.find((card) => card.topic === topic && card.opens === given) ??
  cards.find((card) => card.topic === topic)

/** Lists what a topic can be given, the least first, with the rule that gives it; `null` for what is never given. */
export function rulesBehind(topic: Topic): readonly (readonly [string, Rule | null])[] {
  const { rule } = topic
  const deliver = rule.deliver === undefined ? [] : [['deliver_to_record', rule.deliver] as const]
  if (topic.about === 'action') return [['allow', topic.rule], ...deliver]
  const rungs = topic.rule.rungs.map((rung) => [rung.rung, rung] as const)
  return rungs.length + deliver.length === 0 ? [['none', null]] : [...rungs, ...deliver]
}

/**
 * Finds the rule that gives something of a topic; `null` where it is not given by a rule, as what
 * is withheld is not.
 */
export const ruleBehind = (topic: Topic, given: string): Rule | null =>
  rulesBehind(topic).find(([opens]) => opens === given)?.[1] ?? null

/** Says what a rule takes: its parts, each with the pack that asks for it, and the sources. */
function bodyOf(topic: Topic, opens: string, rule: Rule | null): Html {
  const refused = topic.about === 'class' ? (topic.rule.refusedBy ?? []) : []
  const denied = topic.about === 'action' && topic.rule.denied && opens === 'allow'
  const head = html`<p class="rule-id"><code>${word(rule?.id ?? `class.${topic.name}`)}</code></p>`
  if (rule === null)
    return html`${head}<p>Never said.</p>${refused.map((id) => html`${sayPack(id)}`)}`
  return html`${head}${denied ? html`<p>Never done in a conversation.</p>` : null}<ul>${rule.requires.map(
    (requirement) => html`<li>${fromPack(requirement)}${sayRequirement(requirement)}</li>`,
  )}</ul>${sayRepresentatives(rule)}${
    refused.length === 0 ? null : html`<p>Higher rungs are never given:</p>${refused.map(sayPack)}`
  }${
    rule.sources.length === 0
      ? null
      : html`<p class="sources">Sources</p><ul>${rule.sources.map((source) => html`<li>${renderSource(source)}</li>`)}</ul>`
  }`
}

/** Says what those who act for others need besides; nothing where nobody may act for another. */
const sayRepresentatives = ({ representatives = [] }: Rule): Html | null =>
  representatives.length === 0
    ? null
    : html`<p>On behalf of somebody else, in addition:</p><ul>${representatives.map(
        ({ as, requires }) =>
          html`<li>as ${words(as, ' or ')}: ${requires.map(sayRequirement)}</li>`,
      )}</ul>`

/** Names the pack that asks for a part; nothing where the policy itself does. */
const fromPack = ({ rule }: Requirement): Html | null =>
  rule === undefined ? null : html`<span class="pack">${word(rule)}</span> `

/**
 * Shows a pack's rule with its citations. The compiled policy does not keep citations of
 * what is never given, so they are read from the packs that ship.
 */
function sayPack(id: string): Html {
  const sources = packs
    .flatMap((pack) => pack.classes)
    .filter((rule) => rule.id === id)
    .flatMap((rule) => rule.sources)
  return html`<p><span class="pack">${word(id)}</span> ${sources.map((source) => html`${renderSource(source)} `)}</p>`
}
