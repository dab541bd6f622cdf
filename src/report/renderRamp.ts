import { type Html, html } from './html.js'
import { sayName } from './say.js'

/**
 * How many of four segments are filled for what somebody is given: the more is disclosed or
 * done, the more ink. What is not in the list is shown as nothing given.
 */
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

/** Renders how much somebody is given as ink and as a word, so that neither has to be known to read the other. */
export const renderRamp = (given: string): Html =>
  html`<span class="ramp ink-${INK[given] ?? 0}">${sayName(given)}</span>`

/** The styles of the ramp: four segments, of one colour in both themes and in print. */
export const RAMP_STYLE = `
.ramp{white-space:normal}.ramp::before{content:"";display:inline-block;width:2.5rem;height:.35rem;margin-inline-end:.4em;vertical-align:.15em;background:linear-gradient(90deg,var(--ink) var(--inked,0%),var(--line) 0);mask:repeating-linear-gradient(90deg,#000 0 calc(25% - 2px),#0000 0 25%)}
.ink-1{--inked:25%}.ink-2{--inked:50%}.ink-3{--inked:75%}.ink-4{--inked:100%}:is(#grid,.words) .ramp::before{display:block;margin:.1rem 0 .25rem}
`
