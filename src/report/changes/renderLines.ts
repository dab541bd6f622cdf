import { type ChangedLine, sayPlace } from '../../analysis/index.js'
import { type Html, html, word } from '../html.js'

/**
 * Renders changed lines of a policy: where each stands, its keys, what stood there and what stands
 * there now. Struck text is for eyes; whoever listens hears "is now".
 */
export const renderLines = (lines: readonly ChangedLine[]): Html =>
  html`<ul class="written-lines">${lines.flatMap((line) =>
    line.keys.map(
      ({ path, before, after }) =>
        html`<li><span class="at">${line.line === undefined && line.oldLine === undefined ? '' : `${sayPlace(line)}: `}</span><code>${word(path)}</code>: ${
          before === null ? html`added` : html`<s class="was"><code>${word(before)}</code></s>`
        } <span class="arrow" aria-hidden="true">→</span><span class="unseen"> is now </span> ${
          after === null
            ? html`<b class="now">removed</b>`
            : html`<code class="now">${word(after)}</code>`
        }</li>`,
    ),
  )}</ul>`
