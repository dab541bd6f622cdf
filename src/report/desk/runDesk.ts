import { type CompiledPolicy, readCompiledPolicy } from '../../decide/index.js'
import { toInstant } from '../../model/index.js'
import { type Html, html } from '../html.js'
import { topicsOf } from '../topics.js'
import { applyFields, type DeskFields, parseText, startState } from './changeState.js'
import { decideOn } from './decideDesk.js'
import type { DeskElement, DeskPage, DeskWindow } from './deskDom.js'
import { type DeskState, printLink, readGiven, readLink } from './deskState.js'
import { evidenceKit, purposeIn } from './evidenceKit.js'
import { sayWhen } from './extraEvidence.js'
import { factFieldsOf } from './factFields.js'
import { FAULTY_FIELDS, type FieldFaults, faultsIn } from './fieldFaults.js'
import { lanesOf, readLanes } from './followTask.js'
import { minutesOf, renderForm } from './renderForm.js'
import { renderResult, summarizeDecision } from './renderResult.js'
import { scenariosOf } from './scenarios.js'

/**
 * Sets up the desk on the page: reads its fields, decides, shows, and keeps the state in the
 * fragment.
 *
 * The fragment of an address is sent nowhere, so a link to a situation may be kept, and whoever
 * gets it sees the same. Two ways to change the state are kept apart: an `input` leaves the form as
 * it is, so that the focus stays where one types; a `change` of the channel or the JSON makes it
 * anew.
 */
export function runDesk(desk: DeskWindow): void {
  const { document, location, history, addEventListener } = desk
  const find = (id: string): DeskElement | null => document.getElementById(`desk-${id}`)
  const [section, form, result, status] = ['section', 'form', 'result', 'status'].map(find)
  const data = find('policy')?.textContent
  // Without its script's places or its policy the section stays hidden, and the page is
  // whole without it.
  if (!section || !form || !result || !status || !data) return
  const policy = policyOf(data)
  if (policy === null) return
  const own = find('workflow')?.textContent
  const lanes = own ? readLanes(parseText(own)) : lanesOf(policy)
  const older = find('old')?.textContent
  const old = older ? policyOf(older) : null
  // A link that cannot be read begins as none does, and that is said below.
  let state: DeskState = readLink(location.hash) ?? startState(policy)

  const notice = (text: string): void => {
    const place = find('notice')
    if (place) place.innerHTML = html`${text}`.markup
  }
  // The form is made anew only where its choices changed: it would lose the focus.
  const show = (isNew: boolean): void => {
    if (isNew) form.innerHTML = renderForm(policy, state).markup
    result.innerHTML = renderResult(policy, state, lanes, old).markup
    status.innerHTML = html`${summarizeDecision(decideOn(policy, state))}`.markup
  }
  const change = (next: DeskState, isNew: boolean): void => {
    state = next
    show(isNew)
    history.replaceState(null, '', printLink(state))
  }
  form.addEventListener('input', ({ target }) => {
    if (target.id === 'desk-channel' || target.id === 'desk-json') return
    const fields = readFields(policy, document)
    change(applyFields(policy, state, fields), false)
    showFaults(document, faultsIn(policy, state, fields))
    showAges(policy, document, state)
    const [minutes, json] = [find('minutes'), find('json')]
    if (minutes) minutes.innerHTML = String(minutesOf(state.given))
    if (json) json.value = JSON.stringify(state.given, null, 1)
  })
  form.addEventListener('change', ({ target: { id, value } }) => {
    const next = changeBy(policy, state, id, value)
    const fault = find('json-fault')
    if (id === 'desk-json' && fault) fault.innerHTML = next === null ? html`${NOT_READ}`.markup : ''
    if (next === null) return
    change(next, true)
    document.getElementById(id)?.focus()
  })
  result.addEventListener('click', ({ target }) => {
    if (target.id !== 'desk-jump' || toInstant(target.value) === null) return
    change({ ...state, given: { ...state.given, at: target.value } }, true)
  })
  addEventListener('hashchange', () => {
    const linked = readLink(location.hash)
    if (linked === null) return
    state = linked
    show(true)
    section.scrollIntoView()
  })
  find('reset')?.addEventListener('click', () => {
    change(startState(policy), true)
    notice('Everything is as at the beginning.')
  })
  find('copy')?.addEventListener('click', () => void copyLink(desk, printLink(state), notice))
  // People to begin with are links, so that each of them can be shared and come back to.
  const scenarios = find('scenarios')
  if (scenarios) scenarios.innerHTML = renderScenarios(policy).markup
  section.hidden = false
  show(true)
  if (readLink(location.hash) !== null) section.scrollIntoView()
  else if (location.hash.startsWith('#desk='))
    notice('The link cannot be read, so nothing was changed.')
}

/**
 * Copies a link to the desk, or where the browser does not let it, shows the link to be copied by hand.
 *
 * A browser gives the clipboard to secure contexts alone, and may ask before it does.
 */
async function copyLink(
  { document, location, navigator }: DeskWindow,
  fragment: string,
  notice: (text: string) => void,
): Promise<void> {
  const address = `${location.href.split('#')[0] ?? ''}${fragment}`
  try {
    if (navigator.clipboard === undefined) throw new TypeError('no clipboard')
    await navigator.clipboard.writeText(address)
    notice('Copied. Nothing was sent.')
  } catch {
    const [place, link] = ['desk-shared', 'desk-link'].map((id) => document.getElementById(id))
    if (!place || !link) return
    place.hidden = false
    link.value = address
    link.select()
    notice('Copy it from the field below.')
  }
}

/**
 * Says below a field what cannot be read of it, and takes that back as soon as it can: while one
 * types, every field is unreadable for a moment.
 */
function showFaults(page: DeskPage, faults: FieldFaults): void {
  for (const name of FAULTY_FIELDS) {
    const place = page.getElementById(`desk-${name}-fault`)
    if (place) place.innerHTML = html`${faults[name]}`.markup
    page.getElementById(`desk-${name}`)?.setAttribute('aria-invalid', String(faults[name] !== ''))
  }
}

/**
 * Brings the age and the purpose of each piece of evidence up to date: the clock moves on,
 * and what is ticked is of another purpose.
 */
function showAges(policy: CompiledPolicy, page: DeskPage, { given }: DeskState): void {
  const kit = evidenceKit(policy, { ...given, purpose: purposeIn(given) })
  for (const [at, { evidence }] of kit.entries()) {
    const place = page.getElementById(`desk-age-${at}`)
    if (place) place.innerHTML = html`${sayWhen(evidence, given)}`.markup
  }
}

/** Said below the JSON. Nothing of what was typed is repeated. */
const NOT_READ =
  'This cannot be read, so nothing was changed. Write JSON with at least a channel and an address.'

const renderScenarios = (policy: CompiledPolicy): Html =>
  html`${scenariosOf(policy).map(({ title, state }) => html`<li><a href="${printLink(state)}">${title}</a></li>`)}`

function readFields(policy: CompiledPolicy, page: DeskPage): DeskFields {
  const value = (id: string): string => page.getElementById(`desk-${id}`)?.value ?? ''
  const ticked = (name: string): readonly string[] =>
    [...page.querySelectorAll(`input[name="desk-${name}"]`)]
      .filter((field) => field.checked)
      .map((field) => field.value)
  const topics = topicsOf(policy)
  return {
    address: value('address'),
    claims: value('claims'),
    amount: value('amount'),
    payee: value('payee'),
    currency: value('currency'),
    subject: value('subject'),
    purpose: value('purpose'),
    facts: factFieldsOf(policy).map((_, at) => value(`fact-${at}`)),
    minutes: Number(value('clock')),
    message: value('message'),
    kit: ticked('kit').map(Number),
    extras: ticked('extra'),
    topics: ticked('topic').flatMap((at) => topics[Number(at)]?.name ?? []),
  }
}

/**
 * Gives the state after a field that changes the form itself, as the evidence to choose
 * from depends on channel and address; `null` for any other field, or for JSON that cannot
 * be read.
 */
function changeBy(
  policy: CompiledPolicy,
  state: DeskState,
  id: string,
  value: string,
): DeskState | null {
  if (id === 'desk-channel') return { ...startState(policy, value), message: state.message }
  if (id === 'desk-address') return state
  if (id !== 'desk-json') return null
  const given = readGiven(parseText(value))
  return given === null ? null : { ...state, given }
}

/**
 * Reads the policy that stands in the page. One whose digest does not fit what it says is no
 * policy, and the desk stays closed: a page that was altered would decide as nobody wrote.
 */
function policyOf(text: string): CompiledPolicy | null {
  const read = readCompiledPolicy(parseText(text))
  return read.ok ? read.value : null
}
