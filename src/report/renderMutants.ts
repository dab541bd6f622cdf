import type { MutationReport } from '../analysis/index.js'
import type { Result } from '../model/index.js'
import { type Html, html, word } from './html.js'
import { codeInWords } from './say.js'

/**
 * Renders what the tests make of every small change of the policy: those that nobody would notice
 * by name.
 *
 * The share is rounded down, so that 100 % is said only where nothing survived.
 */
export function renderMutants(report: Result<MutationReport>): Html {
  if (!report.ok)
    return mutantsSection(
      html`<p class="bad">Not known: ${codeInWords(report.issues[0]?.code ?? 'unknown')}.</p>`,
    )
  const { mutants, failing, score } = report.value
  const count = (fate: (typeof mutants)[number]['fate']): number =>
    mutants.filter((mutant) => mutant.fate === fate).length
  const survivors = mutants.filter(({ fate }) => fate === 'survived')
  return mutantsSection(
    html`<p>Of ${mutants.length} small changes to the policy the tests notice ${Math.floor(score)} % of those that matter: ${count('killed')} noticed, ${survivors.length} not, ${count('equivalent')} proved to change nothing, ${count('silent')} that no test can show, ${count('refused')} that do not compile.</p>${
      failing.length === 0
        ? null
        : html`<p class="bad">${failing.length} tests fail on the unchanged policy, and were not used.</p>`
    }${
      survivors.length === 0
        ? null
        : html`<ul class="findings">${survivors.map(
            ({ description }) => html`<li class="bad"><b>not noticed</b> ${word(description)}</li>`,
          )}</ul>`
    }`,
  )
}

/**
 * The section with its title, whatever stands in it: also where there is nothing to tell but why.
 */
const mutantsSection = (body: Html): Html =>
  html`<section aria-labelledby="mutants"><h2 id="mutants">Would the tests notice?</h2>${body}</section>`
