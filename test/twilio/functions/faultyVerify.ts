import { createServer, type ServerResponse } from 'node:http'
import { portOf } from './portOf.js'

/** What Verify does with one call: answers as it should, or in one of the ways it fails. */
export type VerifyFault = 'none' | 'down' | 'busy' | 'hangs' | 'drips' | 'garbage' | 'resets'

/** The ways Verify fails. */
export const FAULTS: readonly VerifyFault[] = [
  'down',
  'busy',
  'hangs',
  'drips',
  'garbage',
  'resets',
]

/** A Verify on this machine that fails as told, for the real client to call. */
export interface FaultyVerify {
  readonly url: string
  /** What the next calls meet; asked once a call. */
  readonly settings: { fault: () => VerifyFault }
  /** Addresses codes were sent to, and how many guesses were judged for each. */
  readonly sent: string[]
  readonly judged: Map<string, number>
  stop(): Promise<void>
}

/** Starts it. `code` is the one right code. */
export async function startFaultyVerify(code: string): Promise<FaultyVerify> {
  const settings: FaultyVerify['settings'] = { fault: () => 'none' }
  const sent: string[] = []
  const judged = new Map<string, number>()
  const open = new Map<string, string>()
  const answer = (path: string, body: URLSearchParams): readonly [number, object] => {
    if (path.endsWith('/Verifications')) {
      const to = String(body.get('To'))
      const sid = `VE${String(sent.push(to)).padStart(32, '0')}`
      open.set(sid, to)
      return [201, { sid, to, channel: body.get('Channel'), status: 'pending', valid: false }]
    }
    const sid = String(body.get('VerificationSid'))
    const to = open.get(sid)
    if (to === undefined) return [404, { code: 20_404, status: 404 }]
    judged.set(to, (judged.get(to) ?? 0) + 1)
    const valid = body.get('Code') === code
    if (valid) open.delete(sid)
    return [201, { sid, to, channel: 'sms', status: valid ? 'approved' : 'pending', valid }]
  }
  const server = createServer(async (request, response) => {
    let text = ''
    for await (const chunk of request) text += String(chunk)
    const fault = settings.fault()
    if (fault !== 'none') return fail(fault, response)
    const [status, body] = answer(String(request.url), new URLSearchParams(text))
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', () => done()))
  const stop = async () => {
    server.closeAllConnections()
    await new Promise((done) => server.close(done))
  }
  return { url: `http://127.0.0.1:${portOf(server)}`, settings, sent, judged, stop }
}

function fail(fault: Exclude<VerifyFault, 'none'>, response: ServerResponse): void {
  const refuse = (status: number, code: number) =>
    response
      .writeHead(status, { 'content-type': 'application/json' })
      .end(JSON.stringify({ code, status, message: 'refused' }))
  switch (fault) {
    case 'down':
      return void refuse(503, 20_503)
    case 'busy':
      return void refuse(429, 20_429)
    case 'hangs':
      return
    case 'drips':
      return void response.writeHead(201, { 'content-type': 'application/json' }).write('{"sid":')
    case 'garbage':
      return void response.writeHead(201, { 'content-type': 'application/json' }).end('{}')
    case 'resets':
      return void response.destroy()
  }
}
