import type { CompiledPolicy } from '../decide/index.js'
import { dataBlock, type Html, html } from './html.js'

/** The script of the desk: as it runs, and packed by raw DEFLATE (RFC 1951) in base64. */
export interface DeskScript {
  /** The script as it runs, whose hash the page allows. */
  readonly text: string
  /** The same, packed: a third of the size, and unpacked when the desk is first opened. */
  readonly packed: string
}

/** A workflow that is there already: its configuration, and its queues' names by SID. */
export interface DeskWorkflow {
  /** As TaskRouter has it. */
  readonly configuration: unknown
  /** What people call the queues, by SID. */
  readonly queues: Readonly<Record<string, string>>
}

/**
 * Renders the place of the desk, hidden until its script runs, with the policy it decides by. Tasks go through the
 * workflow given, else through the one that the policy's routes make. Where there is an older policy, what it decides
 * stands beside.
 */
export const renderDesk = (
  policy: CompiledPolicy,
  { packed }: DeskScript,
  workflow: DeskWorkflow | undefined,
  old?: CompiledPolicy,
): Html =>
  html`<section id="desk-section" class="desk" aria-labelledby="desk" hidden><h2 id="desk">What if</h2><p>Choose evidence, and see the decision. The library itself decides here, and the page sends nothing. The address of the page holds your choices, so you can share it as a link.</p><p class="desk-tools"><button type="button" id="desk-copy">Copy link</button> <button type="button" id="desk-reset">Begin again</button> <span id="desk-notice" role="status"></span></p><p class="desk-link" id="desk-shared" hidden><label for="desk-link">Link to these choices</label><input id="desk-link" readonly dir="ltr"></p><nav aria-label="Scenarios"><p>Begin with:</p><ul id="desk-scenarios"></ul></nav><p id="desk-status" role="status"></p><div class="bench"><form id="desk-form" aria-label="What is known" autocomplete="off"></form><div id="desk-result"></div></div></section>${dataBlock('desk-policy', policy)}${old === undefined ? null : dataBlock('desk-old', old)}${workflow === undefined ? null : dataBlock('desk-workflow', workflow)}${{ markup: `<script type="text/plain" id="desk-code">${packed}</script>` }}`
