import { createServer } from 'node:http'

/** A thing an account holds, as its API returns it. */
type ApiThing = Readonly<Record<string, string>>

/** An account over loopback: lists, and makes what is posted, as Twilio's APIs do. */
export interface AccountApi {
  readonly url: string
  readonly things: Map<string, ApiThing[]>
  readonly posted: string[]
  /** Status that every call is answered with, where it is not 0. */
  refuse: number
  stop(): Promise<void>
}

const sidOf = (prefix: string, number: number) => `${prefix}${String(number).padStart(32, '0')}`

const KINDS: readonly (readonly [RegExp, string, string])[] = [
  [/\/Workspaces$/, 'workspaces', 'WS'],
  [/\/TaskQueues$/, 'task_queues', 'WQ'],
  [/\/Workflows$/, 'workflows', 'WW'],
  [/\/TaskChannels$/, 'channels', 'TC'],
  [/^\/verify\.twilio\.com\/v2\/Services$/, 'services', 'VA'],
  [/^\/sync\.twilio\.com\/v1\/Services$/, 'services', 'IS'],
  [/^\/serverless\.twilio\.com\/v1\/Services$/, 'services', 'ZS'],
  [/\/Environments$/, 'environments', 'ZE'],
  [/\/Functions$/, 'functions', 'ZH'],
]

/** Starts an account: a Flex workspace with its channels, and nothing else. */
export async function startAccount(): Promise<AccountApi> {
  const things = new Map<string, ApiThing[]>([
    ['WS', [{ sid: sidOf('WS', 1), friendly_name: 'Flex Task Assignment' }]],
    ['TC', [{ sid: sidOf('TC', 1), unique_name: 'chat', friendly_name: 'Chat' }]],
  ])
  const posted: string[] = []
  const state = { refuse: 0 }
  const answer = (method: string, path: string, body: string): readonly [number, unknown] => {
    if (state.refuse !== 0) return [state.refuse, { status: state.refuse, code: 20_003 }]
    const [, key, prefix] = KINDS.find(([pattern]) => pattern.test(path)) ?? []
    if (key === undefined || prefix === undefined) return [404, { status: 404, code: 20_404 }]
    const all = things.get(prefix) ?? []
    if (method === 'GET') return [200, { [key]: all, meta: { key, next_page_url: null } }]
    const { FriendlyName = '' } = Object.fromEntries(new URLSearchParams(body))
    const made = { sid: sidOf(prefix, all.length + 1), friendly_name: FriendlyName }
    posted.push(`${prefix} ${FriendlyName}`)
    things.set(prefix, [...all, made])
    return [201, made]
  }
  const server = createServer((request, response) => {
    let body = ''
    request.on('data', (chunk) => {
      body += chunk
    })
    request.on('end', () => {
      const [path = ''] = (request.url ?? '').split('?')
      const [status, json] = answer(request.method ?? '', path, body)
      response.writeHead(status, { 'content-type': 'application/json' })
      response.end(JSON.stringify(json))
    })
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', () => done()))
  const at = server.address()
  return {
    url: `http://127.0.0.1:${typeof at === 'object' ? at?.port : ''}`,
    things,
    posted,
    get refuse() {
      return state.refuse
    },
    set refuse(status) {
      state.refuse = status
    },
    stop: () =>
      new Promise((done) => {
        server.closeAllConnections()
        server.close(() => done())
      }),
  }
}

/** Puts the functions of a deployed project into an account. */
export function deployTo({ things }: AccountApi, service: string): void {
  things.set('ZS', [{ sid: sidOf('ZS', 1), unique_name: service, friendly_name: service }])
  things.set('ZE', [
    {
      sid: sidOf('ZE', 1),
      unique_name: 'dev-environment',
      domain_suffix: 'dev',
      domain_name: 'my-business-1234-dev.twil.io',
    },
  ])
  things.set(
    'ZH',
    ['/decide', '/verify-start', '/verify-check'].map((friendly_name, index) => ({
      sid: sidOf('ZH', index + 1),
      friendly_name,
    })),
  )
}
