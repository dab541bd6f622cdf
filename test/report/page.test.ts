import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, describe, expect, test } from 'vitest'
import { mutate } from '../../src/analysis/index.js'
import { readLink } from '../../src/report/desk/deskState.js'
import { escapeText } from '../../src/report/html.js'
import { buildProgram, callWithPages } from '../cli/program.js'
import type { CommandResult } from '../cli/world.js'
import { KINDS } from './kinds.js'
import {
  EXAMPLES,
  examplePage,
  kindsPage,
  PLANTED,
  readExample,
  render,
  SMALL_POLICY,
  sha256,
  sourceOf,
} from './world.js'

const HOSTILE = '</style><script>alert(1)</script><img src=x onerror=alert(2)>\u202egnp.exe'

// A compiled policy may come from anywhere, so nothing relies on what the document's form allows.
const poison = <Value>(value: Value): Value =>
  JSON.parse(JSON.stringify(value).replaceAll('poison', JSON.stringify(HOSTILE).slice(1, -1)))

const hostile = poison(
  sourceOf({
    policy: 'poison',
    version: 1,
    description: 'poison',
    classes: { poison: { fields: ['shop.*'], full: { write: 'recognized', source: 'poison' } } },
    actions: { poison_too: { write: 'strong', methods: ['session'] } },
    routes: [
      {
        id: 'poison',
        when: { context: { poison: 'poison' } },
        queue: 'poison',
        skills: ['poison'],
      },
      { id: 'b', queue: 'desk' },
    ],
    tests: [
      {
        name: 'poison',
        given: { channel: 'web_chat', address: 'guest-1', claims: { note: 'poison' } },
        expect: { route: 'b' },
      },
    ],
    invariants: [{ name: 'poison', never: { class: 'poison', at_least: 'full' } }],
  }),
)

test('hostile words of a policy stay text, kept apart from the text around them', () => {
  const page = render(hostile)
  expect(page).not.toContain('<img')
  expect(page.match(/<script/g)).toHaveLength(1)
  expect(page).toContain(`<bdi>${escapeText(HOSTILE)}</bdi>`)
  expect(page.split('\u202e').length).toBeGreaterThan(4)
  expect(page.replaceAll(/<bdi>[^<]*<\/bdi>|<pre[^>]*>[^<]*<\/pre>/g, '')).not.toContain('\u202e')
})

test('escaped text holds nothing that HTML would read, and reads back as it was', () => {
  const NAMED: Readonly<Record<string, string>> = {
    '&lt;': '<',
    '&gt;': '>',
    '&quot;': '"',
    '&#39;': "'",
    '&amp;': '&',
  }
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(...'<>&"\'ab;#\u202e𝒳é') }), (text) => {
      const escaped = escapeText(text)
      expect(escaped).not.toMatch(/[<>"']/)
      expect(escaped.replaceAll(/&[#a-z0-9]+;/g, (one) => NAMED[one] ?? '?')).toBe(text)
    }),
  )
})

test('control characters and half characters are shown as replaced', () => {
  expect(escapeText('a\u0000b\ud800c\u007f')).toBe('a\ufffdb\ufffdc\ufffd')
})

const PAGES = [
  ...EXAMPLES.map((name) => [name, examplePage(name)] as const),
  ['one of each kind of thing', kindsPage()] as const,
]

describe.each(PAGES)('%s', (_, page) => {
  test('allows its own style and script, by their hashes, and nothing else', () => {
    const csp = page.match(/http-equiv="Content-Security-Policy" content="([^"]*)"/)?.[1] ?? ''
    const hashOf = (tag: string) =>
      `&#39;sha256-${sha256(page.match(new RegExp(`<${tag}>([\\s\\S]*?)</${tag}>`))?.[1] ?? '')}&#39;`
    expect(csp).toContain(`style-src ${hashOf('style')}`)
    expect(csp).toContain(`script-src ${hashOf('script')}`)
    expect(csp).toMatch(/^default-src &#39;none&#39;/)
    expect(csp).not.toContain('unsafe')
    expect(page.replace(/<style>[\s\S]*?<\/style>/, '')).not.toMatch(
      /<[^>]*\s(?:style|on[a-z]+|src)=/,
    )
    // A link to a law is followed by a person, and loads nothing.
    const loaded = page.replaceAll(/<a href="https:[^"]*" rel="noreferrer noopener"/g, '')
    expect(loaded).not.toMatch(/(?:href|url\()=?"?(?:https?:)?\/\//)
  })

  test('every link leads to a place on the page or puts something on the desk, and every name is given once', () => {
    const ids = [...page.matchAll(/\sid="([^"]+)"/g)].map(([, id]) => id)
    expect(new Set(ids).size).toBe(ids.length)
    const targets = [...page.matchAll(/href="#([^"]+)"/g)].map(([, id]) => id)
    const isNowhere = (id = ''): boolean => !ids.includes(id) && readLink(`#${id}`) === null
    expect(targets.filter(isNowhere)).toEqual([])
  })

  test('headings never skip a level', () => {
    const levels = [...page.matchAll(/<h([1-6])/g)].map(([, level]) => Number(level))
    expect(levels[0]).toBe(1)
    expect(levels.filter((level, at) => level > (levels[at - 1] ?? 1) + 1)).toEqual([])
  })

  test('stays below 490 KB', () => {
    expect(Buffer.byteLength(page)).toBeLessThan(490_000)
  })
})

test.each(EXAMPLES)(
  '%s shows each invariant with its states and each test with its outcome',
  (name) => {
    const page = examplePage(name)
    const { invariants, tests } = sourceOf(readExample(name))
    expect(page.match(/<b>proved<\/b>/g)).toHaveLength(invariants.length)
    expect(page.match(/<b>passed<\/b>/g)).toHaveLength(tests.length)
  },
)

test('a refuted invariant comes with its counterexample', () => {
  const refuted = kindsPage().match(/<b>refuted<\/b> <bdi>([^<]*)<.*?<summary>([^<]*)/)
  expect(refuted?.slice(1)).toEqual(['no contact below verified', 'a smallest counterexample'])
})

test('a comparison shows what became looser first', () => {
  const changes = [
    ...kindsPage().matchAll(/<b class="change">(looser|stricter|rerouted)<\/b>/g),
  ].map(([, one]) => one)
  expect([...new Set(changes)].slice(0, 2)).toEqual(['looser', 'stricter'])
})

test('what the tests would not notice is named', () => {
  const document = {
    policy: 'shop',
    version: 1,
    classes: { orders: { fields: ['orders.*'], full: 'verified' } },
    routes: [{ id: 'all', queue: 'desk' }],
  } as const
  const source = sourceOf(document)
  const mutants = mutate(document)
  const page = render(source, { mutants })
  const survived = mutants.ok ? mutants.value.mutants.filter(({ fate }) => fate === 'survived') : []
  expect(survived.length).toBeGreaterThan(0)
  expect(page.match(/<b>not noticed<\/b>/g)).toHaveLength(survived.length)
  expect(render(source).includes('id="mutants"')).toBe(false)
})

describe('the command', () => {
  const folder = mkdtempSync(join(tmpdir(), 'countersign-report-'))
  const program = buildProgram()
  const at = (name: string): string => (name.startsWith('-') ? name : join(folder, name))
  const run = (...args: readonly string[]): Promise<CommandResult> =>
    callWithPages(program, ['report', ...args.map(at)])
  writeFileSync(join(folder, 'new.yaml'), PLANTED)
  writeFileSync(join(folder, 'old.yaml'), KINDS)
  writeFileSync(join(folder, 'small.yaml'), SMALL_POLICY)
  const SID = `WQ${'1'.padStart(32, '0')}`
  const flow = { task_routing: { filters: [], default_filter: { queue: SID } } }
  writeFileSync(join(folder, 'flow.json'), JSON.stringify(flow))
  writeFileSync(join(folder, 'sids.json'), JSON.stringify({ queues: { front: SID } }))
  writeFileSync(join(folder, 'odd.json'), '{}')
  afterAll(() => rmSync(folder, { recursive: true }))

  test('writes the page to the file that is named, with the comparison asked for', async () => {
    const { exit, stdout } = await run('new.yaml', '--against', 'old.yaml', '-o', 'page.html')
    expect([exit, stdout]).toEqual([0, ''])
    const page = readFileSync(join(folder, 'page.html'), 'utf8')
    expect(page.startsWith('<!doctype html>')).toBe(true)
    expect(page.includes('<b class="change">looser</b>')).toBe(true)
    // Which line of the new policy it comes from, and what stood there.
    const line = PLANTED.slice(0, PLANTED.indexOf('confirm: recognized')).split('\n').length
    expect(page).toContain(`From line ${line}`)
    expect(page).toContain(
      '<code><bdi>{ write: verified, read: verified, maxAge: 24h }</bdi></code>',
    )
    expect(Buffer.byteLength(page)).toBeLessThan(490_000)
  })

  test('takes a workflow that is there already for the desk, its queues by name', async () => {
    const { exit } = await run(
      'small.yaml',
      '--workflow',
      'flow.json',
      '--sids',
      'sids.json',
      '-o',
      'flow.html',
    )
    expect(exit).toBe(0)
    const page = readFileSync(join(folder, 'flow.html'), 'utf8')
    const block = page.match(/id="desk-workflow">([^<]*)</)?.[1] ?? ''
    expect(JSON.parse(block)).toEqual({ configuration: flow, queues: { [SID]: 'front' } })
  })

  test.each([
    [
      3,
      ['small.yaml', '--workflow', 'odd.json'],
      'odd.json: a required part is missing at `/task_routing`',
    ],
    [3, ['small.yaml', '--workflow', 'absent.json'], 'absent.json: there is no such file'],
    [2, [], 'name one policy file'],
    [3, ['absent.yaml'], 'absent.yaml: there is no such file'],
    [3, ['small.yaml', '--against', 'absent.yaml'], 'absent.yaml: there is no such file'],
    [
      3,
      ['small.yaml', '-o', 'no/such/place.html'],
      'no/such/place.html: the file cannot be written: check its folder and your rights',
    ],
  ])('answers %i to %j', async (wanted, args, message) => {
    const { exit, stderr } = await run(...args)
    expect([exit, stderr.split('\n')[0]?.replace(`${folder}/`, '')]).toEqual([wanted, message])
  })
})

test('every rule of its styles ends where it begins: one bracket too many takes the next rule away', () => {
  const styles = [...kindsPage().matchAll(/<style>([\s\S]*?)<\/style>/g)].map(([, css = '']) => css)
  expect(styles.join('').length).toBeGreaterThan(10_000)
  for (const css of styles) {
    let depth = 0
    for (const [at, mark] of [...css].entries()) {
      depth += mark === '{' ? 1 : mark === '}' ? -1 : 0
      if (depth < 0) expect(css.slice(at - 60, at + 60)).toBe('')
    }
    expect(depth).toBe(0)
  }
})
