import { sayCounter } from '../analysis/index.js'
import { breakGlassSettings, type CompiledPolicy, counterSettings } from '../decide/index.js'
import { levelOf, printDuration, RANKS, type Rank } from '../model/index.js'
import {
  DEFAULT_RISK,
  RISK_SETTING_NAMES,
  type RiskSettings,
  riskSettings,
} from '../trust/index.js'
import { type Html, html, joinHtml, word } from './html.js'
import { codeInWords } from './say.js'

/**
 * Renders what lowers trust whatever is proved: risk settings, the issuers that are believed, what knowing something
 * counts for, and refused evidence.
 */
export const renderProtection = (policy: CompiledPolicy): Html =>
  html`<section aria-labelledby="protection"><h2 id="protection">What else limits trust</h2>${renderRisk(policy)}${renderIssuers(policy)}${renderKnowledge(policy)}${renderCounters(policy)}${renderGlass(policy)}${renderRefusals(policy)}</section>`

/** A table of every risk setting beside its default, so that a reviewer sees what was changed. */
function renderRisk({ risk }: CompiledPolicy): Html {
  return html`<h3>Risk settings</h3><div class="wide" tabindex="0" role="region" aria-label="Table of risk settings"><table><thead><tr><th scope="col">Setting</th><th scope="col">Value</th><th scope="col">By default</th></tr></thead><tbody>${RISK_SETTING_NAMES.map(
    (name) => {
      const [value, standard] = [sayRisk(name, risk[name]), sayRisk(name, DEFAULT_RISK[name])]
      return html`<tr><th scope="row">${codeInWords(riskSettings[name].word)}<p class="takes">${riskSettings[name].description}</p></th><td>${value}</td><td>${
        value === standard ? 'the same' : html`<span class="change">${standard}</span>`
      }</td></tr>`
    },
  )}</tbody></table></div>`
}

/** Says the value of a risk setting by the word that a policy has for it, as a level or a length of time. */
export function sayRiskValue(word: string, value: string): string {
  const name = RISK_SETTING_NAMES.find((one) => riskSettings[one].word === word)
  return name === undefined ? value : sayRisk(name, Number(value))
}

/** Says a setting as what it means: a level that is not passed, or a length of time. */
const sayRisk = (name: keyof RiskSettings, value: number): string => {
  const { form } = riskSettings[name]
  return form === 'level' ? `at most ${levelOf(rankOfNumber(value))}` : printDuration(value)
}

/**
 * Reads a rank out of the table of settings, where ranks are numbers among lengths of time.
 * What is above 4 is 4.
 */
const rankOfNumber = (value: number): Rank => RANKS.find((rank) => rank >= Math.min(4, value)) ?? 4

/** The levels by number, the least first. */

/**
 * Says which counters the policy sets. Left out where it says nothing of them: then the
 * defaults hold.
 */
const renderCounters = ({ counters }: CompiledPolicy): Html | null =>
  counters === undefined
    ? null
    : html`<h3>Counters</h3><ul>${Object.entries(counterSettings).map(
        ([name, { word: key, form, standard, description }]) => {
          const value = new Map(Object.entries(counters)).get(name) ?? standard
          return html`<li><b>${codeInWords(key)}</b> ${sayCounter(form, value)}<p class="takes">${description}</p></li>`
        },
      )}</ul>`

/** Says who may see more in an emergency, how and for how long; nothing where nobody may. */
const renderGlass = ({ breakGlass }: CompiledPolicy): Html | null => {
  if (breakGlass === undefined) return null
  const parts: Readonly<Record<string, number | readonly string[] | undefined>> = { ...breakGlass }
  return html`<h3>Breaking the glass</h3><p>Only the agent sees it. What the customer is told, and what may be done, stays the same.</p><ul>${Object.entries(
    breakGlassSettings,
  ).map(([name, { label }]) => {
    const part = parts[name]
    if (part === undefined) return html`<li>${label}: nobody</li>`
    return html`<li>${label}: ${
      typeof part === 'number'
        ? printDuration(part)
        : joinHtml(
            part.map((one) => html`<code>${word(one)}</code>`),
            ', ',
          )
    }</li>`
  })}</ul>`
}

/**
 * Says whose logins are believed, and what each of their methods counts as. RFC 8176 names
 * the methods.
 */
function renderIssuers({ issuers }: CompiledPolicy): Html {
  return html`<h3>Issuers of logins</h3>${
    issuers.length === 0
      ? html`<p>The policy names none. So every login token that your server has verified counts, by the defaults of RFC 8176.</p>`
      : html`<ul>${issuers.map(
          ({ issuer, acr, amr }) =>
            html`<li><code>${word(issuer)}</code>: ${joinHtml(
              Object.entries({ ...acr, ...amr }).map(
                ([name, rank]) => html`<code>${word(name)}</code> is ${levelOf(rank)}`,
              ),
              '; ',
            )}</li>`,
        )}</ul>`
  }`
}

/**
 * Says what knowing something counts for. Left out where nothing is declared, because most
 * businesses ask nothing of their own.
 */
const renderKnowledge = ({ knowledge }: CompiledPolicy): Html | null =>
  knowledge === undefined
    ? null
    : html`<h3>Knowledge checks</h3><ul>${knowledge.map(
        ({ name, asks, grade, attempts, within }) =>
          html`<li><b>${word(codeInWords(name))}</b>: who knows ${joinHtml(
            asks.map((one) => html`${word(codeInWords(one))}`),
            ' and ',
          )} counts as ${levelOf(grade)}, never more; after ${attempts} wrong ${
            attempts === 1 ? 'answer' : 'answers'
          } no more is tried for ${printDuration(within)}</li>`,
      )}</ul>`

/** Says which evidence is not taken at all, and by whose rule. */
const renderRefusals = ({ refuses }: CompiledPolicy): Html =>
  html`<h3>Evidence that is refused</h3>${
    refuses.length === 0
      ? html`<p>The policy refuses none.</p>`
      : html`<ul>${refuses.map(
          ({ kind, rule }) =>
            html`<li>${word(codeInWords(kind))} <span class="pack">${word(rule)}</span></li>`,
        )}</ul>`
  }`
