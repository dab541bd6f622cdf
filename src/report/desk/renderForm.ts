import { engagementOf } from '../../analysis/index.js'
import type { CompiledPolicy } from '../../decide/index.js'
import { type FactValue, MINUTE } from '../../model/index.js'
import type { GivenDocument } from '../../policy/index.js'
import { type Html, html, SELECTED, words } from '../html.js'
import { codeInWords, sayName } from '../say.js'
import { isActingKnown, topicsOf } from '../topics.js'
import type { DeskState } from './deskState.js'
import { deskCallers, evidenceKit, type KitItem, purposeIn } from './evidenceKit.js'
import { extraEvidence, sayEvidence, sayWhen } from './extraEvidence.js'
import { factFieldsOf } from './factFields.js'

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

/** Renders the form as a state fills it. What cannot be read is said below the field that it was typed in. */
export function renderForm(policy: CompiledPolicy, { given, message }: DeskState): Html {
  const callers = deskCallers(policy)
  const kit = evidenceKit(policy, { ...given, purpose: purposeIn(given) })
  const asked = [...(given.intent?.classes ?? []), ...(given.intent?.actions ?? [])]
  const { amount = '', payee = '', currency = '' } = given.intent ?? {}
  return html`<div class="fields"><p><label for="desk-channel">Channel</label><select id="desk-channel">${callers.map(
    ({ title, channel, address }) =>
      html`<option value="${title}"${given.channel === channel && (channel !== 'custom' || given.address === address) ? SELECTED : null}>${sayName(title)}</option>`,
  )}</select></p><p><label for="desk-address">Address</label><input id="desk-address" value="${given.address}" dir="ltr" autocomplete="off" spellcheck="false" aria-describedby="desk-address-fault"></p></div>${renderFieldFault('address')}
${renderEvidenceGroup({ title: 'The directory says', name: 'directory' }, kit, given)}${renderEvidenceGroup({ title: 'They proved', name: 'proof' }, kit, given, renderPurpose(policy, purposeIn(given)))}${renderEvidenceGroup({ title: 'Risk', name: 'risk' }, kit, given)}${renderExtras(given, kit)}${renderReaders(given)}
<fieldset><legend>They ask for</legend><div class="picks">${topicsOf(policy).map(({ name }, at) =>
    renderCheckbox('topic', at, html`${codeInWords(name)}`, asked.includes(name)),
  )}</div><p class="fields three">${renderField('amount', 'Amount', amount, html` inputmode="decimal"`)}${renderField('currency', 'Currency', currency, html` size="4"`)}${renderField('payee', 'Payee', payee)}</p>${renderFieldFault('amount')}${renderFieldFault('currency')}${
    isActingKnown(policy) || given.subject !== undefined
      ? html`<p>${renderField('subject', 'On behalf of (the name of a record; empty: for themselves)', given.subject ?? '')}</p>`
      : null
  }</fieldset>${renderFacts(policy, given)}
<p><label for="desk-claims">The form says (one <code>name: value</code> a line; never evidence)</label><textarea id="desk-claims" rows="3" aria-describedby="desk-claims-fault">${printClaims(given)}</textarea></p>${renderFieldFault('claims')}
<p><label for="desk-clock">Clock: <output id="desk-minutes" for="desk-clock">${minutesOf(given)}</output> minutes later</label><input type="range" id="desk-clock" min="0" max="${MOST_MINUTES}" value="${minutesOf(given)}"></p>
<p><label for="desk-message">Message</label><textarea id="desk-message" rows="2">${message}</textarea></p>
<details><summary>Everything else, as JSON</summary><p><label for="desk-json">The engagement as a test row gives it</label><textarea id="desk-json" rows="10" dir="ltr" spellcheck="false" aria-describedby="desk-json-fault">${JSON.stringify(given, null, 1)}</textarea></p>${renderFieldFault('json')}</details>`
}

/** The place below a field in which it is said that what was typed cannot be read. */
const renderFieldFault = (name: string): Html =>
  html`<p class="bad fault" id="desk-${name}-fault" role="alert"></p>`

const renderField = (name: string, title: string, value: string, more: Html | null = null): Html =>
  html`<span><label for="desk-${name}">${title}</label><input id="desk-${name}" value="${value}" autocomplete="off"${more} aria-describedby="desk-${name}-fault"></span>`

/**
 * Lets one choose what the proofs were given for: an action may ask for a proof that was
 * given for it and for nothing else.
 */
const renderPurpose = (policy: CompiledPolicy, purpose: string): Html =>
  html`<p><label for="desk-purpose">Purpose of the proof</label><select id="desk-purpose"><option value="">no certain purpose</option>${[
    ...new Set([...topicsOf(policy).map(({ name }) => name), ...(purpose === '' ? [] : [purpose])]),
  ].map(
    (name) =>
      html`<option value="${name}"${name === purpose ? SELECTED : null}>${codeInWords(name)}</option>`,
  )}</select></p>`

/** Puts into the list what a link brought, though the policy does not know it. */
const withKnownValue = (
  values: readonly FactValue[],
  known: FactValue | undefined,
): readonly FactValue[] =>
  known === undefined || values.includes(known) ? values : [...values, known]

/**
 * The facts of the business: what it knows of them, and no customer says. Nothing where the
 * policy asks for none.
 */
function renderFacts(policy: CompiledPolicy, { context = {} }: GivenDocument): Html | null {
  const facts = factFieldsOf(policy)
  if (facts.length === 0) return null
  return html`<fieldset><legend>The business knows</legend><div class="fields">${facts.map(
    ({ name, values }, at) => {
      const known = context[name]
      const text = known === undefined ? '' : String(known)
      return html`<p><label for="desk-fact-${at}">${codeInWords(name)}</label>${
        values.length === 0
          ? html`<input id="desk-fact-${at}" inputmode="decimal" value="${text}" aria-describedby="desk-facts-fault">`
          : html`<select id="desk-fact-${at}"><option value="">not known</option>${withKnownValue(
              values,
              known,
            ).map(
              (value) =>
                html`<option value="${String(value)}"${String(value) === text ? SELECTED : null}>${String(value)}</option>`,
            )}</select>`
      }</p>`
    },
  )}</div>${renderFieldFault('facts')}</fieldset>`
}

/**
 * Shows what a link brought that is none of the evidence to choose from: it counts, so it
 * is seen, and can be put away.
 */
function renderExtras(given: GivenDocument, kit: readonly KitItem[]): Html | null {
  const extras = extraEvidence(given, kit)
  return extras.length === 0
    ? null
    : html`<fieldset id="desk-extras"><legend>From the link</legend><div class="chips">${extras.map(
        (item) =>
          html`<label><input type="checkbox" name="desk-extra" value="${JSON.stringify(item)}" checked> <bdi>${sayEvidence(item, given)}</bdi></label>`,
      )}</div></fieldset>`
}

/**
 * Says who else would see a reply. That this is not known is said as loudly as that
 * somebody does.
 */
function renderReaders({ readers }: GivenDocument): Html | null {
  if (readers === undefined) return null
  return readers === null
    ? html`<p class="bad" id="desk-readers">It is not known who else reads.</p>`
    : html`<p id="desk-readers">Others who read: ${words(readers.map(({ channel, address }) => `${sayName(channel)} ${address}`))}.</p>`
}

const CHECKED = html` checked`

/** One group of evidence, each piece a box to tick; nothing where the channel has none of it. */
const renderEvidenceGroup = (
  { title, name }: { readonly title: string; readonly name: KitItem['group'] },
  kit: readonly KitItem[],
  given: GivenDocument,
  more: Html | null = null,
): Html | null =>
  kit.some((item) => item.group === name)
    ? html`<fieldset><legend>${title}</legend><div class="chips">${kit.map((item, at) =>
        item.group === name
          ? renderCheckbox('kit', at, sayItem(item, at, given), holdsItem(given, item))
          : html``,
      )}</div>${more}</fieldset>`
    : null

/**
 * Says what a piece of evidence is, what it was given for and how old it is: both decide
 * whether it counts.
 */
const sayItem = ({ title, evidence }: KitItem, at: number, given: GivenDocument): Html =>
  html`${codeInWords(title)} <small id="desk-age-${at}">${sayWhen(evidence, given)}</small>`

const renderCheckbox = (name: string, at: number, title: Html, isOn: boolean): Html =>
  html`<label><input type="checkbox" name="desk-${name}" value="${at}"${isOn ? CHECKED : null}> <bdi>${title}</bdi></label>`
