import { LARGEST_POLICY } from '../../model/index.js'
import { html } from '../html.js'
import { printShared, readShared } from './pack.js'
import { startPatience } from './patience.js'
import type { PageThread, PlayElement, PlaygroundWindow } from './playgroundDom.js'
import { addAnswer, isNumbered } from './readAnswer.js'
import { offsetOf, renderMarks, renderNumbers } from './renderMarks.js'
import {
  NOTHING_KNOWN,
  renderKnown,
  sayProgress,
  type TextState,
  verdictTone,
} from './renderVerdicts.js'

/**
 * What the playground is given beside the page: how to start a worker, what to send it, and how to
 * make addresses. So it runs in a test without a browser.
 */
export interface PlaygroundTools {
  startWorker(): PageThread
  /** What every request holds beside the text. */
  readonly scripts: Readonly<Record<string, string>>
  /** Gives an address to text that never leaves the page, and takes back the one before. */
  addressOf(text: string, type: string): string
  readonly examples: Readonly<Record<string, string>>
}

/** In milliseconds: so long after the last key the text is asked about. */
const PAUSE = 250

/**
 * Runs the playground: what is typed is asked about in a worker, and what is shown says which text
 * it is about.
 *
 * Each text has a number, its edition. An answer about an earlier one is thrown away, and a worker
 * that is busy with it is ended, as a question cannot be taken back.
 */
export function runPlayground(browser: PlaygroundWindow, means: PlaygroundTools): void {
  const { document } = browser
  const find = (id: string): PlayElement | null => document.getElementById(`play-${id}`)
  const places = [...PLACES.map(find)].flatMap((one) => (one === null ? [] : [one]))
  const [text, marks, numbers, status, found, frame, note, view] = places
  if (!text || !marks || !numbers || !status || !found || !frame || !note || !view) return

  let edition = 0
  let known: TextState = NOTHING_KNOWN
  let timer = 0
  let worker = means.startWorker()
  let isBusy = false
  let hasReport = false

  const scroll = (): void => {
    marks.scrollTop = numbers.scrollTop = text.scrollTop
    marks.scrollLeft = text.scrollLeft
  }
  // All that is shown follows from the text and what is known of it, so one function shows it.
  const show = (): void => {
    const mistakes = known.mistakes ?? []
    marks.innerHTML = renderMarks(text.value, mistakes).markup
    numbers.innerHTML = renderNumbers(text.value, mistakes).markup
    status.innerHTML = html`${sayProgress(known)}`.markup
    status.dataset['tone'] = verdictTone(known)
    found.innerHTML = renderKnown(known).markup
    scroll()
  }
  // The page below is of an earlier text until the one of this text is there: it says so, and cannot be used.
  const age = (why: string): void => {
    note.hidden = false
    note.innerHTML = html`${why}${hasReport ? OF_EARLIER : NO_REPORT}`.markup
    frame.inert = true
    view.dataset['stale'] = 'true'
  }
  const showReport = (page: string): void => {
    hasReport = true
    frame.src = means.addressOf(page, 'text/html;charset=utf-8')
    note.hidden = true
    frame.inert = false
    view.dataset['stale'] = 'false'
  }
  // What was not computed is never said to be well.
  const giveUp = (says: string): void => {
    patience.end()
    known = { ...NOTHING_KNOWN, isDone: true, givenUp: says }
    age('')
    show()
  }
  // A worker cannot be told to stop, so a new one takes its place.
  const renew = (): void => {
    worker.terminate()
    worker = means.startWorker()
    listen()
    isBusy = false
  }
  const listen = (): void => {
    worker.onmessage = ({ data }) => {
      if (!isNumbered(data) || data.edition !== edition) return
      known = addAnswer(known, data.answer)
      isBusy = !known.isDone
      if (known.isDone) patience.end()
      if (data.answer.type === 'page') showReport(data.answer.page)
      if (data.answer.type === 'refused') age('This text does not compile. ')
      show()
    }
    worker.onerror = () => {
      isBusy = false
      giveUp('an internal error occurred')
    }
  }
  const patience = startPatience(
    browser,
    () => {
      known = { ...known, isLong: true }
      show()
    },
    () => {
      renew()
      giveUp('it takes too long for a page; use the command line, which has no time limit')
    },
  )
  const ask = (): void => {
    if (isBusy) renew()
    isBusy = true
    patience.begin()
    worker.postMessage({ ...means.scripts, edition, text: text.value })
  }
  // From the first key on, the shown result is no longer about the text.
  const edited = (pause: number): void => {
    edition += 1
    patience.end()
    known = NOTHING_KNOWN
    age('Computing. ')
    show()
    browser.clearTimeout(timer)
    timer = browser.setTimeout(ask, pause)
  }
  const put = (next: string): void => {
    text.value = next
    edited(0)
  }
  // A link that was made says what the text was then.
  const unlink = (): void => {
    browser.history.replaceState(null, '', '#')
    const shared = find('shared')
    if (shared !== null) shared.hidden = true
  }
  listen()
  text.addEventListener('input', () => {
    unlink()
    edited(PAUSE)
  })
  text.addEventListener('scroll', scroll)
  found.addEventListener('click', ({ target: { dataset } }) => {
    const { line, column } = dataset
    if (line === undefined) return
    const at = offsetOf(text.value, Number(line), Number(column))
    text.focus()
    text.setSelectionRange(at, at)
    text.scrollTop = Math.max(0, (Number(line) - 6) * LINE_HEIGHT)
  })
  const replace = (next: string): void => {
    unlink()
    put(next)
  }
  runToolbar(find, { textOf: () => text.value, put: replace }, browser, means)
  void firstText(browser, means).then(put)
  browser.addEventListener('hashchange', () => {
    void readShared(browser.location.hash).then((shared) => {
      if (shared !== null && shared !== text.value) put(shared)
    })
  })
}

const OF_EARLIER = 'What you see below is about an earlier text.'
const NO_REPORT = 'There is no report yet.'

const PLACES = ['text', 'marks', 'numbers', 'status', 'found', 'frame', 'note', 'view'] as const

/** The height of a line of the editor in pixels, as its style says. */
export const LINE_HEIGHT = 20

/** A link holds the text that was shared; else the page begins with what it was made with. */
async function firstText(
  { location }: PlaygroundWindow,
  { examples }: PlaygroundTools,
): Promise<string> {
  const [first = ''] = Object.values(examples)
  return (await readShared(location.hash)) ?? first
}

/**
 * Open, save, share: each works on the text that is in the editor. A file that is larger than a
 * policy may be is not even read.
 */
function runToolbar(
  find: (id: string) => PlayElement | null,
  { textOf, put }: { readonly textOf: () => string; readonly put: (text: string) => void },
  browser: PlaygroundWindow,
  means: PlaygroundTools,
): void {
  const [open, save, share, link, warning, examples, refused] = TOOLS.map(find)
  if (!open || !save || !share || !link || !warning || !examples || !refused) return
  examples.addEventListener('change', ({ target }) => put(means.examples[target.value] ?? textOf()))
  open.addEventListener('change', ({ target }) => {
    const [file] = [...(target.files ?? [])]
    refused.hidden = file === undefined || file.size <= LARGEST_POLICY
    if (file !== undefined && file.size <= LARGEST_POLICY) void file.text().then(put)
    target.value = ''
  })
  save.addEventListener('click', () => {
    save.href = means.addressOf(textOf(), 'text/yaml;charset=utf-8')
  })
  share.addEventListener('click', () => {
    void printShared(textOf()).then((fragment) => {
      browser.history.replaceState(null, '', fragment)
      link.value = browser.location.href
      warning.hidden = false
      link.select()
    })
  })
}

const TOOLS = ['open', 'save', 'share', 'link', 'shared', 'examples', 'refused'] as const
