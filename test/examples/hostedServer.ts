import { type ChildProcess, spawn } from 'node:child_process'
import { join, resolve } from 'node:path'
import { createInterface } from 'node:readline'
import webhooks from 'twilio/lib/webhooks/webhooks.js'

const FOLDER = resolve('examples/self-hosted')
const ORIGIN = 'https://hooks.example.com'
/** The auth token of the account. */
export const TOKEN = '0'.repeat(32)
const sid = (prefix: string) => `${prefix}${'0'.repeat(32)}`

/** A line of what the server logs. */
export type LogLine = Readonly<Record<string, unknown>> & { readonly event: string }

/** A server that is up, as a process of its own. */
export interface HostedServer {
  readonly url: string
  readonly lines: readonly LogLine[]
  /** All that it has said, as it stands. */
  readonly said: () => string
  readonly signal: (name: 'SIGTERM' | 'SIGKILL') => void
  /** Its exit code, once it has ended. */
  readonly ended: Promise<number | null>
}

/** Starts a script of the example and waits until the server listens, or has ended. */
async function startScript(
  script: string,
  env: Readonly<Record<string, string>>,
): Promise<HostedServer> {
  const child: ChildProcess = spawn(process.execPath, [join(FOLDER, script)], {
    env: { PATH: process.env['PATH'] ?? '', TMPDIR: process.env['TMPDIR'] ?? '/tmp', ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const lines: LogLine[] = []
  let url = ''
  const ended = new Promise<number | null>((done) => child.once('close', done))
  await new Promise<void>((ready) => {
    void ended.then(() => ready())
    if (child.stdout === null) return
    createInterface({ input: child.stdout }).on('line', (text) => {
      const line = JSON.parse(text)
      lines.push(line)
      if (line.event !== 'listening') return
      url = line.url
      ready()
    })
  })
  return {
    url,
    lines,
    said: () => JSON.stringify(lines),
    signal: (name) => child.kill(name),
    ended,
  }
}

/** Starts everything with the one command. */
export const startAll = (): Promise<HostedServer> => startScript('start.mjs', {})

/** Starts a server alone, at a Redis and a stand-in for Twilio. */
export const startServer = (
  redis: string,
  twilio: string,
  more: Readonly<Record<string, string>> = {},
): Promise<HostedServer> =>
  startScript('server.mjs', {
    REDIS_URL: redis,
    TWILIO_API: twilio,
    PUBLIC_ORIGIN: ORIGIN,
    ACCOUNT_SID: sid('AC'),
    AUTH_TOKEN: TOKEN,
    VERIFY_SERVICE_SID: sid('VA'),
    LEDGER_KEYS: 'k1:a secret of this example - thirty-two bytes or more',
    ...more,
  })

/** What came back from a call. */
export interface HttpJson {
  readonly status: number
  readonly json: Readonly<Record<string, unknown>>
}

/** Calls a webhook as Twilio does, signed for the public address. */
export async function callSigned(
  { url }: HostedServer,
  path: string,
  form: Readonly<Record<string, string>>,
  token = TOKEN,
): Promise<HttpJson> {
  const response = await fetch(`${url}${path}`, {
    method: 'POST',
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      'x-twilio-signature': webhooks.getExpectedTwilioSignature(token, `${ORIGIN}${path}`, form),
    },
    body: new URLSearchParams(form).toString(),
    signal: AbortSignal.timeout(15_000),
  })
  return { status: response.status, json: JSON.parse(await response.text()) }
}

/** Asks a page of the server. */
export async function askPage({ url }: HostedServer, path: string): Promise<HttpJson> {
  const response = await fetch(`${url}${path}`, { signal: AbortSignal.timeout(5_000) })
  return { status: response.status, json: JSON.parse(await response.text()) }
}
