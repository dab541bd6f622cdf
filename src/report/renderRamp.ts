import { type Html, html } from './html.js'
import { plain } from './say.js'

/** How many of four segments are inked for what somebody is given: the more is disclosed or done, the more ink. */
const INK: Readonly<Record<string, number>> = {
  none: 0,
  deny: 0,
  step_up: 0,
  accept: 1,
  deliver_to_record: 1,
  confirm: 2,
  masked: 3,
  full: 4,
  allow: 4,
}

/** What a rung or an answer is called on a page, where its own word is not plain enough. */
const SHORT: Readonly<Record<string, string>> = {
  deliver_to_record: 'to address on file',
  step_up: 'after step up',
}

/** Renders how much somebody is given as ink and as a word, so that neither has to be known to read the other. */
export const renderRamp = (given: string): Html =>
  html`<span class="ramp ink-${INK[given] ?? 0}">${SHORT[given] ?? plain(given)}</span>`

/** The styles of the ramp: four segments, of one colour in both themes and in print. */
export const RAMP_STYLE = `
.ramp{white-space:normal}.ramp::before{content:"";display:inline-block;width:2.1em;height:.6em;margin-inline-end:.4em;border:1px solid var(--ink);background:repeating-linear-gradient(90deg,transparent 0 calc(25% - 1px),var(--ground) calc(25% - 1px) 25%),linear-gradient(90deg,var(--ink) var(--inked,0%),transparent var(--inked,0%))}
.ink-1{--inked:25%}.ink-2{--inked:50%}.ink-3{--inked:75%}.ink-4{--inked:100%}
`
