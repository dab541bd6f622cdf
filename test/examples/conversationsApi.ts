import { createServer, type IncomingMessage } from 'node:http'

/** One conversation as it stands. */
export interface StoredConversation {
  readonly sid: string
  readonly uniqueName: string
  attributes: string
  readonly participants: string[]
  readonly webhooks: Readonly<Record<string, string>>[]
  readonly messages: Readonly<Record<string, string>>[]
}

/** A stand-in for Twilio Conversations, a login's key set and a kiosk's server, on this machine. */
export interface ConversationsApi {
  readonly url: string
  readonly conversations: StoredConversation[]
  /** What reached the kiosk. */
  readonly delivered: string[]
  /** Hosts that answer 503. */
  readonly down: Set<string>
  stop(): void
}

/** Starts it; speaks Twilio's wire format, so that the real client is what calls it. */
export async function startConversationsApi(jwks: unknown): Promise<ConversationsApi> {
  const conversations: StoredConversation[] = []
  const delivered: string[] = []
  const down = new Set<string>()
  const server = createServer(async (request, response) => {
    const [, host = '', , ...path] = (request.url ?? '').split('?')[0]?.split('/') ?? []
    const body = await bodyOf(request)
    const answer =
      host === 'login.example.com'
        ? jwks
        : host === 'kiosk'
          ? deliver(delivered, body)
          : conversation(conversations, request.method ?? '', path, new URLSearchParams(body))
    const status = down.has(host) ? 503 : answer === null ? 404 : 200
    response.writeHead(status, { 'content-type': 'application/json' })
    response.end(JSON.stringify(answer ?? { code: 20_404, message: 'missing', status: 404 }))
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  return {
    url: `http://127.0.0.1:${port}`,
    conversations,
    delivered,
    down,
    stop() {
      server.closeAllConnections()
      server.close()
    },
  }
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: string[] = []
  for await (const chunk of request) chunks.push(String(chunk))
  return chunks.join('')
}

const deliver = (delivered: string[], body: string): unknown => {
  delivered.push(body)
  return {}
}

function conversation(
  all: StoredConversation[],
  method: string,
  [, id, part]: readonly string[],
  form: URLSearchParams,
): unknown {
  if (id === undefined) return shown(start(all, form))
  const name = decodeURIComponent(id)
  const found = all.find(({ sid, uniqueName }) => sid === name || uniqueName === name)
  if (found === undefined) return null
  const fields = Object.fromEntries(form)
  if (part === 'Participants') found.participants.push(fields['Identity'] ?? '')
  else if (part === 'Webhooks') found.webhooks.push(fields)
  else if (part === 'Messages') found.messages.push(fields)
  else if (method === 'POST') found.attributes = fields['Attributes'] ?? found.attributes
  return shown(found)
}

function start(all: StoredConversation[], form: URLSearchParams): StoredConversation {
  const started = {
    sid: `CH${String(all.length + 1).padStart(32, '0')}`,
    uniqueName: form.get('UniqueName') ?? '',
    attributes: '{}',
    participants: [],
    webhooks: [],
    messages: [],
  }
  all.push(started)
  return started
}

const shown = ({ sid, uniqueName, attributes }: StoredConversation) => ({
  sid,
  unique_name: uniqueName,
  attributes,
})
