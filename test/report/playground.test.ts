import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { deflateRawSync } from 'node:zlib'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { renderPlayground } from '../../src/report/index.js'
import { answersOf } from '../../src/report/playground/answer.js'
import { call } from '../cli/world.js'
import {
  barriersOn,
  HAS_CHROMIUM,
  launchChromium,
  openWatched,
  type WatchedPage,
} from './chromium.js'
import { KINDS } from './kinds.js'
import { pageScript, SMALL_POLICY, sha256 } from './world.js'

// How long an answer may take on a machine that does much else: what is awaited is the answer, not its speed.
const PATIENCE = { timeout: 100_000 }

const SMALL = `${SMALL_POLICY}tests:
  - name: a stranger hears nothing
    given: { channel: sms, address: '+14155550100' }
    expect: { trust: claimed, route: general }
invariants:
  - { name: no money below verified, never: { class: money, at_least: masked }, when: { trust_below: verified } }
`
const LOOSE = SMALL.replace('write: verified, read: verified', 'recognized').replace(
  '{ masked: { recognized } }',
  '{ masked: recognized }',
)
const MISTAKEN = SMALL.replace('queue: front', 'quue: front')
const HOSTILE = LOOSE.replace(
  'policy: small',
  `policy: small\ndescription: '</textarea><img src=x onerror=alert(1)>'`,
)
  .replace('a stranger hears nothing', `"<script>alert(1)</script><img src='//example.com'>"`)
  .replace('no money below verified', `"</script><b>no money"`)

/** A link that brings a text: a page that is opened by it computes that text, and no other before. */
const linkTo = (text: string): string => `#policy=${deflateRawSync(text).toString('base64url')}`
const pack = (text: string) => ({ text, packed: deflateRawSync(text).toString('base64') })

/** What the command line says of a policy: every invariant, every test, and by its code every finding. */
async function saidByCommands(file: string) {
  const jsonOf = async (command: string) =>
    JSON.parse((await call([command, file, '--json'])).stdout)
  const proofs: readonly { name: string; verdict: string }[] = (await jsonOf('prove')).proofs
  const tests: readonly { name: string; passed: boolean }[] = (await jsonOf('test')).tests
  const findings: readonly { code: string }[] = (await jsonOf('lint')).findings
  return {
    verdicts: [
      ...proofs.map((proof) => `${proof.verdict}: ${proof.name}`),
      ...tests.map((one) => `${one.passed ? 'passed' : 'failed'}: ${one.name}`),
    ].toSorted(),
    findings: findings.map(({ code }) => code.replaceAll('_', ' ')).toSorted(),
  }
}

/** The code of a finding, in words, of the sentence that says it. */
const foundIn = (says: string): string | undefined => says.split(' `')[0]

/** What the command line says of the policy that has one of each kind of thing. */
const folder = mkdtempSync(join(tmpdir(), 'countersign-playground-'))
afterAll(() => rmSync(folder, { recursive: true }))
const policy = join(folder, 'kinds.yaml')
writeFileSync(policy, KINDS)
const said = await saidByCommands(policy)

test('the worker says of a policy what the command line says', () => {
  const answers = [...answersOf(KINDS, () => '')]
  const verdicts = answers.flatMap((one) =>
    one.type === 'verdict' ? [`${one.word}: ${one.name}`] : [],
  )
  const doubts = answers.flatMap((one) => (one.type === 'linted' ? one.doubts : []))
  expect(verdicts.toSorted()).toEqual(said.verdicts)
  expect(doubts.map(({ says }) => foundIn(says)).toSorted()).toEqual(said.findings)
  expect(said.verdicts.length).toBeGreaterThan(2)
  expect(said.findings.length).toBeGreaterThan(0)
})

describe.skipIf(!HAS_CHROMIUM)('the playground in Chromium', () => {
  const file = join(folder, 'playground.html')
  const url = pathToFileURL(file).href
  let browser: Browser

  beforeAll(async () => {
    writeFileSync(
      file,
      renderPlayground({
        sha256,
        script: pageScript('playground'),
        worker: pack(pageScript('playgroundWorker')),
        page: pack(pageScript('page')),
        desk: pack(pageScript('desk')),
        sources: {
          small: SMALL,
          kinds: KINDS,
        },
      }),
    )
    browser = await launchChromium()
  })
  afterAll(() => browser.close())

  const visit = (
    fragment = '',
    options: Parameters<typeof openWatched>[2] = {},
  ): Promise<WatchedPage> => openWatched(browser, url, { ...options, fragment })

  const statusOf = async (page: Page): Promise<string> =>
    (await page.locator('#play-status').textContent()) ?? ''
  const computed = (page: Page): Promise<void> =>
    expect.poll(() => statusOf(page), PATIENCE).toContain('all computed')
  const verdictsOf = (page: Page): Promise<readonly string[]> =>
    page
      .locator('#play-found li div')
      .evaluateAll((all) =>
        all.map((one) => `${one.children[0]?.textContent}: ${one.children[1]?.textContent}`),
      )

  describe('on one page, one text after another', { shuffle: false }, () => {
    let watched: WatchedPage
    // A link that holds far more than a policy may be is no text: the page begins as it does without.
    beforeAll(async () => {
      watched = await visit(linkTo('a'.repeat(20_000_000)))
    })
    afterAll(() => watched.page.close())
    const type = async (text: string): Promise<Page> => {
      await watched.page.locator('#play-text').fill(text)
      return watched.page
    }

    // A look in the dark differs in its colours from one in the light, and a narrow one in its layout.
    const LOOKS = [
      { colorScheme: 'light', viewport: { width: 1280, height: 900 } },
      { colorScheme: 'dark', viewport: { width: 390, height: 844 } },
    ] as const

    /** Looks at a page, or parts of it: it has no barrier that axe can find, and fits. */
    const lookAt = async (page: Page, within?: readonly string[]): Promise<void> => {
      for (const { colorScheme, viewport } of LOOKS) {
        await page.emulateMedia({ colorScheme })
        await page.setViewportSize(viewport)
        // The page in the frame is the report, which has tests of its own.
        const found = await barriersOn(page, { exclude: '#play-frame', within })
        expect(found, `${colorScheme} ${viewport.width}`).toEqual([])
        expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(viewport.width)
      }
    }

    test('a link that unpacks to more than a policy may be is left aside', async () => {
      const { page, troubles } = watched
      await expect.poll(() => page.locator('#play-text').inputValue(), PATIENCE).toBe(SMALL)
      await computed(page)
      expect(troubles).toEqual([])
    })

    test('what is shown about an earlier text is never shown as current', async () => {
      const { page, troubles } = watched
      const view = page.locator('#play-view')
      expect(await view.getAttribute('data-stale')).toBe('false')
      // In one step with the key, before anything could be computed.
      const after: unknown = await page.evaluate(`(() => {
        const text = document.getElementById('play-text')
        text.value = text.value.replace('version: 1', 'version: 2')
        text.dispatchEvent(new Event('input'))
        return [document.getElementById('play-status').textContent, document.querySelectorAll('#play-found li').length,
          document.getElementById('play-view').dataset.stale, document.getElementById('play-frame').inert]
      })()`)
      expect(after).toEqual(['Computing …', 0, 'true', true])
      await type(`${SMALL}  wrong`)
      await expect.poll(() => statusOf(page), PATIENCE).toContain('Does not compile')
      expect(await view.getAttribute('data-stale')).toBe('true')
      // The last of many edits is what is answered in the end.
      const facts = 'facts: { segment: [private, business] }'
      for (const version of [3, 4, 5, 6])
        await type(SMALL.replace('version: 1', `version: ${version}\n${facts}`))
      await computed(page)
      await expect
        .poll(
          () => page.frameLocator('#play-frame').locator('.facts').first().textContent(),
          PATIENCE,
        )
        .toContain('Version 6')
      expect(await view.getAttribute('data-stale')).toBe('false')
      // What an author can hardly mean is named at its line, and is not shown as good.
      const finding = page.locator('#play-found li', { hasText: 'fact never read' })
      expect(await finding.locator('.place').textContent()).toMatch(/^3:/)
      expect(await page.locator('#play-status').getAttribute('data-tone')).toBe('bad')
      expect(troubles).toEqual([])
    })

    test('says of a policy with one of each kind of thing what the command line says', async () => {
      const { page, troubles } = watched
      await page.locator('#play-examples').selectOption('kinds')
      await computed(page)
      const all = await verdictsOf(page)
      const [doubts, verdicts] = [/^(?:finding|advice): /, /^(?!finding|advice)/].map((form) =>
        all.filter((one) => form.test(one)),
      )
      expect(verdicts?.toSorted()).toEqual(said.verdicts)
      expect(doubts?.map((one) => foundIn(one.replace(/^\w+: /, ''))).toSorted()).toEqual(
        said.findings,
      )
      expect(troubles).toEqual([])
    })

    test('a mistake is underlined at its line, listed with line and column, and leads there', async () => {
      const page = await type(MISTAKEN)
      await expect.poll(() => statusOf(page), PATIENCE).toContain('Does not compile')
      expect(await page.locator('#play-marks mark').allTextContents()).toContain('quue')
      expect(await page.locator('#play-numbers b').allTextContents()).toContain('7')
      const place = page.locator('#play-found button', { hasText: /^7:\d+$/ }).first()
      const [, column] = ((await place.textContent()) ?? '').split(':')
      await place.click()
      const at = await page.evaluate('document.activeElement.selectionStart')
      const line = SMALL.split('\n').slice(0, 6).join('\n').length + 1
      expect(at).toBe(line + Number(column) - 1)
      await lookAt(page, ['.edit', '.answers'])
    })

    test('a file is opened, and saved as it was typed; what is broken stands first, and hostile text stays text', async () => {
      const { page, troubles } = watched
      const buffer = Buffer.from(HOSTILE)
      await page.locator('#play-open').setInputFiles({ name: 'a.yaml', mimeType: '', buffer })
      await expect.poll(() => page.locator('#play-text').inputValue(), PATIENCE).toBe(HOSTILE)
      const [download] = await Promise.all([
        page.waitForEvent('download'),
        page.locator('#play-save').click(),
      ])
      expect(readFileSync(await download.path(), 'utf8')).toBe(HOSTILE)
      const large = Buffer.alloc(300_000, 'a')
      await page.locator('#play-open').setInputFiles({ name: 'b', mimeType: '', buffer: large })
      await page.locator('#play-refused').waitFor()
      expect(await page.locator('#play-text').inputValue()).toBe(HOSTILE)
      await computed(page)
      expect((await verdictsOf(page))[0]).toBe('refuted: </script><b>no money')
      // With an engagement that breaks it.
      expect(await page.locator('#play-found li').first().locator('pre').textContent()).toContain(
        '"channel"',
      )
      expect(await page.locator('#play-status').getAttribute('data-tone')).toBe('bad')
      await lookAt(page)
      expect(await page.locator('img').count()).toBe(0)
      expect(troubles).toEqual([])
    })

    test('a text is shared by a link, which says that it holds what was written, and brings it back', async () => {
      // A text that does not compile is shared as well, and soon answered.
      const text = `# Grüße, 世界 ✓\n${MISTAKEN}`
      const page = await type(text)
      await page.locator('#play-share').click()
      await page.locator('#play-shared').waitFor()
      expect(await page.locator('#play-shared').textContent()).toContain(
        'everybody with the link can read it',
      )
      const link = await page.locator('#play-link').inputValue()
      const again = await visit(new URL(link).hash)
      await expect.poll(() => again.page.locator('#play-text').inputValue(), PATIENCE).toBe(text)
      expect(again.troubles).toEqual([])
      await again.page.close()
      // Once the text is another, there is no link to it.
      await type(MISTAKEN)
      expect(await page.locator('#play-shared').isVisible()).toBe(false)
      expect(new URL(page.url()).hash).toBe('')
      expect(watched.troubles).toEqual([])
    })
  })
})
