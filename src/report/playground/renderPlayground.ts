import { dataBlock, type Html, html, pageHead, raw } from '../html.js'
import type { DeskScript } from '../renderDesk.js'
import { PLAYGROUND_STYLE } from './playgroundStyle.js'

/** What a playground is made with. */
export interface PlaygroundOptions {
  /** Gives the SHA-256 of UTF-8 text in base64. */
  sha256(text: string): string
  readonly script: string
  /** What is computed beside the page. */
  readonly worker: DeskScript
  /** The scripts of the report that is shown. */
  readonly page: DeskScript
  readonly desk: DeskScript
  /** Policies to begin with, by name: the first is there when the page opens. */
  readonly sources: Readonly<Record<string, string>>
}

/**
 * Renders the playground: an editor for a policy's text, and beside it what follows from it, computed as one types.
 *
 * The page loads nothing and sends nothing. Its content security policy allows its own scripts by hash, and workers and
 * frames made of text in it. Styles are allowed without a hash: those of the report depend on the policy, and with no
 * request of any kind allowed, a style can do no more than look.
 */
export function renderPlayground(options: PlaygroundOptions): string {
  const { sha256, script, worker, page, desk, sources } = options
  const hashes = [script, page.text, desk.text].map((text) => `'sha256-${sha256(text)}'`).join(' ')
  const csp = `default-src 'none'; style-src 'unsafe-inline'; script-src ${hashes}; worker-src blob:; frame-src blob:; base-uri 'none'; form-action 'none'`
  const names = Object.keys(sources)
  return html`${pageHead(csp, 'Policy playground', PLAYGROUND_STYLE)}
<body><a class="skip" href="#play-text">Skip to the editor</a><header><h1>Policy playground</h1><p>The page sends nothing of what you write here.</p>
<div class="tools" role="group" aria-label="Text"><label>Begin with <select id="play-examples">${names.map((name) => html`<option value="${name}">${name}</option>`)}</select></label><label class="button">Open a file<input type="file" id="play-open" accept=".yaml,.yml,.json"></label><a class="button" id="play-save" href="#" download="policy.yaml">Save as a file</a><button type="button" id="play-share">Share by link</button></div>
<p id="play-refused" class="bad" role="alert" hidden>That file is larger than a policy may be, so it was not opened.</p>
<div id="play-shared" class="shared" hidden><label for="play-link">Link</label><input id="play-link" readonly><p>The link holds the whole text, so everybody with the link can read it. Copy the link; nothing was sent.</p></div></header>
<main><section class="edit" aria-labelledby="edit-title"><h2 id="edit-title">Policy</h2><div class="editor"><pre id="play-numbers" aria-hidden="true"></pre><div class="well"><pre id="play-marks" aria-hidden="true"></pre><textarea id="play-text" aria-labelledby="edit-title" aria-describedby="play-status" spellcheck="false" autocapitalize="off" autocomplete="off" wrap="off"></textarea></div></div></section>
<section class="answers" aria-labelledby="answers-title"><h2 id="answers-title">Results</h2><p id="play-status" role="status" data-tone="open">Computing …</p><div id="play-found" tabindex="0" role="group" aria-label="Mistakes, invariants and tests"></div></section>
<section class="view" id="play-view" aria-labelledby="view-title"><h2 id="view-title">Report</h2><p id="play-note" role="status"></p><iframe id="play-frame" title="The report of this policy"></iframe></section></main>
${dataBlock('play-sources', sources)}${packedScript('worker', worker)}${packedScript('page', page)}${packedScript('desk', desk)}<script>${raw(script)}</script></body></html>
`.markup
}

const packedScript = (name: string, { packed: letters }: DeskScript): Html =>
  raw(`<script type="text/plain" id="play-${name}-code">${letters}</script>`)
