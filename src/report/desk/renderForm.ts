import { engagementOf } from '../../analysis/index.js'
import type { CompiledPolicy } from '../../decide/index.js'
import { MINUTE } from '../../model/index.js'
import type { GivenDocument } from '../../policy/index.js'
import { type Html, html, words } from '../html.js'
import { plain } from '../say.js'
import { topicsOf } from '../topics.js'
import type { DeskState } from './deskState.js'
import { deskCallers, evidenceKit, type KitItem } from './evidenceKit.js'
import { extraEvidence, sayEvidence } from './extraEvidence.js'

/** The furthest the clock moves, in minutes. */
export const MOST_MINUTES = 2_880

/** Tells how many minutes the clock stands after the latest evidence. */
export function minutesOf(given: GivenDocument): number {
  const { at: _, ...rest } = given
  const minutes = Math.round((engagementOf(given).at - engagementOf(rest).at) / MINUTE)
  return Math.min(MOST_MINUTES, Math.max(0, minutes))
}

/** Tells whether a piece of evidence is on the desk. */
export const holdsItem = ({ evidence }: GivenDocument, { evidence: item }: KitItem): boolean =>
  (evidence ?? []).some((one) => JSON.stringify(one) === JSON.stringify(item))

/** Writes claims one a line. */
export const printClaims = ({ claims }: GivenDocument): string =>
  Object.entries(claims ?? {})
    .map(([name, value]) => `${name}: ${String(value)}`)
    .join('\n')

/** Renders the form as a state fills it. */
export function renderForm(policy: CompiledPolicy, { given, message }: DeskState): Html {
  const callers = deskCallers(policy)
  const kit = evidenceKit(policy, given)
  const asked = [...(given.intent?.classes ?? []), ...(given.intent?.actions ?? [])]
  return html`<div class="fields"><p><label for="desk-channel">Channel</label><select id="desk-channel">${callers.map(
    ({ title, channel, address }) =>
      html`<option value="${title}"${given.channel === channel && (channel !== 'custom' || given.address === address) ? SELECTED : null}>${plain(title)}</option>`,
  )}</select></p><p><label for="desk-address">Address</label><input id="desk-address" value="${given.address}" dir="ltr" autocomplete="off" spellcheck="false"></p></div>
${group('The directory says', 'directory', kit, given)}${group('They proved', 'proof', kit, given)}${group('Risk', 'risk', kit, given)}${renderExtras(given, kit)}${renderReaders(given)}
<fieldset><legend>They ask for</legend><div class="picks">${topicsOf(policy).map(({ name }, at) =>
    check('topic', at, name, asked.includes(name)),
  )}</div><p class="fields"><span><label for="desk-amount">Amount</label><input id="desk-amount" inputmode="decimal" value="${given.intent?.amount ?? ''}"></span><span><label for="desk-payee">Payee</label><input id="desk-payee" value="${given.intent?.payee ?? ''}"></span></p></fieldset>
<p><label for="desk-claims">The form says (one <code>name: value</code> a line; never evidence)</label><textarea id="desk-claims" rows="3">${printClaims(given)}</textarea></p>
<p><label for="desk-clock">Clock: <output id="desk-minutes" for="desk-clock">${minutesOf(given)}</output> minutes later</label><input type="range" id="desk-clock" min="0" max="${MOST_MINUTES}" value="${minutesOf(given)}"></p>
<p><label for="desk-message">Message</label><textarea id="desk-message" rows="2">${message}</textarea></p>
<details><summary>Everything else, as JSON</summary><p><label for="desk-json">The engagement as a test row gives it</label><textarea id="desk-json" rows="10" dir="ltr" spellcheck="false" aria-describedby="desk-json-fault">${JSON.stringify(given, null, 1)}</textarea></p><p class="bad" id="desk-json-fault" role="alert"></p></details>`
}

// What a link brought that is none of the evidence to choose from: it counts, so it is seen, and can be put away.
function renderExtras(given: GivenDocument, kit: readonly KitItem[]): Html | null {
  const extras = extraEvidence(given, kit)
  return extras.length === 0
    ? null
    : html`<fieldset id="desk-extras"><legend>From the link</legend><div class="picks">${extras.map(
        (item) =>
          html`<label><input type="checkbox" name="desk-extra" value="${JSON.stringify(item)}" checked> <bdi>${sayEvidence(item, given)}</bdi></label>`,
      )}</div></fieldset>`
}

function renderReaders({ readers }: GivenDocument): Html | null {
  if (readers === undefined) return null
  return readers === null
    ? html`<p class="bad" id="desk-readers">Who else reads is not known.</p>`
    : html`<p id="desk-readers">Others who read: ${words(readers.map(({ channel, address }) => `${plain(channel)} ${address}`))}.</p>`
}

const SELECTED = html` selected`
const CHECKED = html` checked`

const group = (
  title: string,
  name: KitItem['group'],
  kit: readonly KitItem[],
  given: GivenDocument,
): Html | null =>
  kit.some((item) => item.group === name)
    ? html`<fieldset><legend>${title}</legend><div class="picks">${kit.map((item, at) =>
        item.group === name ? check('kit', at, item.title, holdsItem(given, item)) : html``,
      )}</div></fieldset>`
    : null

const check = (name: string, at: number, title: string, isOn: boolean): Html =>
  html`<label><input type="checkbox" name="desk-${name}" value="${at}"${isOn ? CHECKED : null}> <bdi>${plain(title)}</bdi></label>`
