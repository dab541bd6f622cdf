import { describe, expect, test } from 'vitest'
import { decideOn } from '../../src/report/desk/decideDesk.js'
import { printLink } from '../../src/report/desk/deskState.js'
import { summarizeDecision } from '../../src/report/desk/renderResult.js'
import { html } from '../../src/report/html.js'
import { sparsely } from '../runs.js'
import { EXAMPLES, pageScript, readExample, sourceOf } from './world.js'

// What a browser runs is the bundle: it is run here over more than a browser is asked to draw.

/** The parts of a page that the desk stands on, each as an element that keeps what is put into it. */
function openPage(policy: string, hash: string) {
  const element = (id: string, textContent = '') => ({
    ...{ id, textContent, value: '', checked: false, hidden: true, innerHTML: '' },
    ...Object.fromEntries(
      ['setAttribute', 'scrollIntoView', 'select', 'focus', 'addEventListener'].map(
        (name) => [name, () => undefined] as const,
      ),
    ),
  })
  const elements = new Map(
    ['section', 'form', 'result', 'status'].map((id) => [`desk-${id}`, element(`desk-${id}`)]),
  )
  elements.set('desk-policy', element('desk-policy', policy))
  const location = { hash, href: '' }
  let followed = (): void => undefined
  const window = {
    document: {
      getElementById: (id: string) => elements.get(id) ?? null,
      querySelectorAll: () => [],
      addEventListener: () => undefined,
    },
    location,
    navigator: {},
    history: { replaceState: () => undefined },
    addEventListener: (_: string, listener: () => void) => {
      followed = listener
    },
  }
  return {
    window,
    /** What an element holds. */
    shown: (id: string): string => elements.get(`desk-${id}`)?.innerHTML ?? '',
    /** Follows a link within the page. */
    follow(next: string): void {
      location.hash = next
      followed()
    },
  }
}

const script = new Function('window', pageScript('desk'))

const textOf = (markup: string): string =>
  markup
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')

describe.each(EXAMPLES)('%s', (name) => {
  const { policy, tests: all } = sourceOf(readExample(name))
  const tests = sparsely(all, 4)

  test('the script of a page decides on the desk as the library does, over tests of its own', () => {
    // It is opened by the first link, and follows the others.
    const links = tests.map(({ given }) => printLink({ given, message: '' }))
    const { window, shown, follow } = openPage(JSON.stringify(policy), links[0] ?? '')
    script(window)
    const wrong = tests.filter(({ given }, at) => {
      const state = { given, message: '' }
      if (at > 0) follow(links[at] ?? '')
      const decided = decideOn(policy, state)
      const [, printed = ''] = shown('result').match(/id="desk-decision">([^<]*)</) ?? []
      return (
        textOf(printed) !== JSON.stringify(decided, null, 1) ||
        shown('status') !== html`${summarizeDecision(decided)}`.markup
      )
    })
    expect(tests.length).toBeGreaterThan(5)
    expect(wrong.map((one) => one.name)).toEqual([])
  })
})
