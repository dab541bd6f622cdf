import { createServer } from 'node:http'
import twilio from 'twilio'
import { faultsOf, findOperation, type RequestForm } from './operations.js'

/** One request that Twilio's client sent, and what Twilio's description of its API finds wrong with it. */
export interface Received {
  readonly path: string
  readonly form: RequestForm
  readonly ifMatch: string | undefined
  readonly faults: readonly string[]
}

/** Twilio's real client over a server on this machine that refuses what Twilio's description does not know. */
export interface Loopback {
  readonly client: twilio.Twilio
  readonly received: readonly Received[]
  readonly last: () => Received | undefined
  readonly close: () => Promise<void>
}

/** Starts the server, and a client that sends to it whatever it would send to Twilio. */
export async function openLoopback(): Promise<Loopback> {
  const received: Received[] = []
  const server = createServer((request, response) => {
    let text = ''
    request.setEncoding('utf8').on('data', (part: string) => {
      text += part
    })
    request.on('end', () => {
      const [, host = '', ...steps] = new URL(request.url ?? '', 'http://127.0.0.1').pathname.split(
        '/',
      )
      const path = `/${steps.join('/')}`
      const form = formOf(text)
      const operation = findOperation(request.method ?? '', host, path)
      const faults = operation === undefined ? ['no such operation'] : faultsOf(operation, form)
      received.push({ path, form, ifMatch: request.headers['if-match'], faults })
      const [status = '400'] = faults.length === 0 ? Object.keys(operation?.answers ?? {}) : []
      response.writeHead(Number(status), { 'content-type': 'application/json' }).end('{}')
    })
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  return {
    client: clientOf(`http://127.0.0.1:${port}`),
    received,
    last: () => received.at(-1),
    close: () =>
      new Promise((done) => {
        server.closeAllConnections()
        server.close(() => done())
      }),
  }
}

function formOf(text: string): RequestForm {
  const sent = [...new URLSearchParams(text)]
  return Object.fromEntries(
    sent.map(([name]) => [name, sent.filter(([key]) => key === name).map(([, value]) => value)]),
  )
}

function clientOf(url: string): twilio.Twilio {
  const httpClient = new twilio.RequestClient()
  const send = httpClient.request.bind(httpClient)
  // The host that was meant becomes the first step of the path.
  httpClient.request = (options) => send({ ...options, uri: options.uri.replace('https:/', url) })
  return twilio(`AC${'0'.repeat(32)}`, 'not a secret', { httpClient })
}
