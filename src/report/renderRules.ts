import { type Html, html, word } from './html.js'
import type { RuleCard } from './ruleCards.js'
import { codeInWords } from './say.js'

/**
 * Renders every rule with its sources: what the matrix shows beside a cell, and what a print keeps.
 * Each has an id that cells, findings and prints point at.
 */
export const renderRules = (cards: readonly RuleCard[]): Html =>
  html`<section aria-labelledby="rules"><h2 id="rules">Rules and sources</h2><p>Every part of a rule must be met. A part with the name of a pack comes from that regulation. No policy can loosen it.</p><div class="cards">${cards.map(
    ({ id, topic, opens, body }) =>
      html`<article class="card" id="${id}" tabindex="-1"><h3>${word(topic)}: ${codeInWords(opens)}</h3>${body}</article>`,
  )}</div></section>`
