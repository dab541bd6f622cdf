import { existsSync } from 'node:fs'
import axe, { type RuleObject } from 'axe-core'
import { type Browser, chromium, type Page } from 'playwright-core'

/** Debian's: without windows, `apt-get install chromium-headless-shell`, which takes a quarter less work; or the whole. */
const CHROMIUM = ['/usr/bin/chromium-headless-shell', '/usr/bin/chromium'].find((place) =>
  existsSync(place),
)

/** Whether there is a browser. Without it its tests are skipped, and listed so. */
export const HAS_CHROMIUM = CHROMIUM !== undefined

/**
 * What a browser draws or looks up for whoever sits before it. Every window has two lists of suggestions, each a page in
 * a process of its own: more work than the report. Only the last such list is read, so that Playwright's stand here again.
 */
const UNUSED = [
  ...['WebUIOmniboxPopup', 'WebUIOmniboxAimPopup', 'AimEnabled', 'LensOverlay'],
  ...['MediaRouter', 'OptimizationHints', 'NetworkTimeServiceQuerying', 'PreconnectToSearch'],
  ...['AvoidUnnecessaryBeforeUnloadCheckSync', 'DestroyProfileOnBrowserClose', 'PaintHolding'],
]

// Nothing that a browser does by itself over the network is wanted, or could be told from what a page does.
const FLAGS = [
  `--disable-features=${UNUSED}`,
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  // A page lives for seconds: to optimise its scripts takes longer than it spares.
  '--js-flags=--no-opt',
]

/** Starts the browser. */
export const launchChromium = (): Promise<Browser> =>
  chromium.launch({ ...(CHROMIUM !== undefined && { executablePath: CHROMIUM }), args: FLAGS })

/** A page that is open, and everything that it should not have done. */
export interface WatchedPage {
  readonly page: Page
  /** Requests for anything that the page did not make itself, errors, dialogs, and anything on the console. */
  readonly troubles: string[]
}

/** Opens a page and watches it: it asks for nothing but itself and what it made, and says nothing. */
export async function openWatched(
  browser: Browser,
  url: string,
  { fragment = '', ...options }: { fragment?: string } & Parameters<Browser['newPage']>[0] = {},
): Promise<WatchedPage> {
  const page = await browser.newPage(options)
  const troubles: string[] = []
  page.on('console', (message) => troubles.push(message.text()))
  page.on('pageerror', (error) => troubles.push(error.message))
  page.on('dialog', (dialog) => troubles.push(dialog.message()))
  page.on('request', (request) => {
    const asked = request.url().split('#')[0] ?? ''
    if (asked !== url && !asked.startsWith('blob:')) troubles.push(asked)
  })
  await page.goto(`${url}${fragment}`)
  return { page, troubles }
}

/** What axe is asked of, each by its selector: parts of the page alone, or all but one; rules, and those of one tag alone. */
interface Asked {
  readonly within?: readonly string[] | undefined
  readonly exclude?: string
  readonly rules?: RuleObject
  readonly only?: string | undefined
}

/**
 * Lists the barriers that axe finds on a page as it is looked at now, each with where it stands. axe is told that nobody
 * reads what passed, which takes it half of its time.
 */
export async function barriersOn(
  page: Page,
  { within, exclude, rules = {}, only }: Asked = {},
): Promise<readonly string[]> {
  if (await page.evaluate('window.axe === undefined')) await page.evaluate(axe.source)
  const context = JSON.stringify({
    include: within?.map((selector) => [selector]) ?? [['html']],
    ...(exclude !== undefined && { exclude: [[exclude]] }),
  })
  const options = JSON.stringify({
    rules,
    resultTypes: ['violations'],
    ...(only !== undefined && { runOnly: [only] }),
  })
  return page.evaluate(
    `axe.run(${context}, ${options}).then(({ violations }) => violations.map(({ id, nodes }) => id + ' ' + nodes[0].html.slice(0, 200)))`,
  )
}
